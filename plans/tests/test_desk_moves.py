"""One confirm page per move: what is asked, who is refused in words, and that a second press changes nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.tests.factories import PASSWORD, stranger
from audit.models import Event
from plans.models import PlanVersion
from plans.states import State
from plans.tests.desk import at_desk, form_of, move_url, plan_url, text_of
from plans.tests.factories import CONFIRMED, an_office, version_in
from plans.workflow import CHECKLIST

pytestmark = pytest.mark.django_db


def sent(client, version, name, **values):
    """What the confirm page sends."""
    return form_of(client.get(move_url(version, name))) | values


def moved(version):
    return Event.objects.filter(target_kind="plans.planversion", target_id=str(version.pk)).count()


def test_the_convener_tables_and_the_text_is_frozen():
    version = version_in(State.DRAFT)
    client = at_desk(version.office.convener)

    page = client.get(move_url(version, "table"))
    answer = client.post(move_url(version, "table"), form_of(page) | {"remark": "As agreed."})

    assert "The text is frozen into a paper with a fingerprint" in text_of(page)
    assert page.context["report"].errors == []
    assert answer["Location"] == plan_url(version)
    version.refresh_from_db()
    assert (version.state, version.number, version.tablings.count()) == (State.TABLED, "1.0", 1)


def test_a_second_press_changes_nothing_and_says_who_was_faster():
    version = version_in(State.DRAFT)
    client = at_desk(version.office.convener)
    pressed = sent(client, version, "table")

    client.post(move_url(version, "table"), pressed)
    events = moved(version)
    again = client.post(move_url(version, "table"), pressed)

    assert again.status_code == 409
    assert "Someone tabled this plan while you were reading it" in text_of(again)
    assert version.tablings.count() == 1
    assert moved(version) == events


def test_a_stale_confirm_page_changes_nothing():
    version = version_in(State.DRAFT)
    client = at_desk(version.office.convener)
    pressed = sent(client, version, "withdraw", remark="Begun anew.")
    PlanVersion.objects.filter(pk=version.pk).update(row_version=version.row_version + 1)

    answer = client.post(move_url(version, "withdraw"), pressed)

    version.refresh_from_db()
    assert (answer.status_code, version.state) == (409, State.DRAFT)


@pytest.mark.parametrize("name", ["table", "withdraw", "open_consultation"])
def test_a_move_of_another_is_refused_in_words(name):
    version = version_in(State.DRAFT)
    client = at_desk(version.office.officer)

    asked = client.get(move_url(version, name))
    pressed = client.post(move_url(version, name), {"seen": version.row_version, "remark": "x", "until": "2030-01-01"})

    assert (asked.status_code, pressed.status_code) == (403, 403)
    assert "Only the convener of Erode or the RA officer for Erode can" in text_of(pressed)
    version.refresh_from_db()
    assert version.state == State.DRAFT


@pytest.mark.parametrize("name", ["adopt", "return", "stay", "supersede", "start", "nonsense"])
def test_moves_that_nobody_clicks_have_no_page(name):
    version = version_in(State.TABLED)

    assert at_desk(version.office.hq).post(move_url(version, name), {"seen": 1}).status_code == 404


def test_publishing_asks_the_password_and_every_point_of_the_list():
    version = version_in(State.ADOPTED)
    client = at_desk(version.office.publisher)
    pressed = sent(client, version, "publish", **dict.fromkeys(CHECKLIST, "on"), password_again=PASSWORD)
    left_open = {name: value for name, value in pressed.items() if name != "no_private_contacts"}

    answers = [
        client.post(move_url(version, "publish"), pressed | {"password_again": "wrong"}),
        client.post(move_url(version, "publish"), {k: v for k, v in pressed.items() if k != "password_again"}),
        client.post(move_url(version, "publish"), left_open),
    ]

    version.refresh_from_db()
    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert version.state == State.ADOPTED
    assert PASSWORD not in text_of(answers[2])

    client.post(move_url(version, "publish"), pressed)

    version.refresh_from_db()
    assert version.state == State.PUBLISHED
    kept = version.publish_checklist
    assert {point: kept[point] for point in CONFIRMED} == CONFIRMED
    assert (kept["translated"]["title"], kept["translated"]["checked"]) == (False, 0)
    assert version.published_by_label.startswith("S. Thomas")


def test_a_double_click_on_publish_publishes_once():
    version = version_in(State.ADOPTED)
    client = at_desk(version.office.publisher)
    pressed = sent(client, version, "publish", **dict.fromkeys(CHECKLIST, "on"), password_again=PASSWORD)

    first = client.post(move_url(version, "publish"), pressed)
    events = moved(version)
    second = client.post(move_url(version, "publish"), pressed)

    assert (first.status_code, second.status_code) == (302, 409)
    assert "This version was published already" in text_of(second)
    assert moved(version) == events


def test_an_author_who_publishes_is_told_why_not():
    version = version_in(State.ADOPTED)
    author = at_desk(version.office.officer)
    signer = at_desk(version.office.depc.user("chair"))

    for client in (author, signer):
        answer = client.post(
            move_url(version, "publish"),
            {"seen": version.row_version, "password_again": PASSWORD, **dict.fromkeys(CHECKLIST, "on")},
        )
        assert answer.status_code == 403
    version.refresh_from_db()
    assert version.state == State.ADOPTED


def test_a_forged_move_sets_no_state_no_author_and_no_time():
    version = version_in(State.DRAFT)
    client = at_desk(version.office.convener)
    forged = {
        "state": "published",
        "by": version.office.hq.pk,
        "at": "2001-01-01T00:00:00Z",
        "major": "7",
        "post": "1",
        "adopted_on": "2001-01-01",
        "published_by_label": "Somebody Else",
        "ordinal": "5",
    }

    client.post(move_url(version, "table"), sent(client, version, "table") | forged)

    version.refresh_from_db()
    tabling = version.tablings.get()
    assert (version.state, version.major, version.adopted_on, tabling.ordinal) == (State.TABLED, 1, None, 1)
    assert version.published_by_label == ""
    assert tabling.by_label.startswith("G. Devi")
    assert tabling.at.year > 2001


def test_a_plan_without_a_target_is_not_tabled_and_the_page_says_why():
    version = version_in(State.DRAFT)
    client = at_desk(version.office.convener)
    version.targets.all().delete()

    page = client.get(move_url(version, "table"))
    answer = client.post(move_url(version, "table"), form_of(page))

    assert page.context["report"].errors != []
    assert answer.status_code == 409
    assert "The plan cannot be tabled yet" in text_of(answer)
    version.refresh_from_db()
    assert (version.state, version.tablings.count()) == (State.DRAFT, 0)


def test_consultation_opens_until_a_day_and_closes():
    version = version_in(State.DRAFT)
    client = at_desk(version.office.convener)

    past = client.post(move_url(version, "open_consultation"), sent(client, version, "open_consultation", until="2020-01-01"))
    client.post(move_url(version, "open_consultation"), sent(client, version, "open_consultation", until="2099-12-31"))
    version.refresh_from_db()
    opened = version.state
    client.post(move_url(version, "close_consultation"), sent(client, version, "close_consultation"))
    version.refresh_from_db()

    assert past.status_code == 409
    assert (opened, version.state) == (State.IN_CONSULTATION, State.DRAFT)


def test_headquarters_suspends_resumes_and_closes_by_order():
    version = version_in(State.PUBLISHED)
    client = at_desk(version.office.hq)
    states = []

    for name, values in (
        ("suspend", {"order": "DoC/1/2026", "on": "2026-01-05", "reason": "Under inquiry."}),
        ("resume", {"order": "DoC/2/2026"}),
        ("close", {"on": "2026-02-01", "reason": "The district was divided."}),
    ):
        client.post(move_url(version, name), sent(client, version, name, **values))
        version.refresh_from_db()
        states.append(version.state)

    assert states == [State.SUSPENDED, State.PUBLISHED, State.CLOSED]


def test_a_notification_is_recorded_with_its_number_and_day():
    version = version_in(State.ADOPTED)
    client = at_desk(version.office.convener)

    client.post(
        move_url(version, "record_notification"), sent(client, version, "record_notification", number="IND/44", on="2025-09-01")
    )

    version.refresh_from_db()
    assert (version.notified_number, str(version.notified_on), version.state) == ("IND/44", "2025-09-01", State.ADOPTED)


def test_an_officer_starts_the_plan_of_the_own_district_and_no_other():
    office = an_office()
    client = at_desk(office.officer)
    address = reverse("desk-start", args=[office.district.pk])

    page = client.get(address)
    answer = client.post(address)
    again = client.post(address)
    elsewhere = at_desk(an_office("Agra", "Uttar Pradesh").officer).post(address)
    nobody = at_desk(stranger()).post(address)

    version = PlanVersion.objects.get(plan__place=office.district)
    assert page.context["may_start"] is True
    assert answer["Location"] == plan_url(version)
    assert (again.status_code, elsewhere.status_code, nobody.status_code) == (409, 404, 404)
    assert "under way already" in text_of(again)


def test_a_new_version_begins_with_the_text_in_force():
    version = version_in(State.PUBLISHED)
    client = at_desk(version.office.officer)
    address = reverse("desk-start", args=[version.plan.place_id])

    page = client.get(address)
    client.post(address, {"from": "pattern"})

    begun = PlanVersion.objects.get(plan=version.plan, state=State.DRAFT)
    assert page.context["pattern"] == version
    assert begun.based_on == version
    assert _identities(begun) == _identities(version)


def _identities(version):
    return set(version.targets.values_list("commitment__uid", flat=True))


def test_a_file_that_is_no_scan_is_refused_at_its_field_and_what_was_typed_stays():
    version = version_in(State.ADOPTED)
    client = at_desk(version.office.convener)
    program = SimpleUploadedFile("notice.pdf", b"MZ\x90\x00 not a scan", "application/pdf")
    filled = sent(client, version, "record_notification", number="DC/1182", on="2026-01-05", document=program)

    answer = client.post(move_url(version, "record_notification"), filled)

    assert answer.status_code == 422
    assert "whatever its name says" in str(answer.context["form"].errors["document"])
    assert 'value="DC/1182"' in answer.content.decode()
    version.refresh_from_db()
    assert version.notified_on is None
