"""Errata at the desk: from the plan's page to the publication by another person, and every no in words."""

from html import unescape

import pytest
from django.urls import reverse

from accounts.tests.factories import make_ra, stranger
from plans import workflow
from plans.models import Correction, PlanVersion
from plans.states import State
from plans.tests.desk import at_desk, form_of, plan_url, text_of
from plans.tests.factories import LATER, an_office, published

from .test_desk_queries import asked
from .test_errata import an_erratum

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough word"


def _move_url(erratum, name):
    return reverse("desk-erratum-move", args=[erratum.pk, name])


def _correct_url(erratum, path):
    return f"{reverse('desk-erratum-correct', args=[erratum.pk])}?path={path}"


def test_an_officer_corrects_a_slip_and_another_publishes_it():
    office = an_office()
    version = published(office)
    officer = at_desk(office.officer)
    start = reverse("desk-erratum-start", args=[version.pk])
    assert start in text_of(officer.get(plan_url(version)))

    begun = officer.post(start, form_of(officer.get(start)))
    erratum = PlanVersion.objects.get(minor=1)
    page = reverse("desk-erratum", args=[erratum.pk])
    assert begun.headers["Location"] == page
    assert "path=sections%2F1%2Ftext" in text_of(officer.get(page))

    form = officer.get(_correct_url(erratum, "sections/1/text"))
    assert "What stands under head 1." in text_of(form)
    sent = form_of(form)
    refused = officer.post(
        _correct_url(erratum, "sections/1/text"), sent | {"new": "What stands under head 2.", "reason": "Why."}
    )
    assert refused.status_code == 422
    assert "Numbers are decided by the committee" in text_of(refused)
    assert "What stands under head 2." in text_of(refused)
    nothing = officer.post(_correct_url(erratum, "sections/1/text"), sent | {"new": "", "reason": ""})
    assert "Write the words as they should read" in text_of(nothing)
    assert not Correction.objects.exists()

    corrected = {"new": "What stood under head 1.", "reason": "A slip."}
    saved = officer.post(_correct_url(erratum, "sections/1/text"), sent | corrected)
    assert saved.headers["Location"] == page
    stale = officer.post(_correct_url(erratum, "sections/1/text"), sent | corrected)
    assert stale.status_code == 422
    listed = text_of(officer.get(page))
    assert "<del>stands </del>" in listed
    assert "<ins>stood </ins>" in listed

    submit = _move_url(erratum, "submit_erratum")
    assert officer.post(submit, form_of(officer.get(submit))).status_code == 302
    publish = _move_url(erratum, "publish_erratum")
    assert officer.get(publish).status_code == 403

    office.publisher.set_password(PASSWORD)
    office.publisher.save()
    publisher = at_desk(office.publisher)
    assert page in unescape(publisher.get(reverse("admin:index")).content.decode())
    sent = form_of(publisher.get(publish))
    assert publisher.post(publish, sent | {"password_again": "wrong"}).status_code == 422
    assert publisher.post(publish, sent | {"password_again": PASSWORD}).status_code == 302
    erratum.refresh_from_db()
    assert erratum.state == State.PUBLISHED
    again = publisher.post(publish, sent | {"password_again": PASSWORD})
    assert again.status_code == 409
    assert "published already" in text_of(again)
    assert officer.get(_correct_url(erratum, "sections/1/text")).status_code == 409


def test_a_stranger_finds_no_erratum_and_a_reader_of_the_plan_writes_none():
    office = an_office()
    version = published(office)
    erratum = an_erratum(office, version)
    correction, submit = _correct_url(erratum, "sections/1/text"), _move_url(erratum, "submit_erratum")
    pages = [reverse("desk-erratum", args=[erratum.pk]), correction, submit]
    member, hq = office.depc.user("member"), office.hq

    assert [at_desk(stranger()).get(page).status_code for page in pages] == [404] * 3
    assert [at_desk(member).get(page).status_code for page in pages] == [404] * 3
    assert [at_desk(hq).get(page).status_code for page in pages] == [200, 403, 403]
    start = reverse("desk-erratum-start", args=[version.pk])
    assert at_desk(stranger()).get(start).status_code == 404
    assert at_desk(member).get(start).status_code == 403
    officer = at_desk(office.officer)
    assert officer.get(reverse("desk-plan", args=[erratum.pk])).status_code == 404
    assert officer.get(reverse("desk-erratum", args=[version.pk])).status_code == 404
    for path in ("targets/none/note", "period/from", "", "x"):
        assert officer.get(_correct_url(erratum, path)).status_code == 404
    assert officer.get(_move_url(erratum, "publish")).status_code == 404


def test_a_correction_is_taken_off_and_the_list_asks_as_often_with_three_as_with_one():
    office = an_office()
    version = published(office)
    erratum = an_erratum(office, version)
    officer, page = at_desk(office.officer), reverse("desk-erratum", args=[erratum.pk])
    once = asked(officer, page)
    for number in (2, 3):
        words = {"path": f"sections/{number}/text", "new": f"What stood under head {number}.", "reason": "A slip."}
        workflow.correct(erratum, **words, by=make_ra([office.district], officer=f"K. {number}"), at=LATER)
    assert asked(officer, page) == once

    url = _correct_url(erratum, "sections/1/text")
    officer.post(url, form_of(officer.get(url)) | {"take_off": "1"})

    assert sorted(Correction.objects.values_list("path", flat=True)) == ["sections/2/text", "sections/3/text"]
