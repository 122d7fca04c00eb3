"""Comments at the desk: who may, who answers, and that they make nobody an author."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.tests.factories import make_auditor, stranger
from plans.authorship import authors_of
from plans.models import WORDINGS
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


def test_every_kind_of_row_and_every_head_can_be_commented_and_shows_how_often():
    version = version_in(State.DRAFT)
    chair = at_desk(version.office.depc.user("chair"))
    address = reverse("desk-comment", args=[version.pk])
    things = [model.objects.filter(version=version).select_related("commitment").first() for model in WORDINGS]

    before = text_of(chair.get(plan_url(version)))
    for thing in things:
        assert f"?about={thing.commitment.uid}" in before
        assert chair.post(f"{address}?about={thing.commitment.uid}", {"text": f"About {thing}?"}).status_code == 302

    assert [comment.commitment for comment in version.comments.order_by("pk")] == [thing.commitment for thing in things]
    page = text_of(chair.get(plan_url(version)))
    assert page.count("1 comment (1 open)") == len(WORDINGS)
    assert chair.get(f"{address}?about={an_office('Agra', 'Uttar Pradesh').district.pk}").status_code == 404


def test_the_writer_answers_at_the_row_and_settles_and_a_member_does_not():
    version = version_in(State.DRAFT)
    chair, officer = at_desk(version.office.depc.user("chair")), at_desk(version.office.officer)
    row = version.targets.first()
    chair.post(f"{reverse('desk-comment', args=[version.pk])}?about={row.commitment.uid}", {"text": "Too little?"})
    asked = version.comments.get()
    settle = reverse("desk-comment-settle", args=[version.pk, asked.pk])

    officer.post(f"{reverse('desk-comment', args=[version.pk])}?to={asked.pk}", {"text": "Doubled since."})
    for user in (chair, at_desk(stranger()), at_desk(make_auditor())):
        user.post(settle)
        asked.refresh_from_db()
        assert asked.settled_at is None
    assert officer.get(settle).status_code == 405
    officer.post(settle)
    asked.refresh_from_db()
    first = asked.settled_at
    officer.post(settle)
    asked.refresh_from_db()

    assert (asked.settled_at, asked.settled_by_label != "") == (first, True)
    assert version.comments.get(parent=asked).commitment == row.commitment
    page = text_of(chair.get(plan_url(version)))
    assert "settled by " in page
    assert "1 comment</a>" in page


def test_many_comments_cost_the_page_no_more_queries_than_one():
    version = version_in(State.DRAFT)
    client, chair = at_desk(version.office.officer), at_desk(version.office.depc.user("chair"))
    address = reverse("desk-comment", args=[version.pk])
    counts = []
    for rows in (version.targets.all()[:1], version.targets.all()[1:4]):
        for row in rows:
            chair.post(f"{address}?about={row.commitment.uid}", {"text": "Why?"})
        client.get(plan_url(version))
        with CaptureQueriesContext(connection) as queries:
            client.get(plan_url(version))
        counts.append(len(queries))

    assert counts[0] == counts[1]
