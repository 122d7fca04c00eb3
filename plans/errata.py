"""What an erratum may correct in an adopted text, decided by the difference: pure, on papers as read from their bytes.

An erratum is a list of corrections (path, old, new, reason) on the adopted paper, in the format deap-errata/1. It changes
wording: prose, names and labels, contact posts, addresses of sources. Anything else is material and needs the committee.

    text = corrected(paper, corrections)      the adopted paper with the new words in their places
    refusals(paper, text)                     [] or one sentence for each place that is material
    places(paper)                             every place whose words could be corrected

A path is that of plans.difference ("targets/<uid>/note", "sections/4/text", "title"); inside a list of sentences the
number of the sentence follows ("products/<uid>/strengths/0").
"""

import copy
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.canonical import canonical_bytes, read_canonical, sha256_hex
from common.refusals import Refusal
from plans.amounts_in_text import numbers_in
from plans.difference import ABSENT, difference, kinds_of, place_of
from plans.difference_fields import FIELDS, title_of
from plans.freezing import HEAD_OF_LIST
from plans.papers import NotAPlan
from plans.turning_words import turning_words_in

FORMAT = "deap-errata/1"

PROSE, LABEL, POST, SOURCE = "prose", "label", "post", "source"
_PRODUCT = {"product/name": LABEL, "product/name_hi": LABEL}
#: What may be corrected, by kind of row. "*" is each sentence of a list.
OPEN = {
    "": {"title": PROSE, "place/name": LABEL, "place/name_hi": LABEL, "place/state/name": LABEL, "place/state/name_hi": LABEL},
    "sections": {"text": PROSE, "not_applicable": PROSE},
    "facts": {"fact/label": LABEL, "source": SOURCE, "note": PROSE},
    "products": {
        **_PRODUCT,
        "product/sector/name": LABEL,
        "product/sector/name_hi": LABEL,
        "text": PROSE,
        "production/source": SOURCE,
        "exporters/source": SOURCE,
        "exports/source": SOURCE,
        **{f"{name}/*": PROSE for name in ("strengths", "weaknesses", "opportunities", "threats", "value_chain")},
    },
    "bottlenecks": {**_PRODUCT, "statement": PROSE, "evidence": PROSE, "raised_by": POST, "no_intervention_reason": PROSE},
    "interventions": {
        **_PRODUCT,
        "title": PROSE,
        "description": PROSE,
        "lead/agency/name": POST,
        "lead/agency/acronym": POST,
        "lead/post/name": POST,
        "lead/post/name_hi": POST,
        "lead/text": POST,
        "supporting/*": POST,
        "output/text": PROSE,
        "note": PROSE,
    },
    "targets": {**_PRODUCT, "baseline/source": SOURCE, "baseline/note": PROSE, "note": PROSE},
    "training_needs": {**_PRODUCT, "subject": PROSE, "audience": PROSE, "provider": POST},
    "incentives": {**_PRODUCT, "support": PROSE, "address": SOURCE},
}
#: Fields of several lines.
_LONG = {"text", "not_applicable", "description", "evidence", "note", "support", "baseline/note", "no_intervention_reason"}

LONGEST = 20_000


class NoSuchPlace(Refusal):
    """The path leads to no words of the adopted text."""

    default_sentence = _("The adopted text has no words at this place. Choose one of the places on the page.")


@dataclass(frozen=True)
class Place:
    """One place of the adopted text that can be corrected: its path, where a reader finds it, its words."""

    path: str
    head: int
    row: str
    label: str
    words: str
    is_long: bool


def places(paper):
    """Every place with words that an erratum can correct, in the order of the text."""
    found = _of_row("", 0, "", paper)
    for kind in kinds_of(paper):
        for row in paper.get(kind, ()):
            head = row.get("head") or HEAD_OF_LIST.get(kind, 0)
            found += _of_row(kind, head, place_of(kind, row), row)
    return sorted(found, key=lambda place: place.head)


def _of_row(kind, head, where, row):
    title = title_of(kind, row) if kind else _t("The text as a whole")
    found = []
    for pattern in OPEN.get(kind, {}):
        for field, words in _matching(row, pattern):
            path = f"{where}/{field}" if where else field
            found.append(
                Place(path, int(head), title, label_of_field(kind, field), words, pattern in _LONG or pattern.endswith("*"))
            )
    return found


def _matching(row, pattern):
    """(field, words) for each place of the row that the pattern names and that holds words."""
    field, is_list = pattern.removesuffix("/*"), pattern.endswith("/*")
    value = row
    for key in field.split("/"):
        value = value.get(key) if isinstance(value, dict) else None
    if is_list:
        return [(f"{field}/{n}", words) for n, words in enumerate(value or []) if isinstance(words, str) and words]
    return [(field, value)] if isinstance(value, str) and value else []


def label_of_field(kind, field):
    """The name of a field as readers of differences know it, else its path in the text."""
    bare = re.sub(r"/\d+$", "", field)
    for label, _read, roots, _prose in FIELDS.get(kind or "cover", ()):
        if any(bare == root or bare.startswith(f"{root}/") for root in roots):
            return str(label)
    return field


def words_at(paper, path):
    """The words of the adopted text at this path. Raises NoSuchPlace."""
    holder, key = _holder(paper, path)
    words = holder[key]
    if not isinstance(words, str) or not words:
        raise NoSuchPlace
    return words


def _holder(paper, path):
    """The dict or list that holds what stands at the path, and its key there."""
    kind, _slash, rest = path.partition("/")
    value, keys = paper, path.split("/")
    if kind in kinds_of(paper):
        key, _slash, field = rest.partition("/")
        value = next((row for row in paper[kind] if place_of(kind, row) == f"{kind}/{key}"), None)
        keys = field.split("/")
    for key in keys[:-1]:
        value = _step(value, key)
    if _step(value, keys[-1]) is None:
        raise NoSuchPlace
    return value, (int(keys[-1]) if isinstance(value, list) else keys[-1])


def _step(value, key):
    if isinstance(value, dict):
        return value.get(key)
    if isinstance(value, list) and key.isascii() and key.isdecimal() and len(key) < 6 and int(key) < len(value):
        return value[int(key)]
    raise NoSuchPlace


def corrected(paper, corrections):
    """The adopted paper with each correction's new words in its place; `paper` is left as it is. Raises NoSuchPlace."""
    text = copy.deepcopy(paper)
    for one in corrections:
        holder, key = _holder(text, one["path"])
        holder[key] = one["new"]
    return text


def refusals(paper, text):
    """Why the corrected text may not be published without the committee: one sentence for each material change.

    Decided by the difference of both texts alone, whatever a form allowed.
    """
    found = []
    for (where, field), (old, new) in difference(paper, text).changes.items():
        kind = where.partition("/")[0]
        for path, before, after in _by_sentence(field, old, new):
            sentence = _material(kind, path, before, after)
            if sentence:
                found.append(sentence % {"field": label_of_field(kind, field), "row": _row_title(paper, kind, where)})
    return found


def _by_sentence(field, old, new):
    """A list of sentences as its sentences, where as many stand there as before."""
    lists = isinstance(old, list) and isinstance(new, list) and len(old) == len(new)
    if lists and all(isinstance(one, str) for one in (*old, *new)):
        return [(f"{field}/*", one, other) for one, other in zip(old, new, strict=True) if one != other]
    return [(field, old, new)]


def _material(kind, field, old, new):
    sort = OPEN.get(kind, {}).get(field)
    if sort is None or ABSENT in (old, new) or not isinstance(old, str) or not isinstance(new, str):
        return _(
            "“%(field)s” of “%(row)s” is part of what the committee decided, so an erratum cannot change it. Start a new "
            "version, change it there, and lay it before the committee."
        )
    if not old or not new:
        return _(
            "“%(field)s” of “%(row)s” would be emptied or filled. An erratum mends words that stand there; for more, start a new "
            "version and lay it before the committee."
        )
    if numbers_in(old, without_addresses=sort == SOURCE) != numbers_in(new, without_addresses=sort == SOURCE):
        return _(
            "A number, a unit or an amount changes in “%(field)s” of “%(row)s”. Numbers are decided by the committee: keep them "
            "as they stand, or start a new version and lay it before the committee."
        )
    if turning_words_in(old) != turning_words_in(new):
        return _(
            "A word that turns the sense (not, no, only, except, unless, shall, may) comes or goes in “%(field)s” of “%(row)s”. "
            "What a sentence says is decided by the committee: keep such words, or start a new version and lay it before "
            "the committee."
        )
    return None


def _row_title(paper, kind, where):
    row = next((row for row in paper.get(kind, ()) if place_of(kind, row) == where), None) if kind else None
    return title_of(kind, row) if row is not None else _t("The text as a whole")


def errata_paper(paper, sha256, corrections, *, resolution=None):
    """The erratum as a plain structure in the format deap-errata/1: which text it corrects, by its fingerprint, and where.

    `corrected_sha256` is that of the canonical bytes of the corrected text, so that a reader who applies the corrections to
    the adopted bytes can tell that nothing else was changed.
    """
    order = {place.path: n for n, place in enumerate(places(paper))}
    listed = sorted(corrections, key=lambda one: (order.get(one["path"], len(order)), one["path"]))
    written = {
        "format": FORMAT,
        "kind": paper["kind"],
        "place": paper["place"],
        "authentic_language": paper["authentic_language"],
        "corrects": {"format": paper["format"], "sha256": sha256, "resolution": resolution},
        "corrections": [{key: one[key] for key in ("path", "old", "new", "reason")} for one in listed],
        "corrected_sha256": sha256_hex(canonical_bytes(corrected(paper, listed))),
    }
    if paper.get("demonstration"):
        written["demonstration"] = True
    return written


def read_errata(content):
    """The erratum behind its frozen bytes, as a dict. Raises NotAPlan; NotCanonical where the bytes are no canonical JSON."""
    data = read_canonical(bytes(content))
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise NotAPlan
    return data
