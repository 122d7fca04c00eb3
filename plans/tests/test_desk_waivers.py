"""Waivers from the findings on the plan's page: who is offered them, what a forged request gets, who sees them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.tests.factories import stranger
from common.clock import now, today
from plans import rows
from plans.models import Waiver
from plans.states import State
from plans.tests.desk import at_desk, plan_url, text_of
from plans.tests.factories import BEGUN, add_target, an_office, paper_of_last_tabling, tabled, version_in

pytestmark = pytest.mark.django_db

WHY = "The State has not fixed the period yet."


def no_period():
    """A written draft whose only error is that it names no period: check 2."""
    version = version_in(State.DRAFT)
    office = version.office
    values = {"period_from_fy": "", "period_to_fy": ""}
    rows.save_version(version, values, row_version=version.row_version, by=office.officer, at=BEGUN + timedelta(days=8))
    version.refresh_from_db()
    version.office = office
    return version


def address(version, check=2, row=""):
    return reverse("desk-waive", args=[version.pk, check]) + (f"?row={row}" if row else "")


def sent(**more):
    return {"reason": WHY, "until": f"{today() + timedelta(days=30):%d-%m-%Y}"} | more


def test_the_state_officer_waives_a_finding_sees_it_listed_and_takes_it_back():
    version = no_period()
    client = at_desk(version.office.depc.state_officer)

    before = client.get(plan_url(version))
    asked = client.get(address(version))
    granted = client.post(address(version), sent())
    after = client.get(plan_url(version))

    assert address(version) in text_of(before)
    assert "The plan does not say for which financial years it is" in text_of(asked)
    assert granted["Location"] == plan_url(version) + "#waivers-title"
    report = after.context["page"].standing.report
    assert (report.errors, [way.check for way in report.waived], report.score["waived"]) == ([], [2], 1)
    assert WHY in text_of(after)
    waiver = Waiver.objects.get()
    back = reverse("desk-waiver-withdraw", args=[version.pk, waiver.pk])
    assert back in text_of(after)

    assert client.post(back, {"reason": ""}).status_code == 422
    client.post(back, {"reason": "Fixed by the order of today."})

    waiver.refresh_from_db()
    assert waiver.withdrawn_reason == "Fixed by the order of today."
    assert "Fixed by the order of today." in text_of(client.get(plan_url(version)))
    assert client.post(back, {"reason": "Again."}).status_code == 409


def test_a_finding_of_a_row_can_be_waived_for_that_row_or_for_the_plan():
    version = version_in(State.DRAFT)
    without = {"baseline_state": "missing", "baseline_value": None, "baseline_fy": "", "baseline_source": ""}
    target = add_target(version, None, value="500", **without)
    uid = str(target.commitment.uid)
    client = at_desk(version.office.hq)

    page = client.get(plan_url(version))
    head = page.context["page"].heads[6]
    row = next(row for kind in head.kinds for row in kind.rows if row.o.pk == target.pk)
    form = client.get(address(version, 7, uid)).context["form"]
    client.post(address(version, 7, uid), sent(scope="row"))

    assert (head.errors, [way.check for way in row.findings]) == (1, [7])
    assert [choice for choice, _label in form.fields["scope"].choices] == ["row", "plan"]
    assert str(Waiver.objects.get().commitment.uid) == uid


@pytest.mark.parametrize("who", ["officer", "convener", "publisher"])
def test_whoever_may_not_waive_is_not_offered_it_and_a_forged_request_is_refused_in_words(who):
    version = no_period()
    client = at_desk(getattr(version.office, who))

    page = client.get(plan_url(version))
    forged = client.post(address(version), sent(granted_by="1", version="1"))

    assert address(version) not in text_of(page)
    assert forged.status_code == 403
    assert "Only" in text_of(forged)
    assert Waiver.objects.count() == 0


def test_a_stranger_and_the_officer_of_another_state_find_no_such_page():
    version = no_period()
    others = [stranger(), an_office("Agra", "Uttar Pradesh").depc.state_officer]

    answers = [
        (at_desk(user).get(address(version)).status_code, at_desk(user).post(address(version), sent()).status_code)
        for user in others
    ]

    assert answers == [(404, 404), (404, 404)]
    assert Waiver.objects.count() == 0


def test_what_cannot_be_waived_is_said_and_nothing_that_was_typed_is_lost():
    version = no_period()
    client = at_desk(version.office.hq)

    answers = {
        "unknown": client.post(address(version, 99), sent()),
        "a warning": client.post(address(version, 15), sent()),
        "nothing found": client.post(address(version, 4), sent()),
        "no identity": client.post(address(version, 2, "targets"), sent()),
        "another row": client.post(address(version, 2, "00000000-0000-4000-8000-000000000000"), sent(scope="row")),
        "no reason": client.post(address(version), sent(reason=" ")),
        "yesterday": client.post(address(version), sent(until=f"{today() - timedelta(days=1):%d-%m-%Y}")),
        "for ever": client.post(address(version), sent(until="31-12-2099")),
    }

    assert {name: answer.status_code for name, answer in answers.items()} == {
        "unknown": 409,
        "a warning": 409,
        "nothing found": 409,
        "no identity": 404,
        "another row": 409,
        "no reason": 422,
        "yesterday": 422,
        "for ever": 422,
    }
    assert WHY in text_of(answers["for ever"])
    assert "one year at most" in text_of(answers["for ever"])
    assert Waiver.objects.count() == 0


def test_the_committee_sees_score_findings_and_waivers_with_the_frozen_text():
    version = no_period()
    office = version.office
    at_desk(office.hq).post(address(version), sent())
    version.refresh_from_db()
    version = tabled(office, version=version, at=now())

    for page in (
        at_desk(office.depc.user("chair")).get(reverse("paper", args=[paper_of_last_tabling(version).sha256])),
        at_desk(office.convener).get(plan_url(version)),
    ):
        assert WHY in text_of(page)
        assert "11 of 11 heads filled" in text_of(page)
        assert [found["check"] for found in page.context["kept"].findings if found["waived"]] == [2]
    late = at_desk(office.hq).post(address(version), sent())
    assert (late.status_code, Waiver.objects.count()) == (409, 1)
    assert "Someone tabled this plan while you were reading it" in text_of(late)
