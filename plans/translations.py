"""The texts of a version that can be translated, and what stands beside them in the other language.

A path names one text for life: "title", "summary", or "<identity of the row>/<field>". Lists are one text, an entry a line.
The summary is a text of its own in the other language; its source are the texts of the eleven heads.
"""

import hashlib
from dataclasses import dataclass

from django.db.models import Count, Max, Sum
from django.utils.translation import gettext

from common.text import tidy
from plans.columns import COLUMNS, Holds
from plans.models import Head, PlanVersion, Translation

TITLE, SUMMARY = "title", "summary"
#: Citations, addresses and names stay as they are in every language.
_NOT_TRANSLATED = {
    "source",
    "production_source",
    "exporters_source",
    "exports_source",
    "baseline_source",
    "basis_series",
    "address",
}
_TRANSLATED = (Holds.LINE, Holds.PROSE, Holds.ENTRIES)


@dataclass(frozen=True)
class Source:
    """One authentic text: where it stands, what it is called, and its words."""

    path: str
    head: int
    label: str
    about: str
    text: str

    @property
    def hash(self):
        return hash_of(self.text)

    @property
    def lines(self):
        return min(12, max(2, self.text.count("\n") + 1 + len(self.text) // 90))


def hash_of(text):
    """The fingerprint by which a changed source is known."""
    return hashlib.sha256(tidy(text).encode()).hexdigest()


def other_language(version):
    """The language of the translations of this version: it has one authentic language, and one other."""
    return PlanVersion.Language.HI if version.authentic_language == PlanVersion.Language.EN else PlanVersion.Language.EN


def sources_of(version):
    """Every text of the version that can be translated, in the order of the plan. Nine queries, whatever it holds."""
    rows = [source for word in COLUMNS for source in _of_kind(version, word)]
    prose = "\n\n".join(source.text for source in rows if source.path.endswith("/text") and source.about == "")
    cover = [Source(TITLE, 0, gettext("Title"), "", version.title)]
    if prose:
        cover.append(Source(SUMMARY, 0, gettext("Summary"), "", prose))
    return cover + sorted(rows, key=lambda source: source.head)


def _of_kind(version, word):
    columns = [one for one in COLUMNS[word] if one.holds in _TRANSLATED and one.name not in _NOT_TRANSLATED]
    model = columns[0].model
    joins = {"products": ["product"], "targets": ["metric"]}.get(word, [])
    order = ("head", "position", "pk") if hasattr(model, "head") else ("position", "pk")
    for row in model.objects.filter(version=version).select_related("commitment", *joins).order_by(*order):
        head = row.under_head or row.head
        about = "" if word == "sections" else str(getattr(row, "product", None) or row) if word == "products" else str(row)
        for column in columns:
            text = getattr(row, column.name)
            text = "\n".join(text) if isinstance(text, list) else text
            if text.strip():
                yield Source(f"{row.commitment.uid}/{column.name}", head, column.label, about, text)


@dataclass(frozen=True)
class Pair:
    """A source and what stands beside it: `translation` is None where nobody has translated it."""

    source: Source
    translation: Translation | None

    @property
    def is_stale(self):
        """Whether the source changed since the translation was made."""
        return self.translation is not None and self.translation.source_hash != self.source.hash

    @property
    def is_checked(self):
        return self.translation is not None and self.translation.checked_at is not None and not self.is_stale

    @property
    def waits(self):
        """Whether it is translated, up to date, and not checked by another person."""
        return self.translation is not None and not self.is_stale and not self.is_checked


def pairs_of(version, language=None):
    """Every translatable text of the version with its translation. Ten queries."""
    found = {one.path: one for one in Translation.objects.filter(version=version, language=language or other_language(version))}
    return [Pair(source, found.get(source.path)) for source in sources_of(version)]


def of_version(version, language):
    """{path: text} of what may be shown of this version in `language`: checked by another person, its source unchanged since.

    Paths as in this module's head; the fields are those of plans.models. One query where there is none, else eleven.
    """
    if not Translation.objects.filter(version=version, language=language, checked_at__isnull=False).exists():
        return {}
    return {pair.source.path: pair.translation.text for pair in pairs_of(version, language) if pair.is_checked}


def hindi_title(version):
    """The title in Hindi that is kept beside the frozen text: as typed, else as translated and checked; "" where there is none.

    A plan whose authentic language is Hindi has it for its title. At most one query.
    """
    if version.title_hi or version.authentic_language == PlanVersion.Language.HI:
        return version.title_hi or version.title
    found = Translation.objects.filter(version=version, path=TITLE, language="hi", checked_at__isnull=False)
    text = found.filter(source_hash=hash_of(version.title)).values_list("text", flat=True).first()
    return (text or "")[: PlanVersion._meta.get_field("title_hi").max_length]


def titles_of_papers(papers, language, states):
    """{sha256: (title as adopted, its checked translation)} of published texts among these papers. One query for any number."""
    found = Translation.objects.filter(
        version__tablings__paper_id__in=papers, version__state__in=states, version__published_at__isnull=False, path=TITLE,
        language=language, checked_at__isnull=False,
    )  # fmt: skip
    rows = found.values_list("version__tablings__paper_id", "version__title", "source_hash", "text")
    return {paper: (title, text) for paper, title, source, text in rows if source == hash_of(title)}


def stamp(version):
    """Another text whenever what of_version() shows changes; "" where nothing is translated. One query."""
    found = Translation.objects.filter(version=version, checked_at__isnull=False).aggregate(
        n=Count("pk"), saves=Sum("row_version"), last=Max("checked_at")
    )
    return f"{found['n']}/{found['saves']}/{found['last'].isoformat()}" if found["n"] else ""


@dataclass(frozen=True)
class HeadCount:
    """How far the translation of one head has come; head 0 is title and summary."""

    number: int
    title: str
    texts: int
    translated: int
    checked: int
    stale: int


def counts_of(pairs, cover_title):
    """A HeadCount for the cover and each head that has text, in order."""
    titles = {0: cover_title, **{head.value: head.label for head in Head}}
    by_head = {}
    for pair in pairs:
        by_head.setdefault(pair.source.head, []).append(pair)
    return [
        HeadCount(
            number,
            titles[number],
            len(of_head),
            sum(pair.translation is not None for pair in of_head),
            sum(pair.is_checked for pair in of_head),
            sum(pair.is_stale for pair in of_head),
        )
        for number, of_head in sorted(by_head.items())
    ]


def carry_over(source, version):
    """Take the translations of `source` over into `version`, a copy of it that keeps identities. Two queries.

    They stay who wrote and who checked them; where the copy is changed later, they are out of date by themselves.
    """
    kept = [field.attname for field in Translation._meta.concrete_fields if field.name not in ("id", "version")]
    Translation.objects.bulk_create(
        Translation(version=version, **{name: getattr(one, name) for name in kept})
        for one in Translation.objects.filter(version=source)
    )
