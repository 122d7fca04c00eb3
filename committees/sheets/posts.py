"""The sheet of posts: one row for each seat of each district's committee, all set up by one order.

found = understand(rows, state=state, kind_of_list="handbook", order_number="G.O. 9", order_date=day, begins=day, on=day)
found.findings       what does not fit, cell by cell; nothing may be applied while there is any
found.committees     the districts to set up, each with its seats
found.unchanged      committees that this order has set up already, with just these seats
"""

import re
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from accounts.models import Post
from accounts.postings import holders
from committees.models import TEN_MEMBERS, Committee, CommitteeKind, Form, Role, Seat, SeatType
from committees.proceedings.seating import SeatPlan, duty_of, plan_for, title_of, wrong_seats
from committees.seat_types import PRODUCT_SEATS
from committees.sheets.cells import Row
from committees.subjects import subject_named
from common.days import day_written
from common.text import fold
from districts.models import District
from districts.spreadsheets.names import DistrictNames, NotFound, ProductNames, SectorNames

DISTRICT, LGD, SEAT, TITLE, HOLDER, FROM, SUBJECT = (
    "district", "LGD code", "seat", "post title", "holder name", "from date", "for product or sector",
)  # fmt: skip
COLUMNS = (DISTRICT, LGD, SEAT, TITLE, HOLDER, FROM, SUBJECT)
REQUIRED = (DISTRICT, SEAT)
NEAR = 70


@dataclass(frozen=True)
class Finding:
    """What does not fit in one cell: a sentence that says why and what to do."""

    row: int
    column: str
    sentence: str


@dataclass
class CommitteePlan:
    """One district's committee as the sheet has it, with the rows it stands in."""

    district: District
    seats: list[SeatPlan] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)

    @property
    def last_row(self) -> int:
        return self.rows[-1]

    @property
    def named(self) -> int:
        """Seats with a holder's name in the sheet."""
        return sum(1 for seat in self.seats if seat.holder)


@dataclass
class Understood:
    findings: list[Finding] = field(default_factory=list)
    committees: list[CommitteePlan] = field(default_factory=list)
    unchanged: list[Committee] = field(default_factory=list)
    missing: list[District] = field(default_factory=list)


def understand(
    rows: list[Row], *, state, kind_of_list: str, order_number: str, order_date: date, begins: date, on: date
) -> Understood:
    """Each row against the register. The number of queries does not grow with the rows."""
    reading = _Reading(state, on)
    found = Understood(findings=reading.findings)
    plans: dict[int, CommitteePlan] = {}
    for row in rows:
        read = reading.row(row)
        if read is None:
            continue
        district, seat = read
        plan = plans.setdefault(district.pk, CommitteePlan(district))
        plan.seats.append(seat)
        plan.rows.append(row.number)
    found.missing = [district for district in reading.of_the_state() if district.pk not in reading.named]
    standing = _standing(plans, begins)
    reading.hold_against_the_posts(plans.values(), standing)
    for plan in plans.values():
        committee = standing.get(plan.district.pk)
        if committee is not None:
            if reading.is_the_same(committee, plan, order_number, order_date):
                found.unchanged.append(committee)
            continue
        reading.whole(plan, kind_of_list, begins)
        found.committees.append(plan)
    found.findings.sort(key=lambda finding: (finding.row, finding.column))
    return found


def _standing(plans, begins) -> dict[int, Committee]:
    rows = (
        Committee.objects.filter(kind=CommitteeKind.DEPC, place__in=list(plans))
        .exclude(valid_to__lte=begins)
        .order_by("-valid_from")
        .prefetch_related(Prefetch("seats", Seat.objects.select_related("post")))
    )
    return {row.place_id: row for row in rows}


class _Reading:
    """The registers a sheet is read against, each read once."""

    def __init__(self, state, on):
        self.state, self.on = state, on
        self.findings: list[Finding] = []
        self.districts, self.products, self.sectors = DistrictNames(), ProductNames(), SectorNames()
        self.types = {row.code: row for row in SeatType.objects.filter(committee_kind=CommitteeKind.DEPC)}
        self.by_number = {str(row.number): row for row in self.types.values()}
        self.by_name = {
            fold(name): row for row in self.types.values() for name in (row.name, row.post_title, row.code, row.name_hi)
        }
        self.named: set[int] = set()

    def of_the_state(self):
        found = [district for district in self.districts.by_code.values() if district.state_id == self.state.pk]
        return sorted(found, key=lambda district: district.name)

    def say(self, row, column, sentence):
        self.findings.append(Finding(row, column, str(sentence)))

    def row(self, row: Row):
        """(district, SeatPlan) or None; what does not fit is in the findings."""
        before = len(self.findings)
        district = self._district(row)
        seat_type = self._seat_type(row)
        since = self._since(row)
        subject = self._subject(row, seat_type)
        for column, most in ((TITLE, 200), (HOLDER, 160)):
            if len(row[column]) > most:
                self.say(row.number, column, _("This has more than %(most)s characters. Shorten it.") % {"most": most})
        if district is not None:
            self.named.add(district.pk)
        if len(self.findings) > before:
            return None
        title = row[TITLE]
        if title == seat_type.post_title:
            title = ""
        return district, plan_for(seat_type.code, subject, title=title, holder=row[HOLDER], holder_from=since)

    def _district(self, row):
        text = row[LGD] or row[DISTRICT]
        column = LGD if row[LGD] else DISTRICT
        if not text:
            self.say(row.number, DISTRICT, _("Every row names a district. Fill in its name or its LGD code."))
            return None
        try:
            district = self.districts.district(text, self.state)
            if row[LGD] and row[DISTRICT] and self.districts.district(row[DISTRICT], self.state).pk != district.pk:
                self.say(
                    row.number,
                    DISTRICT,
                    _("The LGD code %(code)s is %(district)s. Correct the name or the code.")
                    % {"code": row[LGD], "district": district},
                )
                return None
        except NotFound as unknown:
            self.say(row.number, column, unknown)
            return None
        return district

    def _seat_type(self, row):
        text = row[SEAT]
        if not text:
            self.say(row.number, SEAT, _("Every row names a seat: its number in the Handbook, 1 to 13, or its name."))
            return None
        number = re.match(r"\s*(\d+)\s*(?:[.):]|$)", text)
        found = self.by_number.get(str(int(number.group(1)))) if number else self.by_name.get(fold(text))
        if found is None:
            near = process.extractOne(fold(text), list(self.by_name), scorer=fuzz.token_set_ratio, score_cutoff=NEAR)
            self.say(
                row.number,
                SEAT,
                _("No seat of the Handbook is called “%(text)s”. Did you mean %(seat)s? Write the number or the name.")
                % {"text": text, "seat": self.by_name[near[0]]}
                if near
                else _("No seat of the Handbook is called “%(text)s”. Write its number, 1 to 13, or its name.") % {"text": text},
            )
        return found

    def _since(self, row):
        text = row[FROM]
        if not text:
            return None
        day = day_written(text.strip())
        if day is None:
            self.say(row.number, FROM, _("“%(text)s” is no date. Write day, month and year: 01-04-2025.") % {"text": text})
        elif day > self.on:
            self.say(row.number, FROM, _("This day lies ahead. Write the day from which the holder holds the post."))
        elif not row[HOLDER]:
            self.say(row.number, HOLDER, _("A date stands here without a name. Write who holds the post, or empty the date."))
        return day

    def _subject(self, row, seat_type):
        text = row[SUBJECT]
        if not text:
            return None
        if seat_type is not None and seat_type.code not in PRODUCT_SEATS:
            self.say(row.number, SUBJECT, _("This seat is for no product. Empty the cell, or correct the seat."))
            return None
        try:
            return subject_named(text, self.products, self.sectors)
        except NotFound as unknown:
            self.say(row.number, SUBJECT, unknown)
            return None

    def hold_against_the_posts(self, plans, standing):
        """Posts named twice in a committee, held by others, or made for another duty. Two queries."""
        plans = [plan for plan in plans if plan.district.pk not in standing]
        posts = {
            (post.place_id, post.title): post
            for post in Post.objects.filter(place__in=[plan.district.pk for plan in plans], agency__isnull=True)
        }
        held = holders([post.pk for post in posts.values()], self.on)
        for plan in plans:
            seen = {}
            for seat, number in zip(plan.seats, plan.rows, strict=True):
                seat_type = self.types[seat.seat_type]
                if self._is_the_authoritys(seat, seat_type):
                    continue
                title = title_of(seat, seat_type)
                if title in seen:
                    self.say(
                        number,
                        TITLE,
                        _("%(district)s has “%(title)s” in row %(row)s already. Write the title that tells the two apart.")
                        % {"district": plan.district, "title": title, "row": seen[title]},
                    )
                seen.setdefault(title, number)
                self._hold_against(posts.get((plan.district.pk, title)), held, seat, seat_type, number)

    def _hold_against(self, post, held, seat, seat_type, number):
        if post is None:
            return
        if post.duty != duty_of(seat.role or seat_type.role):
            self.say(
                number,
                TITLE,
                _("“%(post)s” exists here with the duty “%(duty)s”. Write the title of another post.")
                % {"post": post, "duty": post.get_duty_display() or _("none")},
            )
        posting = held.get(post.pk)
        if seat.holder and posting is not None and fold(posting.person.name) != fold(seat.holder):
            self.say(
                number,
                HOLDER,
                _("%(person)s holds this post since %(day)s. Record the transfer first, or empty the name.")
                % {"person": posting.person, "day": f"{posting.valid_from:%d-%m-%Y}"},
            )

    def _is_the_authoritys(self, seat, seat_type):
        # Without a title the co-chair's seat takes the post at the Regional Authority.
        return (seat.role or seat_type.role) == Role.CO_CHAIR and not seat.title

    def is_the_same(self, committee, plan, order_number, order_date) -> bool:
        """Whether this order set up this committee with just these seats; otherwise a finding says what stands."""
        first = plan.rows[0]
        if (committee.order_number, committee.order_date) != (order_number, order_date):
            self.say(
                first,
                DISTRICT,
                _(
                    "%(committee)s is in force since %(day)s by order %(order)s. Put another in its place on its own page, "
                    "or take the rows of this district out."
                )
                % {"committee": committee, "day": f"{committee.valid_from:%d-%m-%Y}", "order": committee.order_number},
            )
            return False
        seated = sorted(
            (row.seat_type_id, row.post.title if row.post.place_id == committee.place_id else "")
            for row in committee.seats.all()
            if row.valid_from == committee.valid_from and not row.order_number
        )
        wanted = sorted((seat.seat_type, self._title_to_compare(seat, seated)) for seat in plan.seats)
        if seated != wanted:
            self.say(
                first,
                DISTRICT,
                _("%(committee)s is set up by this order with other seats. Change its seats on its own page.")
                % {"committee": committee},
            )
            return False
        return True

    def _title_to_compare(self, seat, seated):
        seat_type = self.types[seat.seat_type]
        if self._is_the_authoritys(seat, seat_type) and (seat.seat_type, "") in seated:
            return ""
        return title_of(seat, seat_type)

    def whole(self, plan, kind_of_list, begins):
        """What is wrong with a district's committee as a whole, at its first row."""
        first = plan.rows[0]
        for sentence in wrong_seats(plan.seats, self.types):
            self.say(first, SEAT, f"{plan.district}: {sentence}")
        if kind_of_list == Form.TEN and len(plan.seats) != TEN_MEMBERS:
            self.say(
                first,
                SEAT,
                _("%(district)s: the form of ten members has ten seats; the sheet has %(number)s.")
                % {"district": plan.district, "number": len(plan.seats)},
            )
        since = plan.district.valid_from
        if since is not None and begins < since:
            self.say(
                first,
                DISTRICT,
                _("%(district)s is a district since %(day)s, so its committee cannot begin before. Set it up on its own.")
                % {"district": plan.district, "day": f"{since:%d-%m-%Y}"},
            )
