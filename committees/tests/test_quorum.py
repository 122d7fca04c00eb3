"""The rule: examples, then properties."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from committees import wording
from committees.quorum import Ballot, Rule, SeatInForce, Sitter, evaluate, required_persons

PEOPLE = list("abcdefgh")


def seats(number=7, *, vacant=()):
    """Voting seats 1..number; 1 is the chair's."""
    return [SeatInForce(n, is_chair=n == 1, is_vacant=n in vacant) for n in range(1, number + 1)]


def sitting(*persons, recused=(), delegate=None):
    """Person n sits in seat n."""
    return [
        Sitter(person, frozenset({person}), is_recused=person in recused, is_delegate=person == delegate) for person in persons
    ]


def votes(**choices):
    return [Ballot(int(key[1:]), int(key[1:]), choice) for key, choice in choices.items()]


def test_where_none_is_set_the_chair_and_two_others_suffice():
    assert evaluate(Rule(), seats(), sitting(1, 2, 3), votes(s1="for")).outcome == "carried"


def test_where_none_is_set_the_chair_and_one_other_are_too_few():
    finding = evaluate(Rule(), seats(), sitting(1, 2), votes(s1="for", s2="for"))

    assert (finding.outcome, finding.required, finding.persons_present) == ("too_few", 3, 2)


def test_no_rule_decides_without_the_chair_or_a_delegate():
    for rule in (Rule(), Rule("number", number=3), Rule("fraction", numerator=1, denominator=3)):
        assert evaluate(rule, seats(), sitting(2, 3, 4, 5), votes(s2="for")).outcome == "no_chair"


def test_the_delegate_presides_from_their_own_seat():
    finding = evaluate(Rule(), seats(), sitting(2, 3, 4, delegate=2), votes(s2="for", s3="for"))

    assert (finding.outcome, finding.presided_by_delegate) == ("carried", True)


def test_a_fraction_is_of_the_seats_in_force_vacant_ones_included_rounded_up():
    half = Rule("fraction", numerator=1, denominator=2)

    finding = evaluate(half, seats(13, vacant=(12, 13)), sitting(1, 2, 3, 4, 5, 6), votes(s1="for"))

    assert (finding.base, finding.required, finding.outcome) == (13, 7, "too_few")


def test_a_recusal_leaves_the_base_and_may_make_enough_of_too_few():
    half = Rule("fraction", numerator=1, denominator=2)

    before = evaluate(half, seats(7), sitting(1, 2, 3), votes(s1="for"))
    after = evaluate(half, seats(7), sitting(1, 2, 3, 4, recused=(4,)), votes(s1="for"))

    assert (before.required, before.outcome) == (4, "too_few")
    assert (after.base, after.required, after.persons_present, after.outcome) == (6, 3, 3, "carried")


def test_two_thirds_of_twelve_are_eight():
    assert required_persons(Rule("fraction", numerator=2, denominator=3), 12) == 8


def test_one_person_on_two_seats_counts_once_and_votes_once():
    both = Sitter("p", frozenset({2, 3}))
    finding = evaluate(Rule(), seats(), [*sitting(1), both], [Ballot("p", 2, "for"), Ballot("p", 3, "for"), Ballot(1, 1, "for")])

    assert (finding.persons_present, finding.seats_present, finding.count.votes_for) == (2, 3, 2)
    assert finding.outcome == "too_few"


def test_abstaining_is_no_vote():
    finding = evaluate(Rule(), seats(), sitting(1, 2, 3, 4), votes(s1="abstain", s2="abstain", s3="abstain", s4="for"))

    assert finding.outcome == "carried"


def test_equal_votes_decide_nothing_unless_the_order_gives_a_casting_vote():
    cast = votes(s1="for", s2="for", s3="against", s4="against")

    assert evaluate(Rule(), seats(), sitting(1, 2, 3, 4), cast).outcome == "tied"
    finding = evaluate(Rule(casting_vote=True), seats(), sitting(1, 2, 3, 4), cast)
    assert (finding.outcome, finding.decided_by_casting_vote) == ("carried", True)


def test_both_counts_must_carry_with_and_without_authors():
    cast = votes(s1="for", s2="for", s3="for", s4="against", s5="against")

    finding = evaluate(Rule(), seats(), sitting(1, 2, 3, 4, 5), cast, authors={2, 3})

    assert (finding.count.result, finding.count_without_authors.result, finding.outcome) == ("carried", "lost", "lost")
    assert evaluate(Rule(drafters_vote=True), seats(), sitting(1, 2, 3, 4, 5), cast, authors={2, 3}).outcome == "carried"


def test_consensus_needs_two_who_are_no_authors_and_no_objection():
    def outcome(authors, cast=(), **rule):
        return evaluate(Rule(**rule), seats(), sitting(1, 2, 3), cast, authors, method="consensus").outcome

    assert outcome(set()) == "carried"
    assert outcome({1}) == "carried"
    assert outcome({1, 2}) == "authors_only"
    assert outcome({1, 2}, drafters_vote=True) == "carried"
    assert outcome(set(), votes(s3="against")) == "objection"


def test_the_sentence_never_speaks_of_a_quorum_that_no_order_sets():
    finding = evaluate(Rule(), seats(12), sitting(*range(1, 8)), votes(s1="for"))

    assert wording.presence_sentence(finding) == "The order sets no quorum; the chair and 7 of 12 seats were present."
    assert wording.presence_sentence(finding, "hi") == ("आदेश में कोई गणपूर्ति निर्धारित नहीं है; अध्यक्ष और 12 में से 7 सीटें उपस्थित थीं।")


def test_the_sentence_gives_the_fraction_the_base_and_what_it_makes():
    rule = Rule("fraction", numerator=1, denominator=2)
    finding = evaluate(rule, seats(13, vacant=(13,)), sitting(*range(1, 9)), votes(s1="for", s2="against"))

    assert wording.presence_sentence(finding) == (
        "The order asks for 1/2 of the 13 voting seats, that is 7, and for the chair; "
        "the chair and 8 of 13 seats were present. 1 seat was vacant."
    )


def test_a_fraction_without_its_numbers_is_no_rule():
    with pytest.raises(ValueError, match="lacks its numbers"):
        Rule("fraction", numerator=1)


# Properties

rules = st.one_of(
    st.builds(Rule, casting_vote=st.booleans(), drafters_vote=st.booleans()),
    st.builds(Rule, st.just("number"), number=st.integers(1, 8), casting_vote=st.booleans(), drafters_vote=st.booleans()),
    st.builds(
        lambda parts, casting, drafters: Rule(
            "fraction", numerator=min(parts), denominator=max(parts), casting_vote=casting, drafters_vote=drafters
        ),
        st.tuples(st.integers(1, 6), st.integers(1, 6)),
        st.booleans(),
        st.booleans(),
    ),
)


@st.composite
def sittings(draw):
    """Seats in force, persons in them (some in two), some recused, perhaps a delegate, votes from their seats."""
    number = draw(st.integers(1, 10))
    in_force = [SeatInForce(n, is_chair=n == 0, votes=n == 0 or draw(st.booleans()), is_vacant=False) for n in range(number)]
    sat = {}
    for seat in in_force:
        person = draw(st.none() | st.sampled_from(PEOPLE))
        if person:
            sat.setdefault(person, set()).add(seat.key)
    recused = draw(st.sets(st.sampled_from(PEOPLE), max_size=2))
    delegate = draw(st.none() | st.sampled_from(PEOPLE))
    attendance = [
        Sitter(person, frozenset(held), is_recused=person in recused, is_delegate=person == delegate)
        for person, held in sat.items()
    ]
    ballots = [
        Ballot(person, draw(st.sampled_from(sorted(held))), draw(st.sampled_from(["for", "against", "abstain"])))
        for person, held in sat.items()
        if draw(st.booleans())
    ]
    authors = draw(st.sets(st.sampled_from(PEOPLE)))
    return in_force, attendance, ballots, authors


methods = st.sampled_from(["recorded", "show_of_hands", "consensus"])


@settings(deadline=None)
@given(rules, sittings(), st.data())
def test_somebody_leaving_never_makes_enough_of_too_few(rule, sitting, data):
    in_force, attendance, ballots, authors = sitting
    if not attendance:
        return
    leaver = data.draw(st.sampled_from(attendance)).person
    before = evaluate(rule, in_force, attendance, ballots, authors)
    after = evaluate(rule, in_force, [one for one in attendance if one.person != leaver], ballots, authors)

    assert before.quorum_met or not after.quorum_met
    assert after.persons_present <= before.persons_present


@settings(deadline=None)
@given(rules, sittings(), methods)
def test_votes_of_authors_alone_carry_nothing_unless_drafters_vote(rule, sitting, method):
    in_force, attendance, ballots, _authors = sitting
    everybody = {one.person for one in attendance}

    finding = evaluate(rule, in_force, attendance, ballots, everybody, method=method)

    if not rule.drafters_vote:
        assert finding.outcome != "carried"


@settings(deadline=None)
@given(rules, sittings())
def test_nothing_is_carried_unless_more_voted_for_it_than_against_or_the_chair_decided(rule, sitting):
    in_force, attendance, ballots, authors = sitting
    finding = evaluate(rule, in_force, attendance, ballots, authors)

    if finding.outcome == "carried":
        assert finding.quorum_met
        assert finding.count.votes_for >= finding.count.votes_against
        assert finding.count.votes_for > finding.count.votes_against or finding.decided_by_casting_vote


@settings(deadline=None)
@given(rules, sittings(), st.data())
def test_a_second_seat_never_adds_a_person_or_a_vote(rule, sitting, data):
    in_force, attendance, ballots, authors = sitting
    if not attendance:
        return
    lucky = data.draw(st.sampled_from(attendance))
    extra = SeatInForce("extra")
    more = [
        Sitter(one.person, one.seats | {"extra"}, one.is_recused, one.is_delegate) if one is lucky else one for one in attendance
    ]
    before = evaluate(rule, [*in_force, extra], attendance, ballots, authors)
    after = evaluate(rule, [*in_force, extra], more, [*ballots, Ballot(lucky.person, "extra", "for")], authors)

    seated = {one.person for one in attendance if not one.is_recused and one.seats & {s.key for s in in_force if s.votes}}
    if lucky.person in seated:
        assert after.persons_present == before.persons_present
        if any(ballot.person == lucky.person for ballot in ballots):
            assert after.count.votes_for <= before.count.votes_for + 1
            cast = after.count.votes_for + after.count.votes_against + after.count.votes_abstain
            assert cast <= len({ballot.person for ballot in ballots})


@settings(deadline=None)
@given(rules, sittings(), methods)
def test_the_order_in_which_votes_arrive_changes_nothing(rule, sitting, method):
    in_force, attendance, ballots, authors = sitting

    assert evaluate(rule, in_force, attendance, ballots, authors, method=method) == evaluate(
        rule, in_force, list(reversed(attendance)), list(reversed(ballots)), authors, method=method
    )


@settings(deadline=None)
@given(rules, sittings(), methods)
def test_every_finding_can_be_said_in_both_languages(rule, sitting, method):
    in_force, attendance, ballots, authors = sitting
    finding = evaluate(rule, in_force, attendance, ballots, authors, method=method)

    for language in ("en", "hi"):
        assert wording.rule_sentence(finding, language)
        assert "quorate" not in wording.rule_sentence(finding, language).lower()
        assert bool(wording.why_undecided(finding, language)) == (not finding.is_decision)


# Doubtful edges, settled


def test_a_delegate_without_a_voting_seat_presides_and_is_no_voting_person():
    in_force = [*seats(4), SeatInForce(9, votes=False)]
    delegate = Sitter("d", frozenset({9}), is_delegate=True)

    two = evaluate(Rule(), in_force, [delegate, *sitting(2, 3)], votes(s2="for", s3="for"))
    one = evaluate(Rule(), in_force, [delegate, *sitting(2)], votes(s2="for"))

    assert (two.outcome, two.persons_present, two.required, two.presided_by_delegate) == ("carried", 2, 2, True)
    assert one.outcome == "too_few"


def test_a_chair_whose_seat_has_no_vote_presides_and_casts_none():
    in_force = [SeatInForce(1, is_chair=True, votes=False), *seats(4)[1:]]
    cast = votes(s1="for", s2="for", s3="against")

    finding = evaluate(Rule(casting_vote=True), in_force, sitting(1, 2, 3), cast)

    assert (finding.chair_present, finding.seats_in_force, finding.persons_present) == (True, 3, 2)
    assert (finding.outcome, finding.count.votes_for) == ("tied", 1)


def test_a_casting_vote_that_changed_nothing_is_not_said_to_have_decided():
    # Without the authors it is lost whatever the chair does.
    cast = votes(s1="for", s2="for", s3="against", s4="against")
    finding = evaluate(Rule(casting_vote=True), seats(), sitting(1, 2, 3, 4), cast, authors={2})
    assert (finding.outcome, finding.decided_by_casting_vote) == ("lost", False)
    # An author in the chair has no casting vote in the count without authors.
    finding = evaluate(Rule(casting_vote=True), seats(), sitting(1, 2, 3, 4), votes(s1="for", s2="against"), authors={1})
    assert (finding.outcome, finding.decided_by_casting_vote) == ("lost", False)


def test_the_casting_vote_is_said_in_words():
    cast = votes(s1="against", s2="for")
    finding = evaluate(Rule(casting_vote=True), seats(), sitting(1, 2, 3), cast)
    assert finding.outcome == "lost"
    assert wording.votes_sentence(finding).endswith(
        "The votes were equal; decided by the casting vote of the chair, as the order provides."
    )
    deputised = evaluate(Rule(casting_vote=True), seats(), sitting(2, 3, 4, delegate=2), votes(s2="for", s3="against"))
    assert "the casting vote of the chair's delegate" in wording.votes_sentence(deputised)


def test_the_record_says_where_a_recusal_made_enough():
    half = Rule("fraction", numerator=1, denominator=2)
    finding = evaluate(half, seats(7), sitting(1, 2, 3, 4, recused=(4,)), votes(s1="for"))
    assert finding.enough_by_recusal
    assert "1 seat stepped aside for this item and left the base. Only so were enough present." in wording.presence_sentence(
        finding
    )
    assert not evaluate(half, seats(7), sitting(1, 2, 3, 4, 5, recused=(5,)), votes(s1="for")).enough_by_recusal


def held(number=7):
    """Seats 1..number, each held by the person of its number."""
    return [SeatInForce(n, is_chair=n == 1, holder=n) for n in range(1, number + 1)]


def by_circulation(cast, *, rule=None, seats=None, recused=(), authors=()):
    signers = [Sitter(ballot.person, frozenset({ballot.seat})) for ballot in cast]
    aside = [Sitter(n, frozenset({n}), is_recused=True) for n in recused]
    return evaluate(rule or Rule(), seats or held(), [*signers, *aside], cast, authors, method="circulation")


def test_a_circulated_paper_is_carried_when_who_has_not_signed_cannot_change_it():
    assert by_circulation(votes(s1="for", s2="for", s3="for")).outcome == "waiting"
    finding = by_circulation(votes(s1="for", s2="for", s3="for", s4="for"))
    assert (finding.outcome, finding.unsigned) == ("carried", 3)
    assert by_circulation(votes(s1="for", s2="for", s3="for"), recused=(6, 7)).outcome == "carried"


def test_a_circulated_paper_is_never_lost_or_tied_only_waiting():
    everybody = {f"s{n}": "against" if n > 3 else "for" for n in range(1, 8)}
    assert by_circulation(votes(**everybody)).outcome == "waiting"
    assert by_circulation(
        votes(s1="for", s2="for", s3="against", s4="against"), rule=Rule(casting_vote=True), seats=held(4)
    ).outcome == ("waiting")


choices = st.dictionaries(st.integers(1, 7), st.sampled_from(["for", "against", "abstain"]))


@settings(deadline=None)
@given(
    rules, choices, st.sets(st.integers(1, 7)), st.dictionaries(st.integers(1, 7), st.sampled_from(["for", "against", "abstain"]))
)
def test_once_carried_by_circulation_no_later_signature_would_change_it(rule, given_so_far, authors, later):
    def finding(choices):
        return by_circulation([Ballot(n, n, choice) for n, choice in choices.items()], rule=rule, authors=authors)

    if finding(given_so_far).outcome == "carried":
        assert finding(later | given_so_far).outcome == "carried"
