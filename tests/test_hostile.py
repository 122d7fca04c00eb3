"""Each of these gets a sentence and changes nothing; where an app's own tests prove it, they are named and not repeated.

The table is PROVED, so that a test can see whether each name still exists. The tests of this file go through
the pages of the desk as a browser does, with the token against forged requests enforced.
"""

import importlib
import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from accounts.appointing import appoint
from accounts.models import Posting
from accounts.tests.factories import ON, PASSWORD, a_district, make_hq, post_of, stranger
from audit.models import Event
from committees.models import Attendance, Resolution, Vote
from committees.tests.factories import STARTS, a_paper, depc_of, drawn_up, item_with, vote
from plans.models import EditMark, PlanVersion, ProductChapter
from plans.states import State
from plans.tests.desk import BACKEND, form_of, move_url, row_url, text_of
from plans.tests.factories import SITTING, an_office, paper_of_last_tabling, tabled, version_in

pytestmark = pytest.mark.django_db

PROVED = {
    "a plan tabled without a target": [
        "plans.tests.test_desk_moves.test_a_plan_without_a_target_is_not_tabled_and_the_page_says_why",
    ],
    "a baseline without a year": [
        "plans.tests.test_desk_rows.test_a_baseline_without_its_year_gets_a_sentence_and_what_was_typed_stays",
        "plans.tests.test_rows.test_a_baseline_without_its_year_is_refused_in_words",
    ],
    "an HS code whose heading does not exist": [
        "plans.tests.test_rows.test_an_hs_code_with_a_dot_is_understood_and_one_without_a_heading_refused",
        "tests.test_hostile.test_a_code_without_a_heading_is_refused_at_its_field_and_one_with_dots_understood",
    ],
    "a duplicate district in an import": [
        "tests.test_reference_sheets.test_a_bad_row_gets_a_sentence_and_nothing_is_written",
        "tests.test_hostile.test_a_district_twice_in_the_list_of_an_authority_is_taken_once",
    ],
    "a broken boundary file": [
        "districts.boundaries.tests.test_replacement.test_a_bad_file_is_refused_with_a_sentence",
        "districts.boundaries.tests.test_command.test_a_bad_file_ends_the_command_with_its_sentence_and_changes_nothing",
    ],
    "a stale tab": [
        "plans.tests.test_desk_moves.test_a_stale_confirm_page_changes_nothing",
        "plans.tests.test_desk_rows.test_a_stale_save_shows_both_texts_and_saves_only_when_asked_again",
    ],
    "a double click on publish": [
        "plans.tests.test_desk_moves.test_a_double_click_on_publish_publishes_once",
        "plans.tests.test_constraints.test_two_who_publish_in_the_same_instant_publish_once",
    ],
    "a vote by somebody without a seat": [
        "committees.tests.test_refused_votes.test_somebody_without_a_seat_has_no_vote",
        "tests.test_hostile.test_whoever_has_no_seat_is_told_so_and_casts_no_vote",
    ],
    "one person voting from two seats": [
        "committees.tests.test_refused_votes.test_one_person_does_not_vote_from_two_seats",
        "tests.test_hostile.test_whoever_holds_two_seats_votes_once_from_the_seat_chosen",
    ],
    "a member of another district's committee": [
        "committees.tests.test_refused_votes.test_a_member_of_another_districts_committee_has_no_vote",
        "tests.test_hostile.test_a_member_of_another_districts_committee_finds_no_item_to_vote_on",
    ],
    "an author who signs": [
        "committees.tests.test_refused_signatures.test_an_author_never_signs_and_the_co_chair_signs_instead",
        "plans.tests.test_deciding.test_an_author_in_the_chair_does_not_sign",
        "tests.test_hostile.test_an_author_in_the_chair_is_told_who_signs_instead_and_nothing_is_signed",
    ],
    "an author who publishes": [
        "plans.tests.test_desk_moves.test_an_author_who_publishes_is_told_why_not",
        "plans.tests.test_deciding.test_an_author_does_not_publish",
    ],
    "a forged POST that sets state, author or time": [
        "plans.tests.test_desk_moves.test_a_forged_move_sets_no_state_no_author_and_no_time",
        "plans.tests.test_desk_rows.test_a_forged_request_sets_no_state_no_author_and_no_time",
        "tests.test_hostile.test_a_forged_vote_sets_no_person_no_seat_and_no_time",
        "tests.test_hostile.test_a_forged_signature_sets_no_name_no_outcome_and_no_time",
        "tests.test_hostile.test_a_form_sent_without_its_token_changes_nothing",
    ],
}


@pytest.mark.parametrize("line", PROVED)
def test_each_line_names_tests_that_exist(line):
    missing = []
    for named in PROVED[line]:
        module, name = named.rsplit(".", 1)
        if not callable(getattr(importlib.import_module(module), name, None)):
            missing.append(named)

    assert PROVED[line]
    assert missing == []


class Browser(Client):
    """A browser signed in as somebody, that sends the token of the form it was shown, as browsers do."""

    def __init__(self, user):
        super().__init__(enforce_csrf_checks=True)
        self.force_login(user, backend=BACKEND)

    def send(self, address, given=None, *, page=None):
        shown = self.get(page or address)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', shown.content.decode())
        return self.post(address, {"csrfmiddlewaretoken": token.group(1) if token else "", **(given or {})})


def counts():
    return (Event.objects.count(), Vote.objects.count(), Attendance.objects.count(), EditMark.objects.count())


@pytest.fixture
def at_the_sitting(monkeypatch):
    """The doors' clock stands half an hour into the sitting of the factories."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: STARTS + timedelta(minutes=30))


YES = {"choice": "for", "confirmed": "yes", "password_again": PASSWORD}


def test_a_code_without_a_heading_is_refused_at_its_field_and_one_with_dots_understood():
    version = version_in(State.DRAFT)
    row = ProductChapter.objects.filter(version=version).order_by("pk").first()
    address = row_url(version, "products", row)
    browser = Browser(version.office.officer)
    form = form_of(browser.get(address))

    refused = browser.send(address, form | {"hs_codes": "9999.10"})

    assert refused.status_code == 422
    assert "9999" in str(refused.context["form"].errors["hs_codes"])
    row.refresh_from_db()
    assert row.hs_codes == ["091030"]

    assert browser.send(address, form | {"hs_codes": "0713.20"}).status_code == 302
    row.refresh_from_db()
    assert row.hs_codes == ["071320"]


def test_a_district_twice_in_the_list_of_an_authority_is_taken_once():
    browser = Browser(make_hq())
    given = {"new_city": "Testpur", "valid_from": "2026-03-02", "notice": "PN 9", "title": "Joint Director General", "move": "on"}

    answer = browser.send(reverse("admin:set-up-authority"), given | {"districts": "Alappuzha, Kerala\nAlappuzha, Kerala"})

    district = a_district("Alappuzha", "Kerala")
    assert answer.status_code in (302, 422)
    assert district.jurisdictions.filter(valid_to=None).count() == (1 if answer.status_code == 302 else 0)


def test_whoever_has_no_seat_is_told_so_and_casts_no_vote(at_the_sitting):
    depc = depc_of()
    item = item_with(a_paper(), depc)
    officer = Browser(depc.user("plan_officer"))
    before = counts()

    answer = officer.send(reverse("desk-vote", args=[item.pk]), YES)

    assert "You held no voting seat in this committee on the day of the sitting." in text_of(answer)
    assert counts() == before


def test_a_stranger_finds_no_item_to_vote_on(at_the_sitting):
    depc = depc_of()
    item = item_with(a_paper(), depc)
    somebody = Browser(stranger())
    before = counts()

    assert somebody.send(reverse("desk-vote", args=[item.pk]), YES, page=reverse("admin:index")).status_code in (403, 404)
    assert counts() == before


def test_a_member_of_another_districts_committee_finds_no_item_to_vote_on(at_the_sitting):
    item = item_with(a_paper(), depc_of())
    other = depc_of(a_district("Salem", "Tamil Nadu"))
    member = Browser(other.user("member"))
    before = counts()

    for name in ("desk-vote", "desk-step-aside", "desk-draw-up", "desk-hands", "desk-item-take-off"):
        answer = member.send(reverse(name, args=[item.pk]), YES, page=reverse("admin:password_change"))
        assert answer.status_code == 404, name
    assert counts() == before


def test_whoever_holds_two_seats_votes_once_from_the_seat_chosen(at_the_sitting):
    depc = depc_of()
    member, second = depc.user("member"), depc.seat("member_3")
    appoint(member.person, second.post, on=ON, kind="additional_charge", by=depc.hq, at=STARTS)
    # The substantive holder of the other post has left, so the additional charge acts there.
    Posting.objects.filter(post=second.post, kind="substantive").update(valid_to=ON + timedelta(days=1))
    item = item_with(a_paper(), depc, present=("chair", "co_chair", "convener", "member", "member_3"))
    browser = Browser(member)
    address = reverse("desk-vote", args=[item.pk])

    asked = browser.send(address, YES)
    assert Vote.objects.count() == 0, "the page has to ask from which seat"
    assert "You hold two seats and have one vote." in text_of(asked)
    browser.send(address, YES | {"seat": depc.seat("member").pk})
    again = browser.send(address, YES | {"seat": second.pk, "choice": "against"}, page=reverse("admin:password_change"))

    cast = Vote.objects.get()
    assert (cast.person, cast.seat, cast.choice) == (member.person, depc.seat("member"), "for")
    assert "You have voted on this item." in text_of(again)


def test_an_author_in_the_chair_is_told_who_signs_instead_and_nothing_is_signed(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: SITTING + timedelta(minutes=40))
    office = an_office()
    version = version_in(State.DRAFT, office=office)
    chair = office.depc.user("chair")
    EditMark.objects.create(version=version, person=chair.person, person_name=chair.person.name, at=version.state_since)
    version = tabled(office, version=version)
    item = item_with(paper_of_last_tabling(version), office.depc, starts_at=SITTING)
    vote(item, office.depc, chair="for", co_chair="for", convener="for", member="for", member_2="for")
    resolution = drawn_up(item, office.depc)
    before = counts()

    answer = Browser(chair).send(reverse("desk-sign", args=[resolution.pk]), {"password_again": PASSWORD})

    resolution.refresh_from_db()
    version.refresh_from_db()
    assert (resolution.state, resolution.signed_at, version.state) == ("drawn_up", None, State.TABLED)
    assert "wrote" in text_of(answer)
    assert counts() == before


def test_a_forged_vote_sets_no_person_no_seat_and_no_time(at_the_sitting):
    depc = depc_of()
    item = item_with(a_paper(), depc)
    chair = depc.user("chair")
    forged = {
        "person": chair.person.pk, "seat": depc.seat("chair").pk, "by": chair.pk, "at": "2001-01-01", "cast_at": "2001-01-01",
        "post": post_of(chair).pk, "by_hand": "on", "state": "decided",
    }  # fmt: skip

    Browser(depc.user("member")).send(reverse("desk-vote", args=[item.pk]), YES | forged)

    cast = Vote.objects.get()
    item.refresh_from_db()
    assert (cast.person, cast.seat) == (depc.user("member").person, depc.seat("member"))
    assert cast.cast_at == STARTS + timedelta(minutes=30)
    assert item.state == "open"


def test_a_forged_signature_sets_no_name_no_outcome_and_no_time(at_the_sitting):
    depc = depc_of()
    item = item_with(a_paper(), depc)
    vote(item, depc, chair="for", co_chair="for", convener="for", member="against")
    resolution = drawn_up(item, depc)
    forged = {
        "password_again": PASSWORD, "signed_by_name": "Somebody Else", "signed_by": depc.hq.pk, "signed_at": "2001-01-01",
        "outcome": "returned", "number": "depc-erode-1999-1", "votes_for": "12", "state": "signed", "text": "Resolved otherwise.",
    }  # fmt: skip

    Browser(depc.user("chair")).send(reverse("desk-sign", args=[resolution.pk]), forged)

    signed = Resolution.objects.get()
    assert (signed.signed_by_name, signed.signed_at) == ("A. Kumar Erode", STARTS + timedelta(minutes=30))
    assert (signed.outcome, signed.number, signed.votes_for) == ("carried", "depc-erode-2025-26-1", 3)
    assert signed.text == resolution.text


def test_a_form_sent_without_its_token_changes_nothing(at_the_sitting):
    version = version_in(State.DRAFT)
    depc = version.office.depc
    item = item_with(a_paper(), depc)
    vote(item, depc, chair="for", convener="for", member="for")
    chairs = post_of(depc.user("chair"))
    before = counts()
    sent = [
        (version.office.convener, move_url(version, "table"), {"seen": version.row_version}),
        (version.office.officer, row_url(version, "targets", version.targets.first()), {"row_version": 1, "note": "Forged."}),
        (depc.user("co_chair"), reverse("desk-vote", args=[item.pk]), YES),
        (version.office.convener, reverse("desk-draw-up", args=[item.pk]), {"method": "recorded"}),
        (
            depc.hq,
            reverse("admin:post-transfer", args=[chairs.pk]),
            {"holder": "X", "valid_from": "2026-03-02"},
        ),
    ]

    answers = []
    for user, address, given in sent:
        browser = Browser(user)
        browser.get(address)
        answers.append(browser.post(address, given))

    assert [answer.status_code for answer in answers] == [403] * len(sent)
    assert all("The form was too old or came from elsewhere" in text_of(answer) for answer in answers)
    assert counts() == before
    assert PlanVersion.objects.get().state == State.DRAFT


def test_a_token_of_another_person_is_refused(at_the_sitting):
    version = version_in(State.DRAFT)
    address = move_url(version, "table")
    thief = Browser(stranger())
    stolen = re.search(
        r'name="csrfmiddlewaretoken" value="([^"]+)"', Browser(version.office.convener).get(address).content.decode()
    )

    answer = thief.post(address, {"csrfmiddlewaretoken": stolen.group(1), "seen": version.row_version})

    assert answer.status_code == 403
    assert PlanVersion.objects.get().state == State.DRAFT


def test_nobody_makes_themselves_more_than_they_are(at_the_sitting):
    depc = depc_of()
    member = depc.user("member")
    before = get_user_model().objects.values_list("is_staff", "is_active").get(pk=member.pk)

    Browser(member).send(
        reverse("admin:accounts_user_change", args=[member.pk]),
        {"is_staff": "on", "is_superuser": "on", "email": "x@example.in"},
        page=reverse("admin:password_change"),
    )  # fmt: skip

    assert get_user_model().objects.values_list("is_staff", "is_active").get(pk=member.pk) == before
    assert get_user_model().objects.get(pk=member.pk).email == member.email
