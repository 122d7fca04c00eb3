"""Sittings at random: who leaves, returns, steps aside, and what later orders make of a decision taken: nothing."""

import json
from datetime import timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule, run_state_machine_as_test

from accounts.appointing import transfer
from committees import proceedings
from committees.models import AgendaItem, Attendance, Committee, Resolution, SeatOfTheDay
from committees.proceedings import AttendanceRow
from committees.register import row_of
from committees.roll import Roll, covers
from committees.tests.factories import SEATS, STARTS, a_meeting, depc_of
from common.refusals import Refusal

pytestmark = pytest.mark.django_db

KEYS = list(SEATS)
RULES = (
    {},
    {"quorum_kind": "number", "quorum_number": 4},
    {"quorum_kind": "fraction", "quorum_numerator": 1, "quorum_denominator": 2, "casting_vote": True},
    {"quorum_kind": "fraction", "quorum_numerator": 2, "quorum_denominator": 3, "drafters_vote": True},
)
ITEMS = 3
members = st.sampled_from(KEYS)
items = st.integers(0, ITEMS - 1)


class Sitting(RuleBasedStateMachine):
    """One committee, one sitting, three items; every step is the real function, refused or not."""

    def __init__(self):
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.taken = {}
        self.days = 0

    def teardown(self):
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    @initialize(order=st.sampled_from(RULES), present=st.sets(members, min_size=1))
    def convene(self, order, present):
        self.depc = depc_of(**order)
        self.convener = self.depc.user("convener")
        self.seats = {key: self.depc.seat(key) for key in KEYS}
        self.meeting = a_meeting(self.depc)
        for number in range(ITEMS):
            proceedings.put_on_agenda(self.meeting, self.depc.committee, title=f"Item {number}", by=self.convener, at=STARTS)
        self.rows = {key: [(None, None)] if key in present else [] for key in KEYS}
        self.meeting = proceedings.open_sitting(self.meeting, by=self.convener, at=STARTS)
        self._record(*present)

    def item(self, number):
        return AgendaItem.objects.select_related("committee__place", "meeting").get(meeting=self.meeting, title=f"Item {number}")

    def _record(self, *keys):
        rows = [AttendanceRow(self.seats[key], from_item=begins, to_item=ends) for key in keys for begins, ends in self.rows[key]]
        return proceedings.record_attendance(self.meeting, self.depc.committee, rows, by=self.convener, at=STARTS)

    def _try(self, step):
        """Whether it was done; what is refused leaves nothing behind."""
        try:
            with transaction.atomic():
                step()
        except Refusal:
            return False
        return True

    def _enough(self):
        return [Roll(self.item(number)).finding("recorded").quorum_met for number in range(ITEMS)]

    @rule(key=members, after=items)
    def leave(self, key, after):
        """Leaving makes nothing of too little, and leaves the items before it as they were."""
        rows = self.rows[key]
        last = self.item(after).order
        if not rows or rows[-1][1] is not None or (rows[-1][0] or 0) > last:
            return
        before, kept = self._enough(), list(rows)
        self.rows[key] = [*rows[:-1], (rows[-1][0], last)]
        if self._try(lambda: self._record(key)):
            now = self._enough()
            assert [was or not is_now for was, is_now in zip(before, now, strict=True)] == [True] * ITEMS
            assert now[: after + 1] == before[: after + 1]
        else:
            self.rows[key] = kept

    @rule(key=members, at=items)
    def come_back(self, key, at):
        rows = self.rows[key]
        first = self.item(at).order
        if rows and (rows[-1][1] is None or rows[-1][1] >= first):
            return
        before, kept = self._enough(), list(rows)
        self.rows[key] = [*rows, (first, None)]
        if self._try(lambda: self._record(key)):
            assert self._enough()[:at] == before[:at]
        else:
            self.rows[key] = kept

    @rule(key=members, number=items)
    def step_aside(self, key, number):
        """Only who is there steps aside, for that item alone; where that makes enough, the record says so."""
        item, before = self.item(number), self._enough()
        here = any(covers(row, item.order) for row in Attendance.objects.filter(seat=self.seats[key], meeting=self.meeting))
        person = self.depc.user(key).person
        done = self._try(lambda: proceedings.recuse(item, person=person, reason="Interest.", by=self.convener, at=STARTS))
        assert here or not done
        now = self._enough()
        assert [now[other] for other in range(ITEMS) if other != number] == [
            before[other] for other in range(ITEMS) if other != number
        ]
        if done and now[number] and not before[number]:
            assert Roll(self.item(number)).finding("recorded").enough_by_recusal

    @rule(number=items)
    def put_the_question(self, number):
        self._try(lambda: proceedings.open_item(self.item(number), motion="resolve", by=self.convener, at=STARTS))

    @rule(number=items, key=members, choice=st.sampled_from(["for", "against", "abstain"]))
    def vote(self, number, key, choice):
        self._try(lambda: proceedings.cast_vote(self.item(number), choice=choice, by=self.depc.user(key), at=STARTS))

    @rule(number=items, method=st.sampled_from(["recorded", "consensus"]))
    def decide(self, number, method):
        """Drawn up and signed only where the rule was met at that moment; then kept byte for byte."""
        item = self.item(number)
        enough = Roll(item).finding(method).quorum_met

        def both():
            resolution = proceedings.draw_up(item, method=method, by=self.convener, at=STARTS)
            self.last = proceedings.sign(resolution, password_confirmed=True, by=self.depc.user("chair"), at=STARTS)

        if self._try(both):
            assert enough
            self.taken[self.last.pk] = _all_of(self.last.pk)

    @precondition(lambda self: self.taken)
    @rule(key=members)
    def transfer_later(self, key):
        self.days += 1
        day = self.meeting.held_on + timedelta(days=self.days)
        self._try(lambda: transfer(self.seats[key].post, f"N. Successor {self.days}", on=day, by=self.depc.hq, at=STARTS))

    @precondition(lambda self: self.taken)
    @rule(key=members)
    def end_a_seat_later(self, key):
        day = self.meeting.held_on + timedelta(days=30)
        self._try(
            lambda: proceedings.end_seat(
                self.seats[key], order_number="DC/9", order_date=STARTS.date(), on=day, by=self.depc.hq, at=STARTS
            )
        )

    @precondition(lambda self: self.taken)
    @rule(key=members)
    def erase(self, key):
        """As when a person asks to be forgotten: the account goes, and the name of the person."""
        user = self.depc.user(key)
        type(user).objects.filter(pk=user.pk).update(is_active=False)
        person = user.person
        person.name = "Erased"
        person.save(update_fields=["name"])

    @precondition(lambda self: self.taken)
    @rule(name=st.sampled_from(["Another Name", "DLEPC"]))
    def rename_the_committee(self, name):
        rule = {"quorum_kind": "number", "quorum_number": 9, "quorum_numerator": None, "quorum_denominator": None}
        Committee.objects.filter(pk=self.depc.committee.pk).update(name=name, **rule)

    @invariant()
    def what_was_decided_stands(self):
        for pk, facts in self.taken.items():
            assert _all_of(pk) == facts


def _all_of(pk):
    """Everything kept of a decision: its columns, its row, its seats, and the row made again from them."""
    resolution = Resolution.objects.select_related("committee", "item").get(pk=pk)
    columns = Resolution.objects.filter(pk=pk).values_list().get()
    seats = list(SeatOfTheDay.objects.filter(resolution=pk).order_by("position"))
    again = row_of(resolution, seats)
    again.pop("demonstration", None)
    assert {key: value for key, value in json.loads(resolution.row).items() if key in ("outcome", "number", "rule_text")} == {
        key: again[key] for key in ("outcome", "number", "rule_text")
    }
    return repr(columns), [repr(SeatOfTheDay.objects.filter(pk=seat.pk).values_list().get()) for seat in seats]


def test_leaving_returning_and_later_orders_never_make_or_unmake_a_decision():
    steps = settings(
        max_examples=12,
        stateful_step_count=14,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        database=None,
    )
    run_state_machine_as_test(Sitting, settings=steps)
    assert connection.is_usable()
