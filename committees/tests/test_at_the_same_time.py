"""Two people do the same thing in the same instant: one succeeds, the other is told so.

Real threads, each with its own connection (committees/tests/conftest.py).
"""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from audit.models import Event
from committees import proceedings
from committees.models import AgendaItem, Committee, Meeting, Resolution, SeatOfTheDay, Vote
from committees.register import chain_of, first_broken_row
from committees.tests.at_once import told
from committees.tests.factories import CALLED, SITTING, a_meeting, a_paper, carried_resolution, depc_of, drawn_up, item_with, vote

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_signatures_in_one_instant_are_one(together):
    depc = depc_of()
    item = item_with(a_paper(), depc)
    vote(item, depc, chair="for", convener="for", member="for")
    resolution = drawn_up(item, depc)

    def sign():
        return proceedings.sign(
            Resolution.objects.get(pk=resolution.pk), password_confirmed=True, by=depc.user("chair"), at=SITTING
        )

    done, sentences = told(together(sign, sign, sign))

    assert done == 1
    assert len(sentences) == 2
    (facts,) = together(
        lambda: (
            Resolution.objects.filter(state="signed").count(),
            SeatOfTheDay.objects.count(),
            Event.objects.filter(verb="sign").count(),
        )
    )
    assert facts == (1, 7, 1)


def test_two_votes_of_one_person_in_one_instant_are_one(together):
    depc = depc_of()
    item = item_with(a_paper(), depc)

    def cast(choice):
        return proceedings.cast_vote(AgendaItem.objects.get(pk=item.pk), choice=choice, by=depc.user("member"), at=SITTING)

    done, sentences = told(together(lambda: cast("for"), lambda: cast("against")))

    assert done == 1
    assert "a vote is not changed" in sentences[0]
    assert together(lambda: Vote.objects.count()) == [1]


def test_signatures_of_two_resolutions_in_one_instant_get_two_numbers_and_one_chain(together):
    depc = depc_of()
    waiting = []
    for text in ("first", "second"):
        item = item_with(a_paper(text), depc)
        vote(item, depc, chair="for", convener="for", member="for")
        waiting.append(drawn_up(item, depc).pk)

    def sign(pk):
        return proceedings.sign(Resolution.objects.get(pk=pk), password_confirmed=True, by=depc.user("chair"), at=SITTING)

    done, sentences = told(together(*(lambda pk=pk: sign(pk) for pk in waiting)))

    assert (done, sentences) == (2, [])
    (chain,) = together(
        lambda: list(
            Resolution.objects.order_by("chain_position").values_list("chain_position", "number", "previous_hash", "row_hash")
        )
    )
    assert [row[:2] for row in chain] == [(1, "depc-erode-2025-26-1"), (2, "depc-erode-2025-26-2")]
    assert chain[1][2] == chain[0][3]


def test_two_annulments_and_a_signature_in_one_instant_are_one_annulment_and_one_chain(together):
    depc = depc_of()
    wrong = carried_resolution(a_paper("first"), depc)
    item = item_with(a_paper("second"), depc)
    vote(item, depc, chair="for", convener="for", member="for")
    waiting = drawn_up(item, depc).pk

    def annul():
        return proceedings.annul(
            Resolution.objects.get(pk=wrong.pk), order_number="DoC/7/2025", order_date=SITTING.date(), reason="Not called.",
            password_confirmed=True, by=depc.hq, at=SITTING + timedelta(hours=5),
        )  # fmt: skip

    def sign():
        return proceedings.sign(Resolution.objects.get(pk=waiting), password_confirmed=True, by=depc.user("chair"), at=SITTING)

    done, sentences = told(together(annul, annul, sign))

    assert (done, len(sentences), "was annulled on" in sentences[0]) == (2, 1, True)
    (chain,) = together(lambda: [(one.chain_position, one.number) for one in chain_of(depc.committee)])
    assert sorted(number for _place, number in chain) == [f"{wrong.number}", f"{wrong.number}-annulled", f"{wrong.number[:-1]}2"]
    assert together(lambda: first_broken_row(chain_of(depc.committee))) == [None]


def test_a_vote_and_the_drawing_up_in_one_instant_agree(together):
    depc = depc_of()
    item = item_with(a_paper(), depc)
    vote(item, depc, chair="for", convener="for", member="for")

    def cast():
        return proceedings.cast_vote(AgendaItem.objects.get(pk=item.pk), choice="against", by=depc.user("member_2"), at=SITTING)

    def draw():
        return proceedings.draw_up(AgendaItem.objects.get(pk=item.pk), method="recorded", by=depc.user("convener"), at=SITTING)

    told(together(cast, draw))

    (counted,) = together(lambda: (Resolution.objects.get().votes_against, Vote.objects.filter(choice="against").count()))
    assert counted[0] == counted[1]


def test_two_papers_put_on_in_one_instant_get_two_numbers(together):
    depc = depc_of()
    meeting = item_with(a_paper(), depc).meeting

    def put(title):
        return proceedings.put_on_agenda(meeting, depc.committee, title=title, by=depc.user("convener"), at=SITTING)

    done, sentences = told(together(lambda: put("one"), lambda: put("two")))

    assert (done, sentences) == (2, [])
    assert together(lambda: sorted(AgendaItem.objects.values_list("order", flat=True))) == [[1, 2, 3]]


def test_two_orders_that_supersede_in_one_instant_are_one(together):
    depc = depc_of()

    def supersede(number):
        return proceedings.supersede(
            Committee.objects.get(pk=depc.committee.pk), order_number=number, order_date=SITTING.date(), by=depc.hq, at=SITTING
        )

    done, sentences = told(together(lambda: supersede("8"), lambda: supersede("9")))

    assert (done, len(sentences)) == (1, 1)
    assert "has ended already" in sentences[0]
    (facts,) = together(lambda: (Committee.objects.count(), Committee.objects.filter(valid_to__isnull=True).count()))
    assert facts == (2, 1)


def ready_to_sign(depc):
    item = item_with(a_paper(), depc)
    vote(item, depc, chair="for", convener="for", member="for")
    return drawn_up(item, depc)


def test_a_signature_and_a_sending_back_in_one_instant_are_one_of_the_two(together):
    depc = depc_of()
    resolution = ready_to_sign(depc)

    def sign():
        return proceedings.sign(
            Resolution.objects.get(pk=resolution.pk), password_confirmed=True, by=depc.user("chair"), at=SITTING
        )

    def back():
        return proceedings.send_back(
            Resolution.objects.get(pk=resolution.pk), remark="Wait.", by=depc.user("convener"), at=SITTING
        )

    done, sentences = told(together(sign, back))

    assert (done, len(sentences)) == (1, 1)
    ((state, item_state, events),) = together(
        lambda: (
            Resolution.objects.get().state,
            AgendaItem.objects.get().state,
            Event.objects.filter(verb__in=["sign", "send back"]).count(),
        )
    )
    assert (state, item_state) in [("signed", "decided"), ("set_aside", "open")]
    assert events == 1


def test_a_raised_hand_and_a_vote_of_the_same_seat_in_one_instant_are_one(together):
    depc = depc_of()
    item = item_with(a_paper(), depc)
    seat = depc.seat("member")

    def hand():
        return proceedings.record_hands(
            AgendaItem.objects.get(pk=item.pk), {seat: "against"}, by=depc.user("convener"), at=SITTING
        )

    def own():
        return proceedings.cast_vote(AgendaItem.objects.get(pk=item.pk), choice="for", by=depc.user("member"), at=SITTING)

    done, sentences = told(together(hand, own))

    assert (done, len(sentences)) == (1, 1)
    assert together(lambda: Vote.objects.count()) == [1]


def test_an_opening_and_a_cancelling_in_one_instant_are_one_of_the_two(together):
    depc = depc_of()
    meeting = a_meeting(depc)
    convener = depc.user("convener")

    done, sentences = told(
        together(
            lambda: proceedings.open_sitting(Meeting.objects.get(pk=meeting.pk), by=convener, at=SITTING),
            lambda: proceedings.cancel_meeting(Meeting.objects.get(pk=meeting.pk), reason="Flood.", by=convener, at=SITTING),
        )
    )

    assert (done, len(sentences)) == (1, 1)
    assert together(lambda: Meeting.objects.get().state)[0] in ("open", "cancelled")


def test_two_last_signatures_in_one_instant_draw_up_one_resolution(together):
    depc = depc_of()
    item = proceedings.circulate(
        depc.committee, paper=a_paper(), lapses_on=date(2025, 8, 24), by=depc.user("convener"), at=SITTING
    ).item
    for key in ("chair", "convener", "member"):
        proceedings.sign_circulated(item, choice="for", by=depc.user(key), at=SITTING)

    def last(key):
        return lambda: proceedings.sign_circulated(item, choice="for", by=depc.user(key), at=SITTING)

    done, sentences = told(together(last("member_2"), last("co_chair")))

    # Either was enough; the other finds that no further signature is taken.
    assert (done, len(sentences)) == (1, 1)
    assert "no further one is taken" in sentences[0]
    assert together(lambda: (Resolution.objects.count(), Vote.objects.count())) == [(1, 4)]


def test_a_last_signature_and_the_end_of_the_circulation_in_one_instant_are_one_of_the_two(together):
    depc = depc_of()
    item = proceedings.circulate(
        depc.committee, paper=a_paper(), lapses_on=date(2025, 8, 24), by=depc.user("convener"), at=SITTING
    ).item
    for key in ("chair", "convener", "member"):
        proceedings.sign_circulated(item, choice="for", by=depc.user(key), at=SITTING)

    done, sentences = told(
        together(
            lambda: proceedings.sign_circulated(item, choice="for", by=depc.user("member_2"), at=SITTING),
            lambda: proceedings.end_circulation(item, remark="Talk.", by=depc.user("convener"), at=SITTING),
        )
    )

    assert (done, len(sentences)) == (1, 1)
    ((state, drawn),) = together(lambda: (AgendaItem.objects.get().state, Resolution.objects.count()))
    assert (state, drawn) in [("drawn_up", 1), ("lapsed", 0)]


def test_a_double_click_in_the_browser_acts_once_and_says_so(together, monkeypatch):
    depc = depc_of()
    monkeypatch.setattr("django.utils.timezone.now", lambda: CALLED)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(depc.user("convener"), backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("desk-meeting-call", args=[depc.committee.slug])
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', browser.get(address).content.decode()).group(1)
    form = {"csrfmiddlewaretoken": token, "day": "2025-08-14", "time": "11:00", "mode": "in_person", "venue": "Collectorate"}
    cookies = browser.cookies.output(header="", sep=";")

    def click():
        again = Client(enforce_csrf_checks=True)
        again.cookies.load(cookies)
        answer = again.post(address, form)
        return answer.status_code, answer["Location"]

    first, second = together(click, click)

    assert first == second
    assert first[0] == 302
    assert together(lambda: (Meeting.objects.count(), Event.objects.filter(verb="call meeting").count())) == [(1, 1)]
    # The same form once more, from the same page: the plain answer.
    (said,) = together(lambda: _said(cookies, address, form))
    assert "This was done already, by" in said
    assert together(lambda: Meeting.objects.count()) == [1]


def _said(cookies, address, form):
    again = Client(enforce_csrf_checks=True)
    again.cookies.load(cookies)
    return again.post(address, form, follow=True).content.decode()
