"""What waits for whom on the home page."""

from datetime import timedelta

import pytest

from accounts.tests.factories import stranger
from committees import authorship, pending, proceedings
from committees.desk import waiting
from committees.pending import Pending
from committees.tests.factories import CALLED, STARTS, a_meeting, a_paper, depc_of, drawn_up, item_with, vote

pytestmark = pytest.mark.django_db

ON = STARTS.date()


@pytest.fixture
def depc():
    return depc_of()


def waits_for_signature(depc, text="text"):
    item = item_with(a_paper(text), depc)
    vote(item, depc, chair="for", convener="for", member="for")
    return drawn_up(item, depc)


def kinds(provider, user, on=ON):
    return [one.kind for one in provider(user, on)]


def test_a_signature_waits_for_the_chair_and_for_nobody_else(depc):
    waits_for_signature(depc)

    asked = {key for key, user in depc.people.items() if kinds(waiting.signatures_asked, user)}

    assert asked == {"chair"}
    assert kinds(waiting.signatures_asked, stranger()) == []


def test_a_signature_waits_for_the_co_chair_where_the_chair_wrote_the_text(depc, monkeypatch):
    monkeypatch.setattr(authorship, "_askers", [lambda sha256: {depc.user("chair").person_id}])
    resolution = waits_for_signature(depc)

    asked = {key for key, user in depc.people.items() if kinds(waiting.signatures_asked, user)}

    assert asked == {"co_chair"}
    assert proceedings.who_signs(resolution, ON) == [depc.user("co_chair").person]


def test_a_signature_waits_for_the_delegate_of_the_sitting(depc):
    item = item_with(a_paper(), depc)
    deputy = depc.user("plan_officer")
    proceedings.name_delegate(
        item.meeting, depc.committee, person=deputy.person, reference="DC 1 of 1-8-2025", by=depc.user("convener"), at=STARTS
    )
    vote(item, depc, chair="for", convener="for", member="for")
    resolution = drawn_up(item, depc)

    asked = {key for key, user in depc.people.items() if kinds(waiting.signatures_asked, user)}

    assert asked == {"chair", "plan_officer"}
    assert proceedings.who_signs(resolution, ON) == [depc.user("chair").person, deputy.person]


def test_a_vote_waits_until_it_is_cast_or_the_member_steps_aside(depc):
    item = item_with(a_paper(), depc)
    assert kinds(waiting.votes_asked, depc.user("member")) == ["vote"]
    assert kinds(waiting.votes_asked, depc.user("plan_officer")) == []
    assert kinds(waiting.votes_asked, stranger()) == []

    vote(item, depc, member="abstain")
    proceedings.recuse(item, person=depc.user("member_2").person, reason="Own firm", by=depc.user("member_2"), at=STARTS)

    assert kinds(waiting.votes_asked, depc.user("member")) == []
    assert kinds(waiting.votes_asked, depc.user("member_2")) == []


def test_papers_without_an_agenda_and_sittings_wait_for_the_convener(depc, monkeypatch):
    papers = [a_paper("one"), a_paper("two")]
    monkeypatch.setattr(pending, "_providers", [lambda committee: [Pending(paper, paper.title, CALLED) for paper in papers]])
    meeting = a_meeting(depc)
    proceedings.put_on_agenda(meeting, depc.committee, paper=papers[0], by=depc.user("convener"), at=CALLED)

    assert kinds(waiting.agendas_to_make, depc.user("convener"), ON - timedelta(days=1)) == ["agenda"]
    assert kinds(waiting.agendas_to_make, depc.user("convener")) == ["agenda", "meeting"]
    assert kinds(waiting.agendas_to_make, depc.user("member")) == []
    assert kinds(waiting.agendas_to_make, stranger()) == []


def test_the_word_of_the_co_chair_is_asked_until_it_is_given(depc):
    resolution = waits_for_signature(depc)
    assert kinds(waiting.word_of_the_co_chair_asked, depc.user("co_chair")) == ["concur"]
    assert kinds(waiting.word_of_the_co_chair_asked, depc.user("chair")) == []

    proceedings.concur(resolution, stand="concurs", by=depc.user("co_chair"), at=STARTS)

    assert kinds(waiting.word_of_the_co_chair_asked, depc.user("co_chair")) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_what_waits_is_found_in_the_same_number_of_queries_for_one_and_for_three(
    depc, rows, django_assert_num_queries, monkeypatch
):
    # Who wrote a paper is asked of another app, once for each paper.
    monkeypatch.setattr(authorship, "_askers", [])
    for n in range(rows):
        waits_for_signature(depc, f"signed later {n}")
    for n in range(rows):
        item_with(a_paper(f"open {n}"), depc)

    with django_assert_num_queries(4):
        assert len(waiting.signatures_asked(depc.user("chair"), ON)) == rows
    with django_assert_num_queries(1):
        assert len(waiting.votes_asked(depc.user("member"), ON)) == rows
    with django_assert_num_queries(1):
        assert len(waiting.word_of_the_co_chair_asked(depc.user("co_chair"), ON)) == rows
