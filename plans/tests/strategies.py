"""A State's office and committee, and its strategy walked to where a test wants it."""

from dataclasses import dataclass

from accounts.tests.factories import a_state, a_user, make_hq, make_state_officer, post_of
from committees import proceedings
from committees.proceedings import AttendanceRow, SeatPlan
from committees.tests.factories import CALLED, ORDER_DATE, ORDERED, SITTING, STARTS
from plans import workflow
from plans.tests.factories import BEGUN, CONFIRMED, PUBLISHED, TABLED, fill, paper_of_last_tabling


@dataclass
class StateOffice:
    """A State with its officer and its committee of four seats."""

    place: object
    officer: object
    committee: object
    people: dict


def a_state_office(name="Tamil Nadu"):
    state = a_state(name)
    officer, hq = make_state_officer(state), make_hq()
    kinds = {"chair": "sepc-chief-secretary", "convener": "sepc-convener", "finance": "sepc-finance", "msme": "sepc-msme"}
    committee = proceedings.constitute(
        state,
        kind="sepc",
        order_number="G.O. 120",
        order_date=ORDER_DATE,
        seats=[SeatPlan(kind) for kind in kinds.values()],
        by=hq,
        at=ORDERED,
    )
    seats = dict(zip(kinds, committee.seats.order_by("position"), strict=True))
    people = {key: a_user(f"{key.title()} Rao", post=seat.post) for key, seat in seats.items()}
    return StateOffice(state, officer, committee, people)


def written(office):
    version = workflow.start_version(office.place, by=office.officer, at=BEGUN)
    fill(version, by=office.officer)
    version.refresh_from_db()
    return version


def seat_of(office, key):
    return office.committee.seats.get(post=post_of(office.people[key]))


def adopted(office, version=None):
    version = workflow.table(version or written(office), by=office.officer, at=TABLED)
    meeting = proceedings.call_meeting([office.committee], starts_at=STARTS, venue="Secretariat", by=office.officer, at=CALLED)
    proceedings.put_on_agenda(meeting, office.committee, paper=paper_of_last_tabling(version), by=office.officer, at=STARTS)
    rows = [AttendanceRow(seat_of(office, key)) for key in office.people]
    proceedings.record_attendance(meeting, office.committee, rows, by=office.officer, at=STARTS)
    proceedings.open_sitting(meeting, by=office.officer, at=STARTS)
    item = proceedings.open_item(meeting.items.get(), by=office.officer, at=SITTING)
    for key, person in office.people.items():
        proceedings.cast_vote(item, seat=seat_of(office, key), choice="for", by=person, at=SITTING)
    resolution = proceedings.draw_up(item, method="recorded", by=office.officer, at=SITTING)
    proceedings.sign(resolution, password_confirmed=True, by=office.people["chair"], at=SITTING)
    version.refresh_from_db()
    return version


def published(office):
    return workflow.publish(adopted(office), checklist=CONFIRMED, by=make_hq(), at=PUBLISHED)
