from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from audit import edition, request_id
from audit.models import Edition, Event
from audit.recording import Actor, events_of, record

pytestmark = pytest.mark.django_db

AT = datetime(2026, 3, 12, 8, 32, tzinfo=UTC)
COLLECTOR = Actor("R. Demo", "Collector", "Erode")


def _record(**changes):
    return record(
        "signed",
        **{"actor": COLLECTOR, "target": Edition(pk=1), "label": "Resolution 3", "at": AT, "data": {"for": 7}, **changes},
    )


def test_an_event_keeps_the_names_of_that_day():
    token = request_id.set("r-17")
    event = _record()
    request_id.reset(token)

    event.refresh_from_db()

    assert (event.actor_name, event.actor_post, event.actor_place) == ("R. Demo", "Collector", "Erode")
    assert (event.verb, event.target_kind, event.target_id, event.target_label) == (
        "signed", "audit.edition", "1", "Resolution 3",
    )  # fmt: skip
    assert (event.at, event.data, event.request_id, event.is_public) == (AT, {"for": 7}, "r-17", False)
    assert event.recorded_at > AT
    assert request_id.get() == ""


def test_an_event_costs_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        _record()


def test_events_of_a_thing_leave_out_those_of_another():
    mine = _record()
    _record(target=Edition(pk=11))

    assert list(events_of(Edition(pk=1))) == [mine]


def test_an_event_goes_with_the_transaction_that_failed():
    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012
        _record()
        raise ZeroDivisionError

    assert Event.objects.count() == 0


@pytest.mark.parametrize(
    "attempt",
    [
        lambda event: Event.objects.update(verb="x"),
        lambda event: event.delete(),
        lambda event: Event.objects.all().delete(),
        lambda event: Event.objects.filter(pk=event.pk)._raw_delete("default"),
    ],
)
def test_an_event_is_never_changed_or_removed(attempt):
    event = _record()

    with pytest.raises(IntegrityError, match="event_is_append_only"), transaction.atomic():
        attempt(event)

    assert Event.objects.get().verb == "signed"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
def test_events_are_not_truncated():
    _record()

    with pytest.raises(IntegrityError, match="event_is_append_only"), transaction.atomic():
        connection.cursor().execute("TRUNCATE audit_event")


@pytest.mark.parametrize(
    ("verb", "actor", "name"),
    [("signed", Actor(""), "event_names_its_actor"), ("", COLLECTOR, "event_says_what_happened")],
)
def test_an_event_without_actor_or_verb_is_refused(verb, actor, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        record(verb, actor=actor, target=Edition(pk=1), label="x", at=AT)


def test_the_edition_counts_each_public_change_once():
    before = edition.current()

    edition.bump()
    edition.bump()

    assert edition.current() == before + 2
    assert Edition.objects.count() == 1


def test_the_edition_stays_when_the_change_fails():
    before = edition.current()

    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012
        edition.bump()
        raise ZeroDivisionError

    assert edition.current() == before


def test_asking_for_the_edition_costs_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        edition.current()


def test_the_edition_survives_an_emptied_database():
    Edition.objects.all().delete()
    assert edition.current() == 1

    edition.bump()

    assert edition.current() == 2


def test_a_second_edition_is_refused():
    with pytest.raises(IntegrityError, match="edition_has_one_row_only"), transaction.atomic():
        Edition.objects.create(pk=2)


@pytest.mark.django_db(transaction=True)
def test_a_transactional_test_may_leave_events_behind():
    assert Event.objects.count() == 0
    _record()


@pytest.mark.django_db(transaction=True)
def test_a_transactional_test_finds_the_tables_empty_and_the_guards_standing():
    assert Event.objects.count() == 0
    _record()

    with pytest.raises(IntegrityError, match="event_is_append_only"):
        Event.objects.all().delete()
