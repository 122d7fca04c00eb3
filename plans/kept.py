"""How a text stood against the checks when it was frozen: read back from its tabling, never computed again."""

from dataclasses import dataclass

from django.utils.translation import get_language

from plans import checks


@dataclass(frozen=True)
class Kept:
    """Score, findings and waivers of one tabling, ready to be shown in the reader's language.

    findings: dicts with check, level, head, about, waived and words; errors first, then warnings, then notes.
    waivers: as plans.waivers.as_kept(), with the title of the check.
    """

    score: dict
    findings: list
    waivers: list

    @property
    def is_there(self):
        return bool(self.score)


_ORDER = {"error": 0, "warning": 1, "note": 2}


def kept_with(tabling):
    """What is kept with this tabling; empty for None. No query."""
    if tabling is None:
        return Kept({}, [], [])
    language = (get_language() or "en")[:2]
    findings = [
        {**found, "words": found["sentence"].get(language) or found["sentence"]["en"], "title": checks.title_of(found["check"])}
        for found in tabling.findings
    ]
    findings.sort(key=lambda found: _ORDER[found["level"]])
    waivers = [{**waiver, "title": checks.title_of(waiver["check"])} for waiver in tabling.waivers]
    return Kept(tabling.score, findings, waivers)
