"""may() says who may do what, through which post, and in a sentence why not."""

from datetime import date

import pytest

from accounts.appointing import appoint, end_posting, ensure_post
from accounts.conditions import register_condition
from accounts.models import Kind
from accounts.moves import MOVES, Move
from accounts.permission import conditions_of, may, reach, require
from accounts.postings import in_force
from accounts.tests import factories
from accounts.tests.factories import AT, ON, a_user, make_hq, make_ra, post_of
from common.refusals import NotAllowed
from districts.models import Place

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_seats")]

WRITERS = {"plan_officer", "convener", "ra_officer", "state_officer"}
#: The table of the design, for the people of one district, written a second time on purpose.
EXPECTED = {
    "read": WRITERS | {"chair", "hq", "auditor"},
    "write": WRITERS,
    "comment": WRITERS | {"chair"},
    "open_consultation": {"convener", "ra_officer"},
    "close_consultation": {"convener", "ra_officer"},
    "table": {"convener", "ra_officer"},
    "withdraw": {"convener", "ra_officer"},
    "translate": {"convener", "ra_officer"},
    "ask_for_data": {"convener", "ra_officer"},
    # Nobody, where no plan asks a post; plans/tests/test_data_requests.py.
    "answer_data_request": set(),
    "grant_waiver": {"state_officer", "hq"},
    "call_meeting": {"convener"},
    "keep_minutes": {"convener"},
    "correct_minutes": set(),
    # Whoever holds a post of the district; the point itself says whose it is (is_own_action_point).
    "answer_action": {key for key, *_ in factories.DEPC_POSTS},
    "vote": set(),
    "concur": set(),
    "sign": set(),
    "record_notification": {"convener", "ra_officer"},
    "publish": {"ra_officer", "state_officer", "hq"},
    "enter_reading": {"plan_officer", "convener", "ra_officer"},
    "approve_reading": {"ra_officer", "state_officer", "hq"},
    "suspend": {"hq"},
    "resume": {"hq"},
    "close": {"hq"},
    "annul": {"hq"},
    "constitute": {"state_officer", "hq"},
    "change_seats": {"state_officer", "hq"},
    "list_products_by_order": {"state_officer", "hq"},
    "list_products_by_resolution": {"convener"},
    "appoint": {"ra_officer", "state_officer", "hq"},
    "reference_data": {"hq", "data_officer"},
}


def test_the_table_gives_each_move_to_the_duties_of_the_design(people, erode):
    found = {move.value: {who for who, user in people.items() if may(user, move, erode, on=ON)} for move in Move}

    assert found == EXPECTED


def test_nobody_may_do_anything_in_another_district_without_a_national_duty(people, agra):
    for move in Move:
        found = {who for who, user in people.items() if may(user, move, agra, on=ON)}
        assert found == EXPECTED[move.value] & {"hq", "auditor", "data_officer"}, move


def test_a_seat_gives_a_vote_whatever_the_duty(people, erode, salem):
    hq = people["hq"]
    seat = ensure_post("District officer with a seat", place=erode, by=hq, at=AT)
    member = a_user("M. Seated", post=seat)

    assert may(member, "vote", erode, on=ON).posts == (seat,)
    assert may(member, "comment", erode, on=ON)
    assert not may(member, "vote", salem, on=ON)
    assert not may(people["stranger"], "vote", erode, on=ON)


def test_the_state_officer_calls_the_meetings_of_the_state_committee_only(people, erode):
    officer = people["state_officer"]

    assert may(officer, "call_meeting", erode.state, on=ON)
    assert not may(officer, "call_meeting", erode, on=ON)
    assert not may(people["convener"], "call_meeting", erode.state, on=ON)


def test_a_refusal_says_what_who_can_and_as_whom_one_is_signed_in(people, erode):
    verdict = may(people["plan_officer"], "table", erode, on=ON)

    assert verdict.sentence == (
        "Only the convener of Erode or the RA officer for Erode can table this plan. "
        "You are signed in as Assistant Director (Exports), District Industries Centre, Erode."
    )


def test_a_refusal_of_a_stranger_says_that_they_hold_no_post(people, erode):
    assert may(people["stranger"], "suspend", erode, on=ON).sentence == (
        "Only headquarters can suspend this plan. You hold no post on 01-04-2025."
    )


def test_somebody_not_signed_in_is_told_to_sign_in(erode):
    assert may(None, "write", erode, on=ON).sentence == (
        "You are not signed in. Sign in with the account of a post that may do this."
    )


def test_a_closed_account_may_nothing(people, erode):
    convener = people["convener"]
    convener.is_active = False

    verdict = may(convener, "table", erode, on=ON)

    assert not verdict
    assert verdict.sentence == ("Your account is closed, so nothing was changed. Ask headquarters to open it again.")
    assert list(reach(convener, "table", on=ON)) == []


def test_a_right_ends_with_the_posting_and_not_a_day_later(people, erode):
    convener = people["convener"]
    posting = in_force(ON).get(person=convener.person)
    end_posting(posting, on=date(2025, 6, 1), by=people["hq"], at=AT)

    assert may(convener, "table", erode, on=date(2025, 5, 31))
    assert not may(convener, "table", erode, on=date(2025, 6, 1))


def test_an_additional_charge_gives_the_rights_of_the_post(people, erode, salem):
    hq = people["hq"]
    other = ensure_post("General Manager, District Industries Centre", place=salem, duty="convener", by=hq, at=AT)
    appoint(people["convener"].person, other, kind=Kind.ADDITIONAL_CHARGE, on=date(2025, 5, 1), by=hq, at=AT)

    assert not may(people["convener"], "table", salem, on=ON)
    assert may(people["convener"], "table", salem, on=date(2025, 5, 1)).post == other
    assert set(reach(people["convener"], "table", on=date(2025, 5, 1)).values_list("name", flat=True)) == {
        "Erode",
        "Salem",
    }


def test_a_person_with_two_posts_sees_both_and_may_choose(people, erode):
    hq, convener = people["hq"], people["convener"]
    own = post_of(convener)
    second = ensure_post("Manager (Exports)", place=erode, duty="plan_officer", by=hq, at=AT)
    appoint(convener.person, second, kind=Kind.ADDITIONAL_CHARGE, on=ON, by=hq, at=AT)

    verdict = may(convener, "write", erode, on=ON)

    assert verdict.posts == (own, second)
    assert verdict.post == own
    assert may(convener, "write", erode, on=ON, post=second).post == second
    assert not may(convener, "table", erode, on=ON, post=second)


def test_jurisdiction_counts_by_the_day(people, erode, salem):
    officer = people["ra_officer"]
    make_ra([salem], city="Coimbatore City", on=date(2025, 7, 1))

    assert may(officer, "write", erode, on=ON)
    assert not may(officer, "write", salem, on=ON)


def test_a_district_moved_to_another_authority_leaves_the_reach_of_the_first(people, erode):
    from accounts.setting_up import ensure_authority, set_jurisdiction

    officer = people["ra_officer"]
    other = ensure_authority("Madurai Test", by=people["hq"], at=AT)
    set_jurisdiction(other, [erode], valid_from=date(2025, 7, 1), notice="PN 9", move=True, by=people["hq"], at=AT)

    assert may(officer, "write", erode, on=date(2025, 6, 30))
    assert not may(officer, "write", erode, on=date(2025, 7, 1))


def test_a_condition_that_fails_gives_its_own_sentence(people, erode):
    register_condition("is_no_author", lambda user, place, on, thing: "You wrote head 3, so another person publishes.")

    verdict = may(people["ra_officer"], "publish", erode, on=ON, thing=object())

    assert not verdict
    assert verdict.sentence == "You wrote head 3, so another person publishes."


def test_a_condition_that_only_says_no_gives_the_sentence_of_the_table(people, erode):
    register_condition("did_not_sign", lambda user, place, on, thing: False)

    verdict = may(people["ra_officer"], "publish", erode, on=ON, thing=object())

    assert verdict.sentence == "You signed the resolution on this version, so another person has to publish it."


def test_a_condition_without_a_function_refuses(people, erode, plain_seats):
    del plain_seats["did_not_sign"]

    assert not may(people["ra_officer"], "publish", erode, on=ON, thing=object())


def test_require_gives_the_post_or_raises_the_sentence(people, erode):
    assert require(people["convener"], "table", erode, on=ON).post == post_of(people["convener"])
    with pytest.raises(NotAllowed) as refused:
        require(people["member"], "table", erode, on=ON)
    assert str(refused.value).startswith("Only the convener of Erode or the RA officer for Erode can table this plan.")


@pytest.mark.parametrize("move", [move for move in Move if any(grant.conditions for grant in MOVES[move])])
def test_require_does_not_answer_about_a_conditional_move_without_its_thing(people, erode, move):
    with pytest.raises(TypeError, match="needs thing="):
        require(people["hq"], move, erode, on=ON)
    assert conditions_of(move)


def test_a_move_without_a_place_is_for_national_duties_only(people):
    assert may(people["data_officer"], "reference_data", None, on=ON)
    assert not may(people["state_officer"], "reference_data", None, on=ON)
    assert not may(people["state_officer"], "appoint", None, on=ON)


def test_an_unknown_move_is_an_error_and_not_a_no(people, erode):
    with pytest.raises(ValueError):
        may(people["hq"], "rule", erode, on=ON)


@pytest.mark.parametrize(
    ("who", "move", "most"),
    [("hq", "suspend", 1), ("ra_officer", "write", 2), ("convener", "table", 2), ("chair", "sign", 2), ("stranger", "read", 2)],
)
def test_may_asks_a_constant_number_of_queries(people, erode, django_assert_max_num_queries, who, move, most):
    user = people[who]
    assert user.person
    with django_assert_max_num_queries(most):
        may(user, move, erode, on=ON)


@pytest.mark.parametrize("move", list(Move))
def test_reach_is_one_query(people, django_assert_num_queries, move):
    hq = make_hq()
    assert hq.person
    with django_assert_num_queries(1):
        list(reach(hq, move, on=ON))


def test_headquarters_reaches_every_place_and_a_stranger_none(people):
    assert reach(people["hq"], "suspend", on=ON).count() == Place.objects.count()
    assert reach(people["stranger"], "suspend", on=ON).count() == 0
    assert reach(people["stranger"], "read", on=ON).count() == 0
