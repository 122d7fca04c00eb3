"""A frozen plan with the translations of its texts in their places, for pages and prints. The authentic text stays as it is.

A translated text knows its language, so that a page marks it as what it is: no text that anybody decided on.
"""

import copy
from dataclasses import dataclass

from plans import translations
from plans.freezing import HEAD_OF_LIST
from plans.papers import PaperView

#: Fields of plans.models -> keys of the frozen row; every other field has the key of its name.
_KEYS = {
    "not_applicable_reason": ("not_applicable",),
    "label": ("fact", "label"),
    "production_unit": ("production", "unit"),
    "lead_text": ("lead", "text"),
    "funding_scheme": ("funding", "scheme"),
    "metric_label": ("metric", "in_words"),
    "unit_label": ("unit", "label"),
    "baseline_note": ("baseline", "note"),
}
_OF_OUTPUT = ("output", "text")


class Translated(str):
    """A text in the other language than the authentic one."""

    __slots__ = ("language",)

    def __new__(cls, text, language):
        made = super().__new__(cls, text)
        made.language = language
        return made


def together(texts, between):
    """Texts of a plan in one, which is a translation where the first of them is."""
    said = between.join(texts)
    return Translated(said, texts[0].language) if texts and isinstance(texts[0], Translated) else said


@dataclass(frozen=True)
class TranslatedPlan:
    """The plan as it reads in `language`: `paper` has the translations that there are, every other text as it was typed.

    heads: the numbers of the heads in which something is translated.
    """

    paper: PaperView
    language: str
    title: str
    summary: str
    heads: frozenset

    def __bool__(self):
        return bool(self.title or self.summary or self.heads)


def in_language(version, paper, language, *, adopted=None):
    """The TranslatedPlan of a frozen plan in a language other than its own; false where nothing is translated. One query then.

    adopted: the text as adopted, where `paper` is that text with the corrections of an erratum. What is translated is the
    adopted text, so a corrected place stands in its own language, and nothing is shown for words that stand no more.
    """
    version, adopted = version.decided, adopted or paper
    found = translations.of_version(version, language)
    # Typed beside the text before it was frozen, and kept with it; publication counts it as well.
    typed = version.title_hi if language == "hi" else ""
    title = (found.get(translations.TITLE) or typed) if paper.title == adopted.title else ""
    if not found:
        return TranslatedPlan(paper, language, title, "", frozenset())
    data = copy.deepcopy(paper.data)
    heads = set()
    for list_name, listed in data.items():
        if not isinstance(listed, list):
            continue
        as_adopted = {row["uid"]: row for row in adopted.data[list_name]}
        for row in listed:
            for field, text in _of_row(found, row["uid"]):
                if _put(row, field, text, language, as_adopted[row["uid"]]):
                    heads.add(row.get("head") or HEAD_OF_LIST[list_name])
    prose = [[(row.get("text"), row.get("not_applicable")) for row in one.data["sections"]] for one in (paper, adopted)]
    summary = found.get(translations.SUMMARY, "") if prose[0] == prose[1] else ""
    return TranslatedPlan(PaperView(data, paper.sha256), language, title, summary, frozenset(heads))


def _of_row(found, uid):
    return [(path.partition("/")[2], text) for path, text in found.items() if path.startswith(f"{uid}/")]


def _put(row, field, text, language, as_adopted):
    """Put a translation where its source stands as it was adopted; whether it stands there."""
    path = _OF_OUTPUT if field == "output" else _KEYS.get(field, (field,))
    inside, old = _at(row, path[:-1]), _at(row, path)
    if old != _at(as_adopted, path):
        return False
    if isinstance(old, list) and old:
        inside[path[-1]] = [Translated(line, language) for line in text.split("\n") if line.strip()]
    elif isinstance(old, str) and old:
        inside[path[-1]] = Translated(text, language)
    else:
        return False
    return True


def _at(row, path):
    """What stands at these keys of a frozen row, None where nothing does."""
    for key in path:
        row = row.get(key) if isinstance(row, dict) else None
    return row
