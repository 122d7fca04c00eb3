"""The registers of committees are read without links that refuse whoever follows them."""

import re

import pytest
from django.urls import reverse

from accounts.tests.factories import stranger
from committees.tests.factories import a_paper, carried_resolution, depc_of

pytestmark = pytest.mark.django_db


def rows_of(depc, resolution):
    """The pages of one committee, one meeting, one item and one resolution in the registers."""
    return [
        reverse("admin:committees_committee_change", args=[depc.committee.pk]),
        reverse("admin:committees_meeting_change", args=[resolution.item.meeting_id]),
        reverse("admin:committees_agendaitem_change", args=[resolution.item_id]),
        reverse("admin:committees_resolution_change", args=[resolution.pk]),
    ]


def changes_linked_from(client, url):
    page = client.get(url).content.decode()
    return sorted(set(re.findall(r'href="(/admin/[a-z]+/[a-z]+/[^"/]+/change/)"', page)))


@pytest.fixture
def decided():
    depc = depc_of()
    return depc, carried_resolution(a_paper(), depc)


def test_each_row_a_member_is_led_to_opens(client, decided):
    depc, resolution = decided
    client.force_login(depc.user("member"), backend="django.contrib.auth.backends.ModelBackend")

    linked = {other for url in rows_of(depc, resolution) for other in changes_linked_from(client, url)}

    assert {client.get(url).status_code for url in linked} == {200}


def test_what_a_member_may_not_open_is_named_without_a_link(client, decided):
    depc, resolution = decided
    client.force_login(depc.user("member"), backend="django.contrib.auth.backends.ModelBackend")

    page = client.get(reverse("admin:committees_committee_change", args=[depc.committee.pk])).content.decode()

    place = reverse("admin:districts_place_change", args=[depc.committee.place_id])
    assert str(depc.committee.place) in page
    assert place not in page
    assert client.get(place).status_code == 403


def test_a_stranger_opens_none_of_the_rows(client, decided):
    depc, resolution = decided
    client.force_login(stranger(), backend="django.contrib.auth.backends.ModelBackend")

    assert {client.get(url).status_code for url in rows_of(depc, resolution)} <= {302, 403, 404}
