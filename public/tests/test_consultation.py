"""A text open for comment: at its own address, while it is open, and with a form that loses nothing."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from plans import workflow
from plans.models import PlanVersion, PublicComment
from plans.states import State
from plans.tests.factories import PUBLISHED, adopted, an_office, published, tabled, version_in

pytestmark = pytest.mark.django_db

OPEN = datetime(2025, 7, 1, 6, 0, tzinfo=UTC)
PAGE = "/districts/tamil-nadu/erode/plan/consultation/"


@pytest.fixture
def on(monkeypatch):
    """on(moment): what the doors' clock says from now on."""

    def says(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    says(OPEN)
    return says


@pytest.fixture
def version(on):
    return version_in(State.IN_CONSULTATION)


def text(answer):
    return answer.content.decode()


def press_of(answer):
    return re.search(r'name="press" value="([^"]+)"', text(answer)).group(1)


def test_the_text_stands_at_its_address_marked_as_a_draft_and_kept_out_of_every_store(version, client):
    answer = client.get(PAGE)

    assert answer.status_code == 200
    assert "What stands under head 2." in text(answer)
    assert "Comment until" in text(answer)
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex, nofollow, noarchive")
    assert answer.cookies["csrftoken"]["samesite"] == "Strict"


def test_the_hindi_page_has_the_hindi_title_of_the_draft_over_the_title_in_its_own_language(version, client):
    title_hi = "इरोड जिला निर्यात कार्य योजना"
    PlanVersion.objects.filter(pk=version.pk).update(title_hi=title_hi)

    in_hindi, in_english = text(client.get(f"/hi{PAGE}")), text(client.get(PAGE))

    assert f"<h1>{title_hi}</h1>" in in_hindi
    assert f'<span lang="en">{version.title}</span>' in in_hindi
    assert f'<h1 lang="en">{version.title}</h1>' in in_english
    assert title_hi not in in_english


def test_the_list_names_place_and_day_and_nothing_of_the_text(version, client):
    listed = text(client.get("/plans/consultations/"))

    assert PAGE in listed
    assert version.title not in listed
    assert "/plan/consultation/" in text(client.get("/districts/tamil-nadu/erode/"))


def test_after_the_closing_day_the_page_says_so_without_the_text_and_takes_nothing(version, client, on):
    on(datetime(2025, 7, 12, 6, 0, tzinfo=UTC))

    answer, sent = client.get(PAGE), client.post(PAGE, {"text": "Late."})

    assert "The consultation is over" in text(answer)
    assert "What stands under head 2." not in text(answer) + text(sent)
    assert sent.status_code == 409
    assert PublicComment.objects.count() == 0
    assert PAGE not in text(client.get("/plans/consultations/"))


def test_once_closed_there_is_nothing_at_the_address(version, client):
    workflow.close_consultation(version, by=version.office.convener, at=OPEN)

    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, {"text": "Late."}).status_code == 404


def test_a_district_without_an_open_text_has_nothing_at_the_address(client, on):
    an_office("Salem")

    assert client.get("/districts/tamil-nadu/salem/plan/consultation/").status_code == 404


def test_a_comment_is_recorded_once_and_waits_unseen(version, client):
    form = {"text": "Test for residues.", "head": "6", "name": "A. Devi", "press": press_of(client.get(PAGE))}

    first, second = client.post(PAGE, form), client.post(PAGE, form)

    assert [answer["Location"] for answer in (first, second)] == [f"{PAGE}?sent=1#comment"] * 2
    comment = PublicComment.objects.get()
    assert (comment.head, comment.text, comment.state) == (6, "Test for residues.", "waiting")
    page = text(client.get(f"{PAGE}?sent=1"))
    assert "Recorded." in page
    assert "Test for residues." not in page


def test_what_was_typed_is_not_lost_where_it_cannot_stand(version, client):
    answer = client.post(PAGE, {"text": "", "name": "A. Devi", "body": "b" * 161})

    assert answer.status_code == 422
    assert "Write your comment, then send it." in text(answer)
    assert "Give at most 160 characters." in text(answer)
    assert 'value="A. Devi"' in text(answer)


def test_a_forged_post_without_the_pages_word_is_refused(version):
    stranger = Client(enforce_csrf_checks=True)

    assert stranger.post(PAGE, {"text": "Forged."}).status_code == 403
    assert PublicComment.objects.count() == 0


def test_a_program_that_fills_every_box_is_thanked_and_not_recorded(version, client):
    answer = client.post(PAGE, {"text": "Buy now.", "website": "http://example.in/"})

    assert answer.status_code == 302
    assert PublicComment.objects.count() == 0


def test_a_comment_let_through_stands_with_its_reply_as_plain_text(version, client):
    words = "<script>alert(1)</script> & more"
    comment = workflow.leave_comment(version, text=words, name="A. Devi", press="x", at=OPEN)
    workflow.show_comment(comment, by=version.office.convener, at=OPEN)
    workflow.reply_to_comment(comment, text="Thank you.", by=version.office.officer, at=OPEN)

    page = text(client.get(PAGE))

    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page
    assert "Thank you." in page
    assert "A. Devi" not in page


def test_the_register_goes_with_the_published_plan_and_with_no_other(client, on):
    office = an_office()
    version = version_in(State.IN_CONSULTATION, office=office)
    comment = workflow.leave_comment(version, text="Test for residues.", press="x", at=OPEN)
    hidden = workflow.leave_comment(version, text="Buy now.", press="y", at=OPEN)
    workflow.show_comment(comment, by=office.convener, at=OPEN)
    workflow.reply_to_comment(comment, text="Added under head 6.", by=office.officer, at=OPEN)
    workflow.hide_comment(hidden, reason="Advertises.", by=office.convener, at=OPEN)
    register = "/districts/tamil-nadu/erode/plan/1.0/comments/"
    assert client.get(register).status_code == 404

    on(PUBLISHED)
    closed = workflow.close_consultation(version, by=office.convener, at=OPEN)
    published(office, version=adopted(office, version=tabled(office, version=closed)))

    page = text(client.get(register))
    for shown in ("Test for residues.", "Added under head 6.", "Advertises.", "Received: 2."):
        assert shown in page
    assert "Buy now." not in page
    assert register in text(client.get("/districts/tamil-nadu/erode/plan/"))
    assert client.get(f"/hi{register}").status_code == 200
