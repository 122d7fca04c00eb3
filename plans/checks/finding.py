"""What a check says, and all of it together."""

from dataclasses import dataclass, replace
from functools import cached_property

ERROR, WARNING, NOTE = "error", "warning", "note"


@dataclass(frozen=True)
class Finding:
    """One thing a check found: how grave, under which head, about which row (uid, empty for the whole), and the sentence."""

    level: str
    sentence: str
    head: int = 0
    uid: str = ""
    about: str = ""
    check: int = 0

    def of_check(self, number):
        return replace(self, check=number)

    @property
    def is_error(self):
        return self.level == ERROR


def error(sentence, *, head, row=None, about=""):
    """A finding that blocks tabling."""
    return Finding(ERROR, sentence, head, (row or {}).get("uid", ""), str(about))


def warning(sentence, *, head, row=None, about=""):
    """A finding that informs."""
    return Finding(WARNING, sentence, head, (row or {}).get("uid", ""), str(about))


def note(sentence, *, head, row=None, about=""):
    """What a check computed, or why it computed nothing; it counts neither for nor against the plan."""
    return Finding(NOTE, sentence, head, (row or {}).get("uid", ""), str(about))


@dataclass(frozen=True)
class Report:
    """Everything the checks found in one text."""

    findings: tuple
    waivers: tuple = ()
    filled: tuple = ()
    numbers: tuple = ()

    @cached_property
    def errors(self):
        return [found for found in self.findings if found.is_error]

    @cached_property
    def warnings(self):
        return [found for found in self.findings if found.level == WARNING]

    @cached_property
    def notes(self):
        return [found for found in self.findings if found.level == NOTE]

    @cached_property
    def blocking(self):
        """The errors that no waiver covers."""
        return [found for found in self.errors if not self._waived_by(found)]

    @cached_property
    def waived_errors(self):
        """The errors that a waiver covers."""
        return [found for found in self.errors if self._waived_by(found)]

    @cached_property
    def waived(self):
        """The waivers this text makes use of, each once, as they are kept with the tabling."""
        used = [self._waived_by(found) for found in self.errors]
        return [waiver for waiver in self.waivers if waiver in used]

    @property
    def may_be_tabled(self):
        return not self.blocking

    @property
    def score(self):
        """Whole numbers: heads filled of eleven, checks passed of all, errors, warnings, and percent of checks passed
        (one with warnings alone counts half)."""
        failed = {found.check for found in self.errors}
        doubtful = {found.check for found in self.warnings} - failed
        passed = len(self.numbers) - len(failed) - len(doubtful)
        return {
            "heads_filled": len(self.filled),
            "heads": 11,
            "checks": len(self.numbers),
            "passed": passed,
            "errors": len(self.errors),
            "warnings": len(self.warnings),
            "waived": len(self.errors) - len(self.blocking),
            "percent": (200 * passed + 100 * len(doubtful)) // (2 * len(self.numbers)) if self.numbers else 0,
        }

    def of_head(self, head):
        return [found for found in self.findings if found.head == head]

    def of_row(self, uid):
        return [found for found in self.findings if found.uid == str(uid)]

    def waiver_of(self, found):
        """The waiver that covers this error, or None."""
        return self._waived_by(found) if found.is_error else None

    def _waived_by(self, found):
        for waiver in self.waivers:
            if waiver["check"] == found.check and waiver.get("uid", "") in ("", found.uid):
                return waiver
        return None
