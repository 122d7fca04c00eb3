"""Clocks: what has taken longer than it should. Computed for a day, never stored; told once when the day is crossed.

The apps above register theirs in AppConfig.ready(). The same rows stand in "what waits for me" of those who can act,
in the daily notices and in the public lists; they say place and days, nothing of a text.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from .models import Duty
from .notices import owe, with_place
from .permission import reach
from .recipients import posts_in
from .waiting import Waiting

#: A home page names so many of a clock's rows; more are one line.
ALONE = 3


@dataclass(frozen=True)
class Overdue:
    """One thing that has taken too long.

    place: with its parent loaded. since: the last day on which it was still in time. thing: names it in the notice's
    key ("committee/17"). url: the page where somebody acts. began: the day from which the clock ran.
    data: values for the words of the notice. label, label_hi: what it is, in public words ("Lead Bank Manager").
    """

    place: object
    since: date
    on: date
    thing: str
    url: str
    began: date
    label: str = ""
    label_hi: str = ""
    data: dict = field(default_factory=dict)

    @property
    def days(self):
        """Days since it fell due."""
        return (self.on - self.since).days


@dataclass(frozen=True)
class Clock:
    """One clock: its name, what runs out, and who can act.

    rows(on, places=None) -> [Overdue], longest overdue first, in a constant number of queries; `places` (a queryset)
        limits them. move: who can act, as accounts.moves has it. kind: the notice owed to posts of these duties at the
        place, once for each crossing. sentence, many: for the home page, with %(place)s %(days)s and %(n)s.
    """

    code: str
    title: object
    about: object
    rows: Callable
    move: str
    kind: str
    duties: tuple
    sentence: object
    many: object
    list_url: str = "/admin/"


_clocks: list[Clock] = []


def register_clock(clock):
    """Add a clock, in AppConfig.ready(). Returns it."""
    if clock.code not in {known.code for known in _clocks}:
        _clocks.append(clock)
    return clock


def clocks():
    """Every clock, in the order they were registered."""
    return tuple(_clocks)


def waiting_by_the_clocks(user, on):
    """What is overdue where this person can act; a few by name, the rest in one line to their list."""
    waiting = []
    for clock in _clocks:
        rows = clock.rows(on, places=reach(user, clock.move, on=on))
        alone = rows if len(rows) <= ALONE else ()
        waiting += [
            Waiting(
                clock.sentence % {"place": row.place.name, "what": row.label, "days": row.days}, row.url, row.since, "overdue"
            )
            for row in alone
        ]
        if rows and not alone:
            waiting.append(Waiting(clock.many % {"n": len(rows)}, clock.list_url, rows[0].since, "overdue"))
    return waiting


def owe_by_the_clocks(*, on, at):
    """Owe the notices of everything overdue on that day; of a crossing told before, none. Returns the rows looked at.

    A State officer is told only where there is no other post that can act, as plans.telling does.
    """
    seen = 0
    for clock in _clocks:
        rows = clock.rows(on)
        posts = posts_in(clock.duties, {row.place.pk: row.place for row in rows}.values(), on)
        for row in rows:
            seen += 1
            told = [post for post in posts[row.place.pk] if post.duty != Duty.STATE_OFFICER] or posts[row.place.pk]
            owe(
                clock.kind,
                told,
                about=with_place(row.label, row.place.name),
                url=row.url,
                data={
                    **row.data,
                    "days": row.days,
                    "since": f"{row.since:%d-%m-%Y}",
                    "about_hi": with_place(row.label_hi or row.label, row.place.name_hi or row.place.name),
                },
                place=row.place,
                at=at,
                key=f"{clock.kind}/{row.thing}/{row.since:%Y%m%d}",
            )
    return seen
