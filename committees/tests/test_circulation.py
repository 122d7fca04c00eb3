"""A paper circulated outside a meeting: in effect with the last needed signature, or lapsed, or void."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.appointing import transfer
from accounts.models import Notice
from accounts.tests.factories import PASSWORD, a_district, post_of, stranger
from audit.models import Event
from committees import authorship, pending, proceedings
from committees.models import AgendaItem, Circulation, Resolution, SeatOfTheDay, Vote
from committees.pending import Pending
from committees.proceedings import AlreadyVoted, AuthorCannotSign, NotOnTheAgenda, NoVote
from committees.register import first_broken_row
from committees.tests.factories import SITTING, STARTS, a_paper, depc_of, drawn_up, item_with, signed, vote
from common.refusals import NotAllowed, WrongState

pytestmark = pytest.mark.django_db

LAST_DAY = date(2025, 8, 24)
DAY = timedelta(days=1)


@pytest.fixture
def depc():
    return depc_of()


def circulated(depc, paper=None, *, by="convener", **more):
    """The item of a paper sent round on the day of the factories, until ten days later."""
    made = proceedings.circulate(
        depc.committee, paper=paper or a_paper(), lapses_on=LAST_DAY, by=depc.user(by), at=STARTS, **more
    )
    return made.item


def sign(item, depc, *, at=SITTING, **choices):
    for key, choice in choices.items():
        proceedings.sign_circulated(AgendaItem.objects.get(pk=item.pk), choice=choice, by=depc.user(key), at=at)


def state_of(item):
    item = AgendaItem.objects.select_related("circulation").get(pk=item.pk)
    return item.state, str(item.circulation.effective_on or ""), item.circulation.ended_as


def test_it_takes_effect_with_the_last_needed_signature_and_the_chair_signs_it_into_the_chain(depc):
    item = circulated(depc)
    sign(item, depc, chair="for", convener="for", member="for")
    assert state_of(item) == ("open", "", "")
    assert not Resolution.objects.exists()

    sign(item, depc, at=SITTING + 2 * DAY, member_2="for")

    assert state_of(item) == ("drawn_up", "2025-08-16", "")
    resolution = Resolution.objects.get()
    done = proceedings.sign(resolution, password_confirmed=True, by=depc.user("chair"), at=SITTING + 3 * DAY)
    assert (done.number, done.method, done.outcome, done.decided_on) == (
        "depc-erode-2025-26-1", "circulation", "carried", date(2025, 8, 16),
    )  # fmt: skip
    assert done.rule_text == (
        "The order sets no quorum; by circulation the chair and 4 of 7 seats signed. 4 for, 0 against, 0 abstained. "
        "The signatures of 3 persons were missing and could not have changed it."
    )
    assert done.rule_numbers["unsigned"] == 3
    seats = SeatOfTheDay.objects.filter(resolution=done).order_by("position").values_list("seated_as", flat=True)
    assert sorted(seats) == ["signed"] * 4 + ["unsigned"] * 3
    assert first_broken_row([done]) is None
    verbs = list(Event.objects.exclude(target_kind="committees.committee").order_by("pk").values_list("verb", flat=True))[-7:]
    assert verbs == ["circulate", *["sign circulated paper"] * 4, "take effect", "sign"]


def test_the_words_signed_are_the_words_of_the_resolution(depc):
    item = circulated(depc, text="Resolved, to adopt it at once.")
    sign(item, depc, chair="for", convener="for", member="for", member_2="for")
    resolution = Resolution.objects.get()
    assert (resolution.text, resolution.text_hi) == ("Resolved, to adopt it at once.", "")
    with pytest.raises(IntegrityError, match="circulated_words_stand_from_the_opening"), transaction.atomic():
        Circulation.objects.update(text="Other words.")
    with pytest.raises(IntegrityError, match="circulated_words_stand_from_the_opening"), transaction.atomic():
        Circulation.objects.all().delete()


def test_each_member_is_asked_once_by_a_notice_that_names_no_paper(depc):
    circulated(depc, a_paper(title="Secret Plan"))
    rows = Notice.objects.filter(kind="circulated")
    assert rows.count() == 7
    assert not [row for row in rows if "Secret" in f"{row.about}{row.data}"]


def test_signatures_against_keep_it_from_taking_effect(depc):
    item = circulated(depc)
    sign(item, depc, chair="for", convener="for", member="for", member_2="against", co_chair="against")
    assert state_of(item)[0] == "open"
    sign(item, depc, member_3="for")
    # Four for and two against stand whatever the last one signs.
    assert state_of(item)[0] == "drawn_up"


def test_without_the_chairs_own_signature_it_never_takes_effect(depc):
    item = circulated(depc)
    sign(item, depc, co_chair="for", convener="for", member="for", member_2="for", member_3="for", association="for")
    assert state_of(item)[0] == "open"
    sign(item, depc, chair="for")
    assert state_of(item)[0] == "drawn_up"


def test_the_orders_quorum_counts_signatures():
    depc = depc_of(quorum_kind="number", quorum_number=6)
    item = circulated(depc)
    sign(item, depc, chair="for", convener="for", member="for", member_2="for", co_chair="for")
    assert state_of(item)[0] == "open"
    sign(item, depc, member_3="for")
    assert Resolution.objects.get().quorum_required == 6


def test_it_must_stand_without_the_signatures_of_authors(depc, monkeypatch):
    authors = {depc.user(key).person_id for key in ("convener", "member", "co_chair")}
    monkeypatch.setattr(authorship, "_askers", [lambda sha256: authors])
    item = circulated(depc)
    sign(item, depc, chair="for", convener="for", member="for", co_chair="for", member_2="for")
    assert state_of(item)[0] == "open"
    sign(item, depc, member_3="for")
    resolution = Resolution.objects.get()
    assert (resolution.votes_for, resolution.votes_for_without_authors) == (6, 3)


def test_where_the_chair_wrote_the_text_the_co_chair_signs(depc, monkeypatch):
    monkeypatch.setattr(authorship, "_askers", [lambda sha256: {depc.user("chair").person_id}])
    item = circulated(depc)
    sign(item, depc, chair="for", convener="for", member="for", member_2="for", co_chair="for")
    resolution = Resolution.objects.get()
    with pytest.raises(AuthorCannotSign):
        signed_by(resolution, depc, "chair")
    assert signed_by(resolution, depc, "co_chair").concurrence == "concurs"


def signed_by(resolution, depc, key):
    return proceedings.sign(resolution, password_confirmed=True, by=depc.user(key), at=SITTING + DAY)


def test_nobody_signs_twice_and_no_stranger_at_all(depc):
    item = circulated(depc)
    sign(item, depc, member="for")
    with pytest.raises(AlreadyVoted, match="a vote is not changed"):
        sign(item, depc, member="against")
    other = depc_of(a_district("Salem", "Tamil Nadu"))
    for user in (stranger(), other.user("member"), depc.hq, depc.user("plan_officer")):
        with pytest.raises(NoVote):
            proceedings.sign_circulated(item, choice="for", by=user, at=SITTING)
    assert Vote.objects.count() == 1


def test_only_who_may_call_a_meeting_sends_a_paper_round(depc):
    for key in ("chair", "member", "co_chair", "plan_officer"):
        with pytest.raises(NotAllowed):
            circulated(depc, by=key)
    assert not Circulation.objects.exists()


def test_it_lapses_after_its_date_and_the_paper_is_free_for_a_meeting(depc):
    paper = a_paper()
    item = circulated(depc, paper)
    sign(item, depc, at=SITTING + 10 * DAY, chair="for")
    with pytest.raises(WrongState, match="lapsed after 24-08-2025"):
        sign(item, depc, at=SITTING + 11 * DAY, member="for")
    assert proceedings.lapse_circulations(at=SITTING + 10 * DAY) == 0

    assert proceedings.lapse_circulations(at=SITTING + 11 * DAY) == 1
    assert proceedings.lapse_circulations(at=SITTING + 12 * DAY) == 0

    assert state_of(item) == ("lapsed", "", "lapsed")
    assert Event.objects.filter(verb="end circulation").count() == 1
    assert item_with(paper, depc, starts_at=STARTS + 20 * DAY).state == "open"


def test_a_paper_circulates_once_and_is_not_put_to_a_sitting_besides(depc):
    paper = a_paper()
    circulated(depc, paper)
    with pytest.raises(NotOnTheAgenda, match="in circulation already"):
        circulated(depc, paper)
    with pytest.raises(WrongState, match="in circulation among the members"):
        item_with(paper, depc)
    other = a_paper("another")
    item_with(other, depc, starts_at=STARTS + DAY)
    with pytest.raises(NotOnTheAgenda, match="open for decision"):
        circulated(depc, other)


def test_a_decision_of_a_sitting_on_the_same_paper_voids_the_circulation(depc):
    paper = a_paper()
    item = item_with(paper, depc)
    vote(item, depc, chair="for", convener="for", member="for")
    resolution = drawn_up(item, depc)
    # Past the rule that keeps a paper from being in both places at once.
    AgendaItem.objects.filter(pk=item.pk).update(state="listed")
    sent = circulated(depc, paper)
    AgendaItem.objects.filter(pk=item.pk).update(state="drawn_up")

    signed(resolution, depc)

    assert state_of(sent) == ("lapsed", "", "voided")


def test_the_convener_ends_it_with_a_reason(depc):
    item = circulated(depc)
    with pytest.raises(WrongState, match="Write why"):
        proceedings.end_circulation(item, remark=" ", by=depc.user("convener"), at=SITTING)
    with pytest.raises(NotAllowed):
        proceedings.end_circulation(item, remark="Enough.", by=depc.user("member"), at=SITTING)
    proceedings.end_circulation(item, remark="It needs talk.", by=depc.user("convener"), at=SITTING)
    assert state_of(item) == ("lapsed", "", "ended")
    with pytest.raises(WrongState, match="ended on 14-08-2025"):
        sign(item, depc, member="for")


def test_sent_back_instead_of_signed_it_is_over(depc):
    item = circulated(depc)
    sign(item, depc, chair="for", convener="for", member="for", member_2="for")
    proceedings.send_back(Resolution.objects.get(), remark="Meet on it.", by=depc.user("chair"), at=SITTING)
    assert state_of(item) == ("lapsed", "2025-08-14", "sent_back")
    assert Resolution.objects.get().state == "set_aside"


def test_the_seats_counted_are_those_of_the_day_of_the_last_signature(depc):
    item = circulated(depc)
    sign(item, depc, chair="for", member="for")
    # One who signed is transferred: the signature stays with the seat, and the successor has none to give.
    transfer(post_of(depc.user("member")), "S. Mary", on=SITTING.date() + DAY, order_number="TO 7", by=depc.hq, at=SITTING)
    proceedings.end_seat(
        depc.seat("association"), order_number="DC/8", order_date=SITTING.date(), on=SITTING.date() + DAY, by=depc.hq, at=SITTING
    )
    sign(item, depc, at=SITTING + 2 * DAY, convener="for", member_2="for")

    resolution = Resolution.objects.get()
    assert (resolution.seats_in_force, resolution.seats_present, resolution.votes_for) == (6, 4, 4)
    signed_by(resolution, depc, "chair")
    assert SeatOfTheDay.objects.get(resolution=resolution, seat=depc.seat("member")).holder_name != "S. Mary"


def test_who_steps_aside_leaves_the_base_and_nobody_is_made_to(depc):
    item = circulated(depc)
    sign(item, depc, chair="for", convener="for", member="for")
    with pytest.raises(WrongState, match="its own page"):
        proceedings.recuse(
            AgendaItem.objects.get(),
            person=depc.user("association").person,
            reason="Owner.",
            by=depc.user("convener"),
            at=SITTING,
        )
    for key in ("association", "member_3"):
        proceedings.step_aside_circulated(item, reason="Owns a mill.", by=depc.user(key), at=SITTING)
    # Three for, two who have not signed: decided by the second stepping aside.
    assert Resolution.objects.get().rule_text == (
        "The order sets no quorum; by circulation the chair and 3 of 7 seats signed. 2 seats stepped aside for this item "
        "and left the base. 3 for, 0 against, 0 abstained. "
        "The signatures of 2 persons were missing and could not have changed it."
    )
    with pytest.raises(WrongState, match="no further one is taken"):
        sign(item, depc, member_2="against")


def signed_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text_of(response):
    return " ".join(response.content.decode().split())


def test_over_the_pages_from_the_paper_that_waits_to_the_public_resolution(client, depc, monkeypatch):
    paper = a_paper()
    monkeypatch.setattr(pending, "_providers", [lambda committee: [Pending(paper, paper.title, STARTS)]])
    monkeypatch.setattr("django.utils.timezone.now", lambda: SITTING)
    signed_in(client, depc.user("convener"))
    client.post(reverse("desk-circulate", args=[depc.committee.slug]), {"paper": paper.pk, "lapses_on": LAST_DAY})
    item = AgendaItem.objects.get()
    page = reverse("desk-circulated", args=[item.pk])
    assert "open for signatures until 24-08-2025" in text_of(client.get(page))

    sign(item, depc, chair="for", convener="against")
    before = text_of(signed_in(client, depc.user("member")).get(page))
    assert "2 of 7 seats signed" in before
    assert "1 for, 1 against" not in before
    assert "signs for: Resolved" in text_of(client.post(page, {"choice": "for"}))
    # The same form twice: one signature, and the second time the plain answer.
    form = {"choice": "for", "confirmed": "yes", "password_again": PASSWORD}
    answers = [client.post(page, form).status_code, text_of(client.post(page, form))]
    assert answers[0] == 302
    assert "You have signed." in answers[1]
    assert "2 for, 1 against" in answers[1]
    assert Vote.objects.count() == 3

    sign(item, depc, member_2="for", co_chair="for")
    resolution = Resolution.objects.get()
    signed_in(client, depc.user("chair")).post(reverse("desk-sign", args=[resolution.pk]), {"password_again": PASSWORD})
    client.logout()
    public = text_of(client.get(f"/resolutions/{Resolution.objects.get().number}/"))
    assert "by circulation, outside a meeting; in effect since 14-08-2025" in public
    assert "5 of 7 voting seats signed." in public


def test_a_stranger_finds_no_circulation_and_the_pages_of_a_sitting_do_not_take_it(client, depc):
    item = circulated(depc)
    for name in ("desk-circulated", "desk-circulated-end", "desk-circulated-aside"):
        assert signed_in(client, stranger()).get(reverse(name, args=[item.pk])).status_code == 404
    for name in ("desk-vote", "desk-hands", "desk-draw-up", "desk-item-open"):
        assert signed_in(client, depc.user("convener")).get(reverse(name, args=[item.pk])).status_code == 404


def test_what_is_done_in_a_sitting_is_refused_with_a_sentence_for_a_circulated_paper(depc):
    item, convener = circulated(depc), {"by": depc.user("convener"), "at": SITTING}
    before = Event.objects.count()
    for step in (
        lambda: proceedings.open_item(item, **convener),
        lambda: proceedings.record_hands(item, {depc.seat("member"): "for"}, **convener),
        lambda: proceedings.draw_up(item, method="consensus", **convener),
        lambda: proceedings.move_item(item, "up", **convener),
        lambda: proceedings.take_off_agenda(item, **convener),
        lambda: proceedings.enter_from_paper(item, scan=None, typed="", **convener),
        lambda: proceedings.cast_vote(item, choice="for", by=depc.user("member"), at=SITTING),
    ):
        with pytest.raises(WrongState):
            step()
    assert (state_of(item)[0], Vote.objects.count(), Event.objects.count()) == ("open", 0, before)
