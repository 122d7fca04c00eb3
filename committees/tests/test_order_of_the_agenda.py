"""Whatever is inserted, moved and taken off, the other items keep their order and no number stands twice."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from committees import proceedings
from committees.models import AgendaItem
from committees.tests.factories import CALLED, a_meeting, depc_of
from common.refusals import StaleRow

pytestmark = pytest.mark.django_db

STEPS = st.lists(st.tuples(st.sampled_from(["insert", "append", "up", "down", "off", "other"]), st.integers(0, 9)), max_size=10)


@pytest.fixture
def depc():
    return depc_of()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_the_order_is_the_one_a_list_would_have(depc, steps):
    """Compared with a plain Python list; `other` is an item of another committee, whose number never changes."""
    meeting, convener = a_meeting(depc), depc.user("convener")
    wanted, foreign = [], {}
    for number, (step, place) in enumerate(steps):
        listed = list(_living(meeting, depc))
        chosen = listed[place % len(listed)] if listed else None
        at = wanted.index(chosen.title) if chosen else 0
        if step == "other":
            last = AgendaItem.objects.filter(meeting=meeting).order_by("order").last()
            item = AgendaItem.objects.create(
                meeting=meeting, committee=_another(depc), order=(last.order if last else 0) + 1, title="x", recorded_at=CALLED
            )
            foreign[item.pk] = item.order
        elif step in ("insert", "append") or chosen is None:
            before = chosen if step == "insert" else None
            proceedings.put_on_agenda(meeting, depc.committee, title=str(number), before=before, by=convener, at=CALLED)
            wanted.insert(at if before else len(wanted), str(number))
        elif step == "off":
            proceedings.take_off_agenda(chosen, by=convener, at=CALLED)
            wanted.remove(chosen.title)
        else:
            proceedings.move_item(chosen, step, by=convener, at=CALLED)
            there = at + (-1 if step == "up" else 1)
            if 0 <= there < len(wanted):
                wanted[at], wanted[there] = wanted[there], wanted[at]

    assert [item.title for item in _living(meeting, depc)] == wanted
    orders = list(AgendaItem.objects.filter(meeting=meeting).values_list("order", flat=True))
    assert len(orders) == len(set(orders))
    assert max(orders, default=0) == len(orders)
    assert dict(AgendaItem.objects.filter(pk__in=foreign).values_list("pk", "order")) == foreign


def test_a_second_click_on_the_same_button_moves_nothing(depc):
    meeting, convener = a_meeting(depc), depc.user("convener")
    for title in "abc":
        proceedings.put_on_agenda(meeting, depc.committee, title=title, by=convener, at=CALLED)
    last, again = (AgendaItem.objects.select_related("committee__place").get(meeting=meeting, title="c") for _ in "12")

    proceedings.move_item(last, "up", by=convener, at=CALLED)

    with pytest.raises(StaleRow):
        proceedings.move_item(again, "up", by=convener, at=CALLED)
    assert [item.title for item in _living(meeting, depc)] == ["a", "c", "b"]


def _living(meeting, depc):
    living = AgendaItem.objects.filter(meeting=meeting, committee=depc.committee).exclude(state="taken_off")
    return living.select_related("committee__place").order_by("order")


def _another(depc):
    """Any other committee row will do: only its number is watched."""
    from committees.models import Committee

    found = Committee.objects.exclude(pk=depc.committee.pk).first()
    if found is None:
        found = Committee.objects.get(pk=depc.committee.pk)
        found.pk, found.slug, found.kind = None, "another", "sepc"
        found.save()
    return found
