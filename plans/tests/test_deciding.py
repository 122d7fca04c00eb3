"""Adoption follows from a signature on the right paper by the right committee, or nothing is signed."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.permission import may
from accounts.tests.factories import a_district, make_hq, make_national
from audit.models import Event
from committees.models import AgendaItem, Resolution
from committees.places_in_text import places_of
from committees.proceedings.refusals import AuthorCannotSign
from committees.tests.factories import (
    a_paper,
    carried_resolution,
    depc_of,
    drawn_up,
    item_with,
    returned_resolution,
    signed,
    vote,
)
from common.refusals import NotAllowed
from documents.storing import store
from plans import rows, workflow
from plans.models import EditMark, PlanVersion, Section
from plans.states import State
from plans.tests.factories import (
    CONFIRMED,
    LATER,
    SITTING,
    TABLED,
    WRITTEN,
    a_written_draft,
    an_office,
    lost,
    paper_of_last_tabling,
    tabled,
    version_in,
)
from plans.workflow.deciding import AuthorSigned, NotTheLastText, OtherPlace
from plans.workflow.moving import MovedOn
from plans.workflow.tabling import unanswered_reasons

pytestmark = pytest.mark.django_db

AT = LATER + timedelta(days=60)


def _write_as(person_of, version, at=WRITTEN):
    """Save a change as this person, past the permission that only a posting would give."""
    EditMark.objects.create(version=version, person=person_of.person, person_name=person_of.person.name, at=at)


def _nothing_was_signed(item):
    resolution = Resolution.objects.get(item=item)
    assert (resolution.state, resolution.number, resolution.signed_at) == ("drawn_up", None, None)
    assert AgendaItem.objects.get(pk=item.pk).state == "drawn_up"
    assert not Event.objects.filter(verb="sign").exists()


def _drawn_up_on(paper, depc):
    item = item_with(paper, depc, starts_at=SITTING)
    vote(item, depc, chair="for", co_chair="for", convener="for", member="for")
    return item, drawn_up(item, depc)


def test_a_signed_carried_resolution_adopts_the_version_in_the_same_transaction():
    office = an_office()
    version = tabled(office)

    resolution = carried_resolution(paper_of_last_tabling(version), office.depc, starts_at=SITTING)

    version.refresh_from_db()
    assert (version.state, version.resolution, version.adopted_on) == (State.ADOPTED, resolution, resolution.decided_on)
    assert version.adopted_recorded_at == resolution.signed_at
    adopted = Event.objects.get(verb="plan.adopted")
    assert (adopted.actor_name, adopted.data["sha256"]) == ("A. Kumar Erode", resolution.paper_id)


def test_nothing_is_signed_when_the_plan_cannot_follow(monkeypatch):
    office = an_office()
    version = tabled(office)
    item, resolution = _drawn_up_on(paper_of_last_tabling(version), office.depc)

    def fails(*args, **kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("plans.workflow.deciding.move", fails)

    with pytest.raises(RuntimeError), transaction.atomic():
        signed(resolution, office.depc)

    version.refresh_from_db()
    assert (version.state, version.resolution) == (State.TABLED, None)
    _nothing_was_signed(item)


def test_a_committee_of_another_district_cannot_decide_the_plan():
    office = an_office()
    version = tabled(office)
    neighbours = depc_of(a_district("Salem", "Tamil Nadu"))
    item, resolution = _drawn_up_on(paper_of_last_tabling(version), neighbours)

    with pytest.raises(OtherPlace), transaction.atomic():
        signed(resolution, neighbours)

    version.refresh_from_db()
    assert version.state == State.TABLED
    _nothing_was_signed(item)


def test_a_withdrawn_version_can_no_longer_be_decided():
    office = an_office()
    version = tabled(office)
    paper = paper_of_last_tabling(version)
    workflow.withdraw(version, remark="Begun anew.", by=office.convener, at=TABLED + timedelta(days=1))
    item, resolution = _drawn_up_on(paper, office.depc)

    with pytest.raises(MovedOn), transaction.atomic():
        signed(resolution, office.depc)

    _nothing_was_signed(item)


def test_only_the_last_tabled_text_can_be_decided():
    office = an_office()
    version = version_in(State.RETURNED, office=office)
    older = paper_of_last_tabling(version)
    _answer_all(version, office)
    version = workflow.reopen(version, by=office.officer, at=LATER)
    section = version.sections.get(head=1)
    rows.save_row(
        Section,
        {"text": "A better profile."},
        version=version,
        pk=section.pk,
        row_version=section.row_version,
        by=office.officer,
        at=LATER,
    )
    version = workflow.table(version, by=office.convener, at=LATER)
    item = item_with(older, office.depc, starts_at=LATER + timedelta(days=20))
    vote(item, office.depc, chair="for", co_chair="for", convener="for", member="for")
    resolution = drawn_up(item, office.depc)

    with pytest.raises(NotTheLastText), transaction.atomic():
        signed(resolution, office.depc)

    version.refresh_from_db()
    assert (version.state, version.tablings.count(), version.number) == (State.TABLED, 2, "1.0")


def _answer_all(version, office):
    for reason in unanswered_reasons(version):
        workflow.answer_reason(reason, answer="The year is named now.", by=office.officer, at=LATER)


def test_a_returned_version_is_tabled_again_only_when_each_reason_has_its_answer():
    office = an_office()
    version = version_in(State.RETURNED, office=office)
    reason = unanswered_reasons(version).get()
    version = workflow.reopen(version, by=office.officer, at=LATER)

    with pytest.raises(workflow.ReasonsUnanswered):
        workflow.table(version, by=office.convener, at=LATER)
    workflow.answer_reason(reason, answer="The year is named now.", by=office.officer, at=LATER)
    version = workflow.table(version, by=office.convener, at=LATER)

    assert (reason.place, reason.text, version.state) == ("targets", "Name the year.", State.TABLED)


def test_a_reason_tied_to_a_row_leads_to_its_commitment():
    office = an_office()
    version = tabled(office)
    target = version.targets.first()

    returned_resolution(
        paper_of_last_tabling(version),
        office.depc,
        starts_at=SITTING,
        reasons=[{"path": f"targets/{target.commitment.uid}", "text": "Too low."}],
    )

    reason = unanswered_reasons(version).get()
    assert reason.commitment == target.commitment


def test_a_lost_vote_returns_the_plan():
    version = lost(an_office())

    assert (version.state, Event.objects.get(verb="plan.returned").data["outcome"]) == (State.RETURNED, "lost")


def test_a_tie_leaves_the_plan_before_the_committee_and_writes_it_down():
    office = an_office()
    version = tabled(office)
    item = item_with(paper_of_last_tabling(version), office.depc, starts_at=SITTING)
    vote(item, office.depc, chair="for", convener="for", member="against", member_2="against")

    signed(drawn_up(item, office.depc), office.depc)

    version.refresh_from_db()
    assert version.state == State.TABLED
    assert Event.objects.get(verb="plan.stayed").data["outcome"] == "tied"


def test_a_decision_on_a_paper_that_is_no_plan_moves_nothing():
    office = an_office()
    version = tabled(office)

    carried_resolution(a_paper("The minutes of the last sitting."), office.depc, starts_at=SITTING)

    version.refresh_from_db()
    assert version.state == State.TABLED


def test_an_author_in_the_chair_does_not_sign():
    office = an_office()
    draft = a_written_draft(office)
    _write_as(office.depc.user("chair"), draft)
    version = tabled(office, version=draft)
    item, resolution = _drawn_up_on(paper_of_last_tabling(version), office.depc)

    with pytest.raises(AuthorCannotSign), transaction.atomic():
        signed(resolution, office.depc)
    resolution.signed_by = office.depc.user("chair").person
    with pytest.raises(AuthorSigned):
        workflow.adopt(version, resolution=resolution, at=AT)

    _nothing_was_signed(item)
    version.refresh_from_db()
    assert version.state == State.TABLED


def test_an_author_does_not_publish():
    version = version_in(State.ADOPTED)
    author = make_hq()
    _write_as(author, version)

    with pytest.raises(NotAllowed) as refused:
        workflow.publish(version, checklist=CONFIRMED, by=author, at=AT)

    assert str(refused.value) == "You saved a change in this version, so another person has to do this."
    version.refresh_from_db()
    assert version.state == State.ADOPTED


def test_who_signed_does_not_publish():
    office = an_office()
    draft = a_written_draft(office)
    # The chair wrote in the text, so the co-chair signs, who could publish otherwise.
    _write_as(office.depc.user("chair"), draft)
    version = tabled(office, version=draft)
    _item, resolution = _drawn_up_on(paper_of_last_tabling(version), office.depc)
    signed(resolution, office.depc, by="co_chair")
    version.refresh_from_db()

    with pytest.raises(NotAllowed) as refused:
        workflow.publish(version, checklist=CONFIRMED, by=office.depc.user("co_chair"), at=AT)

    assert str(refused.value) == "You signed the resolution on this version, so another person has to publish it."
    assert may(office.publisher, "publish", office.district, on=AT.date(), thing=version)


def test_who_recorded_an_adoption_from_paper_does_not_publish():
    office = an_office()
    scan = store(b"%PDF-1.4 minutes", name="minutes.pdf", by_label="H. Singh", at=AT)
    version = workflow.record_past_adoption(
        a_written_draft(office), adopted_on=TABLED.date(), body="DEPC Erode", scan=scan, by=office.hq, at=AT
    )

    with pytest.raises(NotAllowed, match="You recorded this adoption from paper, so another person has to publish it"):
        workflow.publish(version, checklist=CONFIRMED, by=office.hq, at=AT)

    second = make_national("hq", "K. Roy")
    assert workflow.publish(version, checklist=CONFIRMED, by=second, at=AT).state == State.PUBLISHED


def test_a_tabled_version_is_not_withdrawn_while_a_meeting_has_it_on_the_table():
    office = an_office()
    version = tabled(office)
    item_with(paper_of_last_tabling(version), office.depc, starts_at=SITTING)

    with pytest.raises(workflow.MeetingIsOpen):
        workflow.withdraw(version, remark="", by=office.convener, at=SITTING)

    version.refresh_from_db()
    assert version.state == State.TABLED


def test_a_resolution_adopts_one_version_only():
    version = version_in(State.ADOPTED)
    other = tabled(an_office("Salem"))

    with pytest.raises(IntegrityError, match="resolution"), transaction.atomic():
        PlanVersion.objects.filter(pk=other.pk).update(
            state=State.ADOPTED, resolution=version.resolution, adopted_on=AT.date(), adopted_recorded_at=AT
        )


def test_two_people_at_headquarters_may_publish_only_one_of_them_the_author():
    version = version_in(State.ADOPTED)
    second = make_national("hq", "K. Roy")
    _write_as(make_hq(), version)

    published = workflow.publish(version, checklist=CONFIRMED, by=second, at=AT)

    assert published.published_by == second.person


def test_a_reason_can_name_every_head_and_every_row_of_the_frozen_text():
    version = version_in(State.TABLED)
    paper = paper_of_last_tabling(version)
    places = places_of(paper)

    assert [words for path, words in places if path.startswith("heads/")][0] == "1. District profile"
    assert len([path for path, _words in places if path.startswith("heads/")]) == 11
    uids = {str(target.commitment.uid) for target in version.targets.select_related("commitment")}
    assert {path.removeprefix("targets/") for path, _words in places if path.startswith("targets/")} == uids


def test_a_reason_keeps_the_words_of_the_place_it_names():
    office = an_office()
    version = tabled(office)
    item = item_with(paper_of_last_tabling(version), office.depc, motion="return")
    vote(item, office.depc, chair="for", member="for", member_2="for")
    signed(drawn_up(item, office.depc, reasons=[{"path": "heads/1", "text": "Name the rivers."}]), office.depc)

    assert unanswered_reasons(version).get().place == "1. District profile"
