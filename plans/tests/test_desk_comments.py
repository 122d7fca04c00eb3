"""Comments at the desk: who may, who answers, and that they make nobody an author."""

import pytest
from django.urls import reverse

from accounts.tests.factories import make_auditor, stranger
from plans.authorship import authors_of
from plans.states import State
from plans.tests.desk import at_desk, plan_url, text_of
from plans.tests.factories import an_office, version_in

pytestmark = pytest.mark.django_db


def test_a_member_comments_and_the_officer_answers():
    version = version_in(State.TABLED)
    address = reverse("desk-comment", args=[version.pk])
    member, officer = at_desk(version.office.depc.user("member")), at_desk(version.office.officer)
    authors = authors_of(version)

    said = member.post(address, {"text": "Who pays for the laboratory?"})
    asked = version.comments.get()
    officer.post(f"{address}?to={asked.pk}", {"text": "The State does."})

    answer = version.comments.get(parent=asked)
    assert said["Location"] == f"{plan_url(version)}#comment-{asked.pk}"
    assert (asked.by_label.split(",")[0], answer.text) == ("L. Das Erode", "The State does.")
    assert "Who pays for the laboratory?" in text_of(member.get(plan_url(version)))
    assert authors_of(version) == authors


def test_a_member_cannot_answer_and_an_auditor_cannot_comment():
    version = version_in(State.TABLED)
    address = reverse("desk-comment", args=[version.pk])
    member = at_desk(version.office.depc.user("member"))
    member.post(address, {"text": "Who pays?"})
    asked = version.comments.get()

    member.post(f"{address}?to={asked.pk}", {"text": "I do."})
    at_desk(make_auditor()).post(address, {"text": "Noted."})

    assert list(version.comments.all()) == [asked]


def test_strangers_and_other_districts_comment_nowhere():
    version = version_in(State.TABLED)
    address = reverse("desk-comment", args=[version.pk])
    others = [stranger(), an_office("Agra", "Uttar Pradesh").officer]

    answers = [at_desk(user).post(address, {"text": "Let me in."}).status_code for user in others]

    assert answers == [404, 404]
    assert version.comments.count() == 0


def test_an_empty_comment_is_asked_for_words():
    version = version_in(State.DRAFT)

    answer = at_desk(version.office.depc.user("chair")).post(reverse("desk-comment", args=[version.pk]), {"text": "  "})

    assert answer.status_code == 422
    assert version.comments.count() == 0
