"""Who opens which page of the desk, and that the rest see nothing."""

import re

import pytest
from django.urls import reverse

from accounts.tests.factories import make_auditor, stranger
from plans.states import State
from plans.tests.desk import at_desk, move_url, plan_url, row_url, text_of
from plans.tests.factories import an_office, paper_of_last_tabling, version_in

pytestmark = pytest.mark.django_db


def addresses(version):
    """Every address of the desk that concerns this version."""
    target = version.targets.first()
    found = [
        plan_url(version),
        reverse("desk-cover", args=[version.pk]),
        reverse("desk-head", args=[version.pk, 1]),
        reverse("desk-row-add", args=[version.pk, "targets"]),
        row_url(version, "targets", target),
        reverse("desk-row-delete", args=[version.pk, "targets", target.pk]),
        move_url(version, "table"),
        move_url(version, "publish"),
        reverse("desk-start", args=[version.plan.place_id]),
    ]
    if version.state != State.DRAFT:
        found.append(reverse("paper", args=[paper_of_last_tabling(version).sha256]))
    return found


@pytest.mark.parametrize("state", [State.DRAFT, State.TABLED, State.ADOPTED])
def test_a_stranger_finds_none_of_the_desk(state):
    version = version_in(state)
    client = at_desk(stranger())

    answers = {address: client.get(address).status_code for address in addresses(version)}

    assert answers == dict.fromkeys(answers, 404)


def test_somebody_not_signed_in_is_asked_to_sign_in(client):
    version = version_in(State.TABLED)

    answers = {address: client.get(address) for address in addresses(version)}

    assert {answer.status_code for answer in answers.values()} == {302}
    assert {answer["Location"].split("?")[0] for answer in answers.values()} == {"/admin/login/"}


def test_officers_and_members_of_another_district_find_nothing():
    version = version_in(State.TABLED)
    other = an_office("Agra", "Uttar Pradesh")

    for user in (other.officer, other.convener, other.depc.user("member"), other.publisher):
        answers = {address: at_desk(user).get(address).status_code for address in addresses(version)}
        assert answers == dict.fromkeys(answers, 404)


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (State.DRAFT, 404),
        (State.IN_CONSULTATION, 404),
        (State.RETURNED, 404),
        (State.WITHDRAWN, 404),
        (State.TABLED, 200),
        (State.ADOPTED, 200),
        (State.PUBLISHED, 200),
    ],
)
def test_a_member_opens_a_version_from_the_moment_it_is_before_the_committee(state, expected):
    version = version_in(state)

    answer = at_desk(version.office.depc.user("member")).get(plan_url(version))

    assert answer.status_code == expected


def test_a_member_edits_nothing():
    version = version_in(State.TABLED)
    client = at_desk(version.office.depc.user("member"))

    answers = {address: client.get(address).status_code for address in addresses(version)[1:6]}

    assert answers == dict.fromkeys(answers, 404)


def test_an_auditor_reads_a_draft_and_finds_no_button():
    version = version_in(State.DRAFT)

    page = at_desk(make_auditor()).get(plan_url(version))

    assert page.status_code == 200
    assert page.context["page"].may_write is False
    assert page.context["page"].standing.open == []
    assert "data-open-here" not in text_of(page)


def test_the_chair_reads_the_draft_of_the_own_district():
    version = version_in(State.DRAFT)

    assert at_desk(version.office.depc.user("chair")).get(plan_url(version)).status_code == 200


def test_a_move_that_is_anothers_is_shown_broken_edged_with_the_reason():
    version = version_in(State.DRAFT)

    page = at_desk(version.office.officer).get(plan_url(version))

    reasons = {button.name: button.sentence for button in page.context["page"].standing.closed}
    assert "Only the convener of Erode" in reasons["table"]
    assert reasons["publish"] == "Comes after adoption, by somebody who neither wrote in this version nor signed the resolution."


def test_own_lists_show_what_is_in_reach_and_nothing_else():
    version = version_in(State.TABLED)
    office = version.office
    other = an_office("Agra", "Uttar Pradesh")

    mine = at_desk(office.officer).get(reverse("desk-districts")).context["rows"]
    theirs = at_desk(other.officer).get(reverse("desk-districts")).context["rows"]
    nobodys = at_desk(stranger()).get(reverse("desk-districts")).context["rows"]
    member = at_desk(office.depc.user("member")).get(reverse("desk-committee")).context["rows"]
    stranger_to_it = at_desk(other.depc.user("member")).get(reverse("desk-committee")).context["rows"]

    assert [(row["place"].name, row["version"]) for row in mine] == [("Erode", version)]
    assert [(row["place"].name, row["version"], row["may_start"]) for row in theirs] == [("Agra", None, True)]
    assert nobodys == []
    assert [row["version"] for row in member] == [version]
    assert stranger_to_it == []


@pytest.mark.parametrize("state", [State.DRAFT, State.TABLED])
def test_a_list_links_what_opens_and_nothing_else(state):
    version = version_in(state)
    office = version.office
    asked = {**office.depc.people, "state officer": office.depc.state_officer, "publisher": office.publisher}

    linked, opens, told = {}, {}, set()
    for who, user in asked.items():
        client = at_desk(user)
        page = client.get(reverse("desk-districts")).content.decode()
        linked[who] = plan_url(version) in page
        opens[who] = "Erode" in page and client.get(plan_url(version)).status_code == 200
        if "Yours to read once it is before the committee" in page:
            told.add(who)

    assert linked == opens
    assert [linked[who] for who in ("chair", "plan_officer", "publisher")] == [True] * 3
    assert ("member" in told) == (state == State.DRAFT)


def test_the_margin_links_the_lists_of_ones_own_duties():
    office = an_office()

    def links(user):
        page = at_desk(user).get(reverse("desk-districts")).content.decode()
        margin = page[page.index("desk-lists") :]
        return set(re.findall(r'<li><a href="([^"]+)"', margin[: margin.index("</ul>")]))

    posts, publish = reverse("admin:posts"), reverse("desk-publish")
    assert {posts, publish} <= links(office.publisher)
    assert not {posts, publish} & links(office.officer)
    assert not {posts, publish} & links(office.depc.user("member"))
    assert reverse("desk-committee") in links(office.depc.user("member"))


def test_what_waits_names_the_publisher_and_not_the_author():
    version = version_in(State.ADOPTED)

    def titles(user):
        return [item.title for item in at_desk(user).get("/admin/").context["waiting"] if item.kind == "publish"]

    assert titles(version.office.publisher) == ["Publish the plan for Erode, version 1.0"]
    assert titles(version.office.officer) == []
    assert titles(stranger()) == []
