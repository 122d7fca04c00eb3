"""Data requests: facts asked of a post by a day, answered by its holder or from a letter, taken into the draft or sent back."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.appointing import appoint, end_posting, transfer
from accounts.correcting import change_post
from accounts.invitations import invite, join
from accounts.models import Kind, Notice
from accounts.permission import NotAllowed
from accounts.tests.factories import PASSWORD, a_district, make_depc_posts, post_of, stranger, token_of
from audit.models import Event
from plans import asking, rows, workflow
from plans.authorship import authors_of
from plans.models import AskedFact, EditMark, FigureState, ProductChapter, ProfileFact, Section, Target
from plans.reminding import owe_reminders
from plans.rows_of_version import RowsOf
from plans.states import State
from plans.tests.factories import WRITTEN, a_draft, add_chapter, add_target, an_office, tabled, version_in
from plans.workflow.moving import MovedOn
from plans.workflow.requesting import (
    AlreadyAsked,
    AnsweredAnew,
    AnswersWait,
    BadAnswer,
    BadRequest,
    HeadDoesNotApply,
    LetterMissing,
    NothingAnswered,
    NotTaken,
    RequestWithdrawn,
    RowIsGone,
    SentBackWithoutReason,
)

pytestmark = pytest.mark.django_db

ASKED = datetime(2025, 6, 10, 6, 0, tzinfo=UTC)
DUE = date(2025, 6, 24)
POPULATION = {"value": Decimal("2405890"), "value_state": FigureState.VALUE, "as_of": date(2025, 3, 31), "source": "Census cell"}


@pytest.fixture
def version():
    return a_draft()


def member(version, key="member"):
    return version.office.depc.user(key)


def ask(version, *names, head=1, key="member", press="one", by=None, at=ASKED, due=DUE, questions=(), others=()):
    """A request for the facts of these codes (or keys of asking.askable), made by the convener."""
    known = {one.key: one for one in asking.askable(version, head)}
    asks = [known.get(name) or known[f"fact-{name}"] for name in names]
    asks += [asking.other_fact(line) for line in others] + [asking.question(line) for line in questions]
    return workflow.ask_for_data(
        version,
        head=head,
        post_asked=post_of(member(version, key)),
        due_on=due,
        asks=asks,
        press=press,
        by=by or version.office.convener,
        at=at,
    )


def invited_to(name, post, version, *, on=date(2025, 6, 11)):
    """The account of whoever the post was transferred to that day."""
    posting = transfer(post, name, on=on, by=version.office.hq, at=ASKED)
    link = invite(post, person=posting.person, email="k.bala@example.in", by=version.office.hq, at=ASKED)
    return join(token_of(link), name=name, password=PASSWORD, at=ASKED)


def give(request, version, *answers, by=None, at=ASKED + timedelta(days=2), **more):
    """The answers to the first, second ... fact, by the holder of the post that is asked."""
    facts = list(request.facts.all())
    answers = {fact.pk: answer for fact, answer in zip(facts, answers, strict=False) if answer}
    return workflow.answer_data_request(request, answers, by=by or member(version), at=at, **more)


def seen_of(request, version):
    """What a page shows of every answer that can be taken: its number and the state of its row."""
    standing, seen = RowsOf(version), {}
    for fact in request.facts.filter(state=AskedFact.State.ANSWERED):
        fact.request = request
        _model, row = asking.row_for(fact, standing)
        seen[fact.pk] = (fact.answer_number, row.row_version if row else 0)
    return seen


def told(kind):
    """The duties of the posts that were told, sorted."""
    return sorted(Notice.objects.filter(kind=kind).values_list("post__duty", flat=True))


def take(request, version, seen=None, *, by=None, at=ASKED + timedelta(days=3)):
    return workflow.take_answers(request, seen or seen_of(request, version), by=by or version.office.officer, at=at)


def test_a_request_names_facts_and_its_post_is_told_in_the_same_transaction(version):
    request = ask(version, "population", "area_sq_km", others=["Cold stores (tonnes)"], questions=["Which laboratories test?"])

    assert [(fact.kind, fact.label, fact.code, fact.unit) for fact in request.facts.all()] == [
        ("fact", "Population, persons", "population", ""),
        ("fact", "Area, sq km", "area_sq_km", ""),
        ("fact", "Cold stores", "other", "tonnes"),
        ("words", "Which laboratories test?", "", ""),
    ]
    notice = Notice.objects.get(kind="data_asked")
    assert (notice.post, notice.about, notice.url) == (
        post_of(member(version)),
        "Erode",
        f"/admin/data-requests/{request.pk}/",
    )
    assert Event.objects.get(verb="plan.data_asked").data == {
        "request": request.pk,
        "head": 1,
        "post": "Lead District Manager",
        "due": "2025-06-24",
        "facts": 4,
    }


def test_the_second_press_asks_nothing_again(version):
    ask(version, "population")
    with pytest.raises(AlreadyAsked):
        ask(version, "population")
    assert (version.data_requests.count(), Notice.objects.filter(kind="data_asked").count()) == (1, 1)


@pytest.mark.parametrize("who", ["officer", "member", "chair", "stranger", "elsewhere"])
def test_only_the_convener_and_the_regional_authority_ask(version, who):
    people = {
        "officer": lambda: version.office.officer,
        "member": lambda: member(version),
        "chair": lambda: member(version, "chair"),
        "stranger": stranger,
        "elsewhere": lambda: make_depc_posts(a_district("Salem", "Tamil Nadu"))["convener"],
    }
    with pytest.raises(NotAllowed):
        ask(version, "population", by=people[who]())
    ask(version, "population", by=member(version, "co_chair"))
    assert version.data_requests.count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"due_on": date(2025, 6, 9)}, "due_on"),
        ({"due_on": None}, "due_on"),
        ({"asks": []}, "facts"),
        ({"asks": [asking.question("Why?")] * 2}, "facts"),
        ({"asks": [asking.question(f"Why {n}?") for n in range(41)]}, "facts"),
        ({"post_asked": None}, "post_asked"),
        ({"head": 12}, "head"),
    ],
)
def test_a_request_that_cannot_be_is_refused_at_its_field(version, change, field):
    values = {"head": 1, "post_asked": post_of(member(version)), "due_on": DUE, "asks": [asking.question("Why?")]} | change
    with pytest.raises(BadRequest) as refused:
        workflow.ask_for_data(version, press="one", by=version.office.convener, at=ASKED, **values)
    assert list(refused.value.errors) == [field]
    assert version.data_requests.count() == 0


def test_a_post_of_another_district_is_not_asked(version):
    far = post_of(make_depc_posts(a_district("Salem", "Tamil Nadu"))["member"])
    with pytest.raises(BadRequest) as refused:
        workflow.ask_for_data(
            version,
            head=1,
            post_asked=far,
            due_on=DUE,
            asks=[asking.question("Why?")],
            press="x",
            by=version.office.convener,
            at=ASKED,
        )
    assert list(refused.value.errors) == ["post_asked"]


def test_an_answer_is_a_proposal_and_changes_nothing_in_the_draft(version):
    request = ask(version, "population")
    marks = EditMark.objects.count()

    fact = give(request, version, POPULATION)[0]

    assert (fact.state, fact.answer_number, str(fact.value), fact.answered_by_label) == (
        "answered",
        1,
        "2405890",
        "L. Das Erode, Lead District Manager, Erode",
    )
    assert (ProfileFact.objects.count(), EditMark.objects.count()) == (0, marks)
    assert sorted(Notice.objects.filter(kind="data_answered").values_list("post__duty", flat=True)) == [
        "convener",
        "plan_officer",
    ]
    # Neither figure nor words: events are read by more people than a draft is.
    assert Event.objects.get(verb="plan.data_answered").data == {"request": request.pk, "head": 1, "facts": [1]}


def test_taking_an_answer_writes_the_fact_with_its_source_and_date_and_makes_the_taker_an_author_not_the_post(version):
    request = ask(version, "population")
    give(request, version, POPULATION | {"words": "Projected."})

    take(request, version)

    row = ProfileFact.objects.get()
    assert (row.head, row.code, str(row.value), row.as_of, row.source, row.note) == (
        1,
        "population",
        "2405890",
        date(2025, 3, 31),
        "Census cell",
        "Projected.",
    )
    assert request.facts.get().state == "taken"
    assert authors_of(version) == {version.office.officer.person_id}
    assert Event.objects.filter(verb="plan.data_taken").count() == 1


def test_an_answer_replaces_the_fact_that_stands_and_keeps_its_identity(version):
    values = {"head": 1, "code": "population", "value": "2251744", "fy": "2011-12", "source": "Census of India 2011"}
    before = rows.save_row(ProfileFact, values, version=version, by=version.office.officer, at=WRITTEN).row
    request = ask(version, "population")
    give(request, version, POPULATION)

    take(request, version)

    row = ProfileFact.objects.get()
    assert (row.commitment_id, str(row.value), row.fy, row.as_of) == (before.commitment_id, "2405890", "", date(2025, 3, 31))


@pytest.mark.parametrize("state", [FigureState.MISSING, FigureState.NOT_APPLICABLE, FigureState.WITHHELD])
def test_no_figure_is_an_answer_of_its_own_kind(version, state):
    request = ask(version, "population")
    give(request, version, {"value": None, "value_state": state, "words": "Not counted since 2011."})
    take(request, version)
    row = ProfileFact.objects.get()
    assert (row.value, row.value_state, row.note) == (None, state, "Not counted since 2011.")


def test_zero_is_a_figure(version):
    request = ask(version, "large_units", head=2)
    give(request, version, POPULATION | {"value": Decimal("0")})
    take(request, version)
    row = ProfileFact.objects.get()
    assert (row.head, str(row.value), row.value_state) == (2, "0", "value")


def test_figures_of_one_chapter_are_taken_together(version):
    add_chapter(version)
    chapter = ProductChapter.objects.get()
    key = chapter.commitment_id
    request = ask(version, f"production-{key}", f"exporters-{key}", f"exports-{key}", head=3)
    assert [fact.label for fact in request.facts.all()] == ["Turmeric: Production", "Turmeric: Exporters", "Turmeric: Exports"]
    value = {"value_state": FigureState.VALUE, "source": "Spices Board"}
    give(
        request,
        version,
        value | {"value": Decimal("12000"), "unit": "tonnes", "fy": "2024-25"},
        value | {"value": Decimal("41"), "as_of": date(2025, 3, 31)},
        value | {"value": Decimal("62.40"), "unit": "inr_crore", "fy": "2024-25"},
    )

    assert len(take(request, version)) == 3

    chapter.refresh_from_db()
    assert (str(chapter.production_value), chapter.production_unit, chapter.production_fy) == ("12000", "tonnes", "2024-25")
    assert (str(chapter.exporters_value), chapter.exporters_as_of) == ("41", date(2025, 3, 31))
    assert (str(chapter.exports_value), chapter.exports_unit, chapter.exports_source) == ("62.40", "inr_crore", "Spices Board")
    assert Event.objects.get(verb="plan.data_taken").data["facts"] == [1, 2, 3]


def test_the_baseline_of_a_target_is_asked_and_its_identity_stays(version):
    target = add_target(version)
    request = ask(version, f"baseline-{target.commitment_id}", head=7)
    assert request.facts.get().label == "Turmeric: Exports, value in rupees, today's figure in ₹ crore"
    give(
        request,
        version,
        {"value": Decimal("58.10"), "value_state": FigureState.VALUE, "fy": "2024-25", "source": "DGCI&S, revised"},
    )
    take(request, version)
    now = Target.objects.get()
    assert (str(now.baseline_value), now.baseline_fy, now.baseline_source, now.commitment_id) == (
        "58.10",
        "2024-25",
        "DGCI&S, revised",
        target.commitment_id,
    )


def test_an_answer_in_words_joins_the_text_of_its_head_with_source_and_date(version):
    section = Section.objects.get(version=version, head=9)
    rows.save_row(
        Section, {"text": "As it is."}, version=version, pk=section.pk, row_version=1, by=version.office.officer, at=WRITTEN
    )
    request = ask(version, head=9, questions=["Who trains?", "Where?"])
    said = {"words": "The polytechnic.", "source": "Its prospectus", "as_of": date(2025, 3, 31), "fy": ""}
    give(request, version, said, {"words": "In Bhavani.", "source": "", "as_of": None, "fy": ""})
    take(request, version)
    section.refresh_from_db()
    assert section.text == "As it is.\n\nThe polytechnic. (Its prospectus, 31-03-2025)\n\nIn Bhavani."


def test_words_are_not_taken_under_a_head_that_does_not_apply(version):
    section = Section.objects.get(version=version, head=9)
    none = {"not_applicable_reason": "No training."}
    rows.save_row(Section, none, version=version, pk=section.pk, row_version=1, by=version.office.officer, at=WRITTEN)
    request = ask(version, head=9, questions=["Who trains?"])
    give(request, version, {"words": "The polytechnic."})
    with pytest.raises(HeadDoesNotApply):
        take(request, version)
    assert request.facts.get().state == "answered"


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"source": ""}, "source", "Give the source: the register, return or report the figure stands in."),
        ({"as_of": None}, "as_of", "Give the day or the financial year the figure is of."),
    ],
)
def test_a_figure_without_source_or_date_is_refused_at_its_field_and_nothing_is_written(version, change, field, sentence):
    request = ask(version, "population", "area_sq_km")
    with pytest.raises(BadAnswer) as refused:
        give(request, version, POPULATION, POPULATION | change)
    second = request.facts.get(position=2)
    assert {
        key: {name: [str(one) for one in said] for name, said in fields.items()} for key, fields in refused.value.errors.items()
    } == {second.pk: {field: [sentence]}}
    assert set(request.facts.values_list("state", flat=True)) == {"asked"}


def test_exports_are_given_in_a_unit_of_money(version):
    add_chapter(version)
    request = ask(version, f"exports-{ProductChapter.objects.get().commitment_id}", head=3)
    answer = {"value": Decimal("5"), "value_state": FigureState.VALUE, "unit": "tonne", "fy": "2024-25", "source": "x"}
    with pytest.raises(BadAnswer) as refused:
        give(request, version, answer)
    assert [list(fields) for fields in refused.value.errors.values()] == [["unit"]]


@pytest.mark.parametrize("who", ["stranger", "other member", "holder elsewhere", "chair"])
def test_nobody_else_answers_for_the_post(version, who):
    people = {
        "stranger": stranger,
        "other member": lambda: member(version, "member_2"),
        "holder elsewhere": lambda: make_depc_posts(a_district("Salem", "Tamil Nadu"))["member"],
        "chair": lambda: member(version, "chair"),
    }
    request = ask(version, "population")
    with pytest.raises(NotAllowed):
        give(request, version, POPULATION, by=people[who]())
    assert request.facts.get().state == "asked"


def test_a_writer_enters_what_came_by_letter_and_names_it(version):
    request = ask(version, "population")
    with pytest.raises(LetterMissing):
        give(request, version, POPULATION, by=version.office.officer)
    fact = give(request, version, POPULATION, by=version.office.officer, reference="LDM/44 of 20-06-2025")[0]
    assert (fact.reference, fact.answered_by_label.split(",")[0]) == ("LDM/44 of 20-06-2025", "P. Rao Erode")


def test_the_new_holder_of_the_post_owes_the_answer(version):
    request = ask(version, "population")
    before = member(version)
    successor = invited_to("K. Bala", post_of(before), version)
    with pytest.raises(NotAllowed):
        give(request, version, POPULATION, by=before)
    assert give(request, version, POPULATION, by=successor)[0].answered_by_label.startswith("K. Bala")


def test_who_officiates_answers_and_who_is_away_does_not(version):
    request = ask(version, "population")
    post = post_of(member(version))
    day = date(2025, 6, 11)
    posting = appoint("K. Bala", post, kind=Kind.OFFICIATING, on=day, by=version.office.hq, at=ASKED)
    link = invite(post, person=posting.person, email="k.bala@example.in", by=version.office.hq, at=ASKED)
    officiating = join(token_of(link), name="K. Bala", password=PASSWORD, at=ASKED)

    with pytest.raises(NotAllowed):
        give(request, version, POPULATION)
    assert give(request, version, POPULATION, by=officiating)[0].answered_by_label.startswith("K. Bala")


def test_what_an_abolished_post_owed_comes_by_letter_and_nobody_is_reminded(version):
    request = ask(version, "population")
    post = post_of(member(version))
    end_posting(post.postings.get(), on=date(2025, 6, 12), by=version.office.hq, at=ASKED)
    change_post(post, abolished_on=date(2025, 6, 12), by=version.office.hq, at=ASKED)
    before = Notice.objects.count()

    with pytest.raises(NotAllowed):
        give(request, version, POPULATION)
    owe_reminders(on=DUE - timedelta(days=3), at=ASKED + timedelta(days=11))
    assert Notice.objects.filter(post=post).count() == before
    assert post not in asking.posts_to_ask(version.plan.place, date(2025, 6, 12))
    assert post in asking.posts_to_ask(version.plan.place, date(2025, 6, 11))
    assert give(request, version, POPULATION, by=version.office.officer, reference="LDM/44")[0].state == "answered"


def test_an_answer_can_be_given_anew_until_it_is_taken(version):
    request = ask(version, "population")
    give(request, version, POPULATION)
    stale = seen_of(request, version)
    with pytest.raises(NothingAnswered):
        give(request, version, POPULATION)
    give(request, version, POPULATION | {"value": Decimal("2405891")})
    with pytest.raises(AnsweredAnew):
        take(request, version, stale)
    assert ProfileFact.objects.count() == 0
    take(request, version)
    with pytest.raises(BadAnswer):
        give(request, version, POPULATION)
    assert str(ProfileFact.objects.get().value) == "2405891"


def test_a_second_press_and_a_stale_tab_take_nothing(version):
    request = ask(version, "population")
    give(request, version, POPULATION)
    seen = seen_of(request, version)
    take(request, version, seen)
    with pytest.raises(AnsweredAnew):
        take(request, version, seen)
    assert (ProfileFact.objects.count(), Event.objects.filter(verb="plan.data_taken").count()) == (1, 1)


def test_a_row_that_somebody_saved_meanwhile_is_not_overwritten(version):
    target = add_target(version)
    request = ask(version, f"baseline-{target.commitment_id}", head=7)
    give(request, version, {"value": Decimal("58.10"), "value_state": FigureState.VALUE, "fy": "2024-25", "source": "DGCI&S"})
    seen = seen_of(request, version)
    change = {"baseline_value": "60.00"}
    rows.save_row(Target, change, version=version, pk=target.pk, row_version=1, by=version.office.officer, at=ASKED)
    with pytest.raises(AnsweredAnew):
        take(request, version, seen)
    assert str(Target.objects.get().baseline_value) == "60.00"


def test_of_several_answers_all_are_taken_or_none(version):
    target = add_target(version)
    request = ask(version, f"baseline-{target.commitment_id}", head=7, questions=["Why so few?"])
    give(
        request,
        version,
        {"value": Decimal("58.10"), "value_state": FigureState.VALUE, "fy": "2024-25", "source": "DGCI&S"},
        {"words": "x"},
    )
    seen = seen_of(request, version)
    rows.delete_row(target, row_version=1, by=version.office.officer, at=ASKED)
    with pytest.raises(RowIsGone):
        take(request, version, seen)
    assert Section.objects.get(version=version, head=7).text == ""
    assert list(request.facts.values_list("state", flat=True)) == ["answered", "answered"]


def test_what_the_plan_refuses_is_refused_with_the_name_of_the_fact(version):
    request = ask(version, "population")
    give(request, version, POPULATION)
    # As no form gives it: the plan's own constraint wants a source that is more than a space.
    request.facts.update(source=" ")
    with pytest.raises(NotTaken) as refused:
        take(request, version)
    assert str(refused.value.sentence) == (
        "Population, persons: A figure needs its source, and the day or financial year it is of."
    )
    assert (ProfileFact.objects.count(), request.facts.get().state) == (0, "answered")


def test_sending_back_needs_a_reason_and_the_post_owes_it_again(version):
    request = ask(version, "population")
    fact = give(request, version, POPULATION)[0]
    with pytest.raises(SentBackWithoutReason):
        workflow.send_back_answer(fact, reason=" ", answer_number=1, by=version.office.officer, at=ASKED)
    workflow.send_back_answer(fact, reason="Of which year?", answer_number=1, by=version.office.officer, at=ASKED)
    fact.refresh_from_db()
    assert (fact.state, fact.sent_back_reason, fact.is_owed) == ("sent_back", "Of which year?", True)
    assert Notice.objects.filter(kind="data_sent_back", post=post_of(member(version))).count() == 1
    with pytest.raises(AnsweredAnew):
        workflow.send_back_answer(fact, reason="Again", answer_number=1, by=version.office.officer, at=ASKED)
    # The same figure given again is an answer.
    assert give(request, version, POPULATION)[0].answer_number == 2


@pytest.mark.parametrize("who", ["stranger", "member", "chair"])
def test_only_writers_take_and_send_back(version, who):
    request = ask(version, "population")
    fact = give(request, version, POPULATION)[0]
    person = stranger() if who == "stranger" else member(version, who)
    with pytest.raises(NotAllowed):
        take(request, version, by=person)
    with pytest.raises(NotAllowed):
        workflow.send_back_answer(fact, reason="x", answer_number=1, by=person, at=ASKED)
    with pytest.raises(NotAllowed):
        workflow.withdraw_data_request(request, by=person, at=ASKED)


def test_a_withdrawn_request_is_owed_no_more(version):
    request = ask(version, "population", "area_sq_km")
    give(request, version, POPULATION)
    with pytest.raises(AnswersWait):
        workflow.withdraw_data_request(request, by=version.office.convener, at=ASKED)
    take(request, version)
    workflow.withdraw_data_request(request, by=version.office.convener, at=ASKED)
    with pytest.raises(RequestWithdrawn):
        workflow.withdraw_data_request(request, by=version.office.convener, at=ASKED)
    with pytest.raises(RequestWithdrawn):
        give(request, version, None, POPULATION)
    assert owe_reminders(on=DUE, at=ASKED) == 0
    assert Notice.objects.filter(kind="data_withdrawn").count() == 1


def test_while_a_text_is_open_for_comment_answers_come_in_and_none_is_taken():
    version = version_in(State.IN_CONSULTATION)
    with pytest.raises(MovedOn):
        ask(version, "population")


def test_from_the_tabling_on_nothing_is_asked_answered_or_taken():
    office = an_office()
    version = version_in(State.DRAFT, office=office)
    request = ask(version, "population", "area_sq_km")
    give(request, version, POPULATION)
    seen = seen_of(request, version)
    tabled(office, version=version)
    with pytest.raises(MovedOn):
        give(request, version, None, POPULATION)
    with pytest.raises(MovedOn):
        take(request, version, seen)
    with pytest.raises(MovedOn):
        ask(version, "population", press="two", at=datetime(2025, 7, 29, tzinfo=UTC), due=date(2025, 8, 9))


def test_the_post_is_reminded_before_the_day_and_each_week_after_it_and_the_writers_once(version):
    ask(version, "population")
    reminded = []
    for days in range(-5, 80):
        on = DUE + timedelta(days=days)
        for _twice in range(2):
            owe_reminders(on=on, at=ASKED + timedelta(days=days))
        if Notice.objects.filter(kind="data_reminder").count() > len(reminded):
            reminded.append(days)
    assert reminded == [-3, 1, 8, 15, 22, 29, 36, 43, 50]
    assert sorted(Notice.objects.filter(kind="data_not_given").values_list("post__duty", flat=True)) == [
        "convener",
        "plan_officer",
    ]


def test_nobody_is_reminded_of_what_is_answered(version):
    request = ask(version, "population")
    give(request, version, POPULATION)
    assert owe_reminders(on=DUE + timedelta(days=9), at=ASKED) == 0


def test_the_database_keeps_a_request_as_it_was_asked_and_an_answer_that_was_taken(version):
    request = ask(version, "population")
    for change in ({"due_on": date(2026, 1, 1)}, {"words": "More."}, {"post": post_of(member(version, "member_2"))}):
        with pytest.raises(DatabaseError), transaction.atomic():
            type(request).objects.filter(pk=request.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        request.facts.update(label="Another fact")
    give(request, version, POPULATION)
    take(request, version)
    with pytest.raises(DatabaseError), transaction.atomic():
        request.facts.update(value=Decimal("1"))
    with pytest.raises(DatabaseError), transaction.atomic():
        request.facts.all().delete()


@pytest.mark.parametrize(
    "change",
    [
        {"state": "answered"},
        {"state": "taken"},
        {"value": Decimal("5")},
        {"value": Decimal("5"), "value_state": "value", "source": "x"},
        {"sent_back_reason": "x"},
        {"answer_number": 1},
        {"answered_by_label": "x"},
    ],
)
def test_the_database_refuses_half_an_answer(version, change):
    request = ask(version, "population")
    with pytest.raises(DatabaseError), transaction.atomic():
        request.facts.update(**change)


@given(value=st.decimals(min_value=0, max_value=10**12, places=2), unit=st.sampled_from(["inr_crore", "inr_lakh", "usd_million"]))
@settings(max_examples=25, deadline=None)
def test_what_was_answered_stands_in_the_draft_digit_for_digit(value, unit):
    fact = AskedFact(kind="exports", value=value, value_state="value", unit=unit, fy="2024-25", source="DGCI&S")
    values = asking.values_for(fact, ProductChapter())
    row = ProductChapter(**values)
    stands = asking.stands_now(fact, row)
    assert (str(stands["value"]), stands["unit"], stands["fy"], stands["source"]) == (str(value), unit, "2024-25", "DGCI&S")


@pytest.mark.parametrize(
    ("line", "label", "unit"),
    [
        ("Cold stores (tonnes of capacity)", "Cold stores", "tonnes of capacity"),
        ("Cold stores", "Cold stores", ""),
        ("Looms (hand) in use", "Looms (hand) in use", ""),
    ],
)
def test_a_further_figure_names_its_unit_in_brackets(line, label, unit):
    asked = asking.other_fact(line)
    assert (asked.label, asked.unit, asked.code) == (label, unit, "other")


def test_an_answer_without_a_unit_leaves_the_unit_and_so_the_identity_of_the_fact(version):
    values = {"head": 1, "code": "population", "unit": "persons", "value": "1", "fy": "2011-12", "source": "Census"}
    before = rows.save_row(ProfileFact, values, version=version, by=version.office.officer, at=WRITTEN).row
    request = ask(version, "population")
    give(request, version, POPULATION)
    take(request, version)
    now = ProfileFact.objects.get()
    assert (str(now.value), now.unit, now.commitment_id) == ("2405890", "persons", before.commitment_id)
