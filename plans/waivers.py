"""Which waivers hold for a version on a day, and how they are written down with its tabling."""

from dataclasses import dataclass

from plans.authorship import authors_of
from plans.models import Waiver


@dataclass(frozen=True)
class Standing:
    """One waiver and whether it still holds; `why_not` is withdrawn, expired, author or "" where it holds."""

    waiver: Waiver
    why_not: str

    @property
    def holds(self):
        return not self.why_not


def waivers_standing(version, *, on):
    """Every waiver ever granted for this version, the oldest first, each with whether it holds on that day.

    One of somebody who has written in the version since he granted it holds no longer: an author waives nothing for himself.
    One query where there is none, two or three more where there are some.
    """
    found = list(Waiver.objects.filter(version=version).select_related("commitment").order_by("pk"))
    authors = authors_of(version) if found else frozenset()
    return [Standing(waiver, _why_not(waiver, authors, on)) for waiver in found]


def waivers_of(version, *, on):
    """The waivers that hold for this version on that day, as plans.checks.run() takes them and a tabling keeps them."""
    return holding(waivers_standing(version, on=on))


def holding(standing):
    """Those of waivers_standing() that hold, in the same form."""
    return [as_kept(one.waiver) for one in standing if one.holds]


def as_kept(waiver):
    """The waiver as plain words and numbers: what a tabling keeps for good and a public page shows."""
    return {
        "check": waiver.check_number,
        "uid": str(waiver.commitment.uid) if waiver.commitment_id else "",
        "about": waiver.about,
        "reason": waiver.reason,
        "granted_by": waiver.granted_by_label,
        "granted_on": waiver.granted_on.isoformat(),
        "until": waiver.until.isoformat(),
    }


def _why_not(waiver, authors, on):
    if waiver.withdrawn_at is not None:
        return "withdrawn"
    if on > waiver.until:
        return "expired"
    return "author" if waiver.granted_by_id in authors else ""
