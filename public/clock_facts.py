"""What has taken longer than it should, as anyone may read it: place, stage and days; nothing of any text.

The rows are those of accounts.clocks, which officers find among what waits for them.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from accounts.clocks import clocks

#: What the clock ran from, in words of the list's column.
BEGAN = {
    "meeting": _("Last met, or constituted"),
    "seat": _("Vacant since"),
    "draft": _("In preparation since"),
    "publish": _("Adopted on"),
    "notify": _("Adopted on"),
}
#: Whose rows are named in public: a committee, a seat. The number of a version is not, before its adoption.
NAMED = ("meeting", "seat")


@dataclass(frozen=True)
class ClockFact:
    """One clock with its public rows. `places`: how many districts and States they concern, each once."""

    code: str
    title: str
    about: str
    began: str
    rows: list
    is_named: bool

    @property
    def places(self):
        return len({row.place.pk for row in self.rows})


@dataclass(frozen=True)
class ClockLine:
    """One line of a list. name, name_hi: of the seat's post or the committee; "" for plans."""

    place: object
    began: date
    since: date
    days: int
    name: str = ""
    name_hi: str = ""


def clock_facts(on, *, state=""):
    """[ClockFact] of every clock on that day, in the order of BEGAN, of one State by its address where asked.

    One query for each clock, three for the seats.
    """
    facts = []
    known = {clock.code: clock for clock in clocks()}
    for clock in (known[code] for code in BEGAN):
        is_named = clock.code in NAMED
        rows = [
            ClockLine(row.place, row.began, row.since, row.days, *((row.label, row.label_hi) if is_named else ()))
            for row in clock.rows(on)
            if not state or state == (row.place.slug if row.place.kind == "state" else row.place.parent.slug)
        ]
        facts.append(ClockFact(clock.code, clock.title, clock.about, BEGAN[clock.code], rows, is_named))
    return facts
