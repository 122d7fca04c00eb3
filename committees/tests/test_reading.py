"""What anybody may read, and in how many queries."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.tests.factories import a_district, make_auditor, stranger
from committees import queries
from committees.models import Resolution
from committees.tests.factories import (
    SITTING,
    STARTS,
    a_paper,
    carried_resolution,
    depc_of,
    drawn_up,
    item_with,
    vote,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def depc():
    return depc_of()


def test_an_unsigned_resolution_is_not_among_the_signed(depc):
    item = item_with(a_paper(), depc)
    vote(item, depc, chair="for", convener="for", member="for")
    drawn_up(item, depc)

    assert queries.signed_resolutions().count() == 0


def test_the_row_of_the_register_names_nobody_who_is_not_named_in_public(depc):
    resolution = carried_resolution(a_paper(), depc)

    assert "T. Mehta" not in resolution.row
    assert "A. Kumar Erode" in resolution.row
    assert resolution.text not in resolution.row


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_take_the_same_number_of_queries_with_one_row_and_with_three(depc, rows, django_assert_num_queries):
    for n in range(rows):
        carried_resolution(a_paper(f"text {n}"), depc, starts_at=STARTS + timedelta(days=40 * n))

    with django_assert_num_queries(1):
        assert [one.committee.place.parent.name for one in queries.signed_resolutions()] == ["Tamil Nadu"] * rows
    with django_assert_num_queries(2):
        assert len([sitting for one in queries.public_meetings() for sitting in one.sittings.all()]) == rows
    with django_assert_num_queries(1):
        (found,) = queries.committees_on(SITTING.date())
    assert found.resolution_count == rows


def test_admin_lists_are_read_by_those_concerned_and_changed_by_nobody(client, depc):
    resolution = carried_resolution(a_paper(), depc)

    def answers(user):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        lists = ("committee", "meeting", "agendaitem", "resolution", "sitting")
        return [client.get(reverse(f"admin:committees_{name}_changelist")).status_code for name in lists]

    assert answers(depc.user("member")) == [200] * 5
    change = reverse("admin:committees_resolution_change", args=[resolution.pk])
    page = client.get(change)
    assert page.status_code == 200
    assert b'name="_save"' not in page.content
    assert client.post(change, {"outcome": "lost"}).status_code == 403
    assert client.get(reverse("admin:committees_resolution_add")).status_code == 403
    assert client.get(reverse("admin:committees_paper_changelist")).status_code == 403

    assert answers(make_auditor()) == [200] * 5
    assert client.get(reverse("admin:committees_paper_changelist")).status_code == 200

    assert answers(stranger()) == [403] * 5
    assert client.get(change).status_code == 403
    assert Resolution.objects.get().outcome == "carried"


def test_another_districts_officers_find_nothing_in_the_lists(client, depc):
    carried_resolution(a_paper(), depc)
    other = depc_of(a_district("Salem", "Tamil Nadu"))
    client.force_login(other.user("member"), backend="django.contrib.auth.backends.ModelBackend")

    page = client.get(reverse("admin:committees_resolution_changelist"))

    assert b"depc-erode" not in page.content
