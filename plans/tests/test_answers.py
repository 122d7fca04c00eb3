"""A plan that came back: every reason answered, both texts side by side; and one decided by circulation."""

from datetime import timedelta

import pytest
from django.urls import reverse

from committees import proceedings
from committees.models import Circulation, Resolution
from committees.tests.factories import drawn_up, item_with, signed, vote
from plans import rows, workflow
from plans.answers import side_by_side
from plans.models import PlanVersion, ReturnReason, Section
from plans.states import State
from plans.tests.factories import CONFIRMED, LATER, SITTING, TABLED, an_office, paper_of_last_tabling, tabled, version_in
from plans.workflow.tabling import AnswerStands, unanswered_reasons

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def office():
    return an_office()


def returned_for(office, *reasons):
    """A version returned for these (path, text)."""
    version = tabled(office)
    item = item_with(paper_of_last_tabling(version), office.depc, starts_at=SITTING, motion="return")
    vote(item, office.depc, chair="for", co_chair="for", convener="for")
    reasons = [{"path": path, "text": text} for path, text in reasons]
    signed(drawn_up(item, office.depc, reasons=reasons), office.depc)
    return PlanVersion.objects.get(pk=version.pk)


def rewritten(version, office, words="A better profile.\nWith the year."):
    section = version.sections.get(head=1)
    rows.save_row(
        Section, {"text": words}, version=version, pk=section.pk, row_version=section.row_version, by=office.officer, at=LATER
    )


def answered(version, office, words="The year is named now."):
    for reason in unanswered_reasons(version):
        workflow.answer_reason(reason, answer=words, by=office.officer, at=LATER)


def test_reason_answer_and_both_texts_stand_side_by_side(office):
    version = returned_for(office, ("heads/1", "Name the year."), ("", "Shorten it."))
    before = version.sections.get(head=1).text.splitlines()
    assert [(row.before, row.after) for row in side_by_side(version)] == [(before, None), ([], None)]
    version = workflow.reopen(version, by=office.officer, at=LATER)
    rewritten(version, office)
    answered(version, office)
    version = workflow.table(version, by=office.convener, at=LATER)

    first, second = side_by_side(version)

    assert (first.reason.text, first.reason.answer) == ("Name the year.", "The year is named now.")
    assert (first.before, first.after, first.is_changed) == (before, ["A better profile.", "With the year."], True)
    assert (second.before, second.after, second.is_changed) == ([], [], False)


def test_a_reason_tied_to_a_target_shows_its_figures_before_and_after(office):
    version = version_in(State.DRAFT, office=office)
    target = version.targets.first()
    workflow.table(version, by=office.convener, at=TABLED)
    version.refresh_from_db()
    item = item_with(paper_of_last_tabling(version), office.depc, starts_at=SITTING, motion="return")
    vote(item, office.depc, chair="for", co_chair="for", convener="for")
    path = f"targets/{target.commitment.uid}"
    signed(drawn_up(item, office.depc, reasons=[{"path": path, "text": "Too low."}]), office.depc)
    version = workflow.reopen(PlanVersion.objects.get(pk=version.pk), by=office.officer, at=LATER)
    answered(version, office, "It stays: the port is full.")
    version = workflow.table(version, by=office.convener, at=LATER)

    (row,) = side_by_side(version)

    assert row.before == row.after
    assert row.before[0].startswith(str(target.metric))
    assert [line for line in row.before if line.startswith("Target:")]
    assert row.is_changed is False


def test_a_version_begun_after_a_withdrawn_one_takes_over_its_unanswered_reasons(office):
    version = returned_for(office, ("heads/1", "Name the year."))
    workflow.withdraw(version, by=office.convener, at=LATER, remark="Begun anew.")
    version.refresh_from_db()
    heir = workflow.start_version(office.district, based_on=version, by=office.officer, at=LATER)

    with pytest.raises(workflow.ReasonsUnanswered):
        workflow.table(heir, by=office.convener, at=LATER)
    answered(heir, office)
    heir = workflow.table(heir, by=office.convener, at=LATER)

    (row,) = side_by_side(heir)
    assert (row.reason.answer, row.before == row.after) == ("The year is named now.", True)


def test_an_answer_the_committee_had_before_it_is_not_rewritten_after_a_second_return(office):
    version = returned_for(office, ("heads/1", "Name the year."))
    reason = ReturnReason.objects.get()
    version = workflow.reopen(version, by=office.officer, at=LATER)
    answered(version, office)
    version = workflow.table(version, by=office.convener, at=LATER)
    item = item_with(paper_of_last_tabling(version), office.depc, starts_at=LATER + 5 * DAY, motion="return")
    vote(item, office.depc, chair="for", co_chair="for", convener="for")
    signed(drawn_up(item, office.depc, reasons=[{"path": "", "text": "Once more."}]), office.depc)

    reason.refresh_from_db()
    with pytest.raises(AnswerStands):
        workflow.answer_reason(reason, answer="Other words.", by=office.officer, at=LATER + 10 * DAY)


def test_the_committee_reads_it_on_the_paper_and_the_public_once_published(client, office, monkeypatch):
    version = returned_for(office, ("heads/1", "Name the year."))
    version = workflow.reopen(version, by=office.officer, at=LATER)
    rewritten(version, office, "Sesame, with the year.")
    answered(version, office)
    version = workflow.table(version, by=office.convener, at=LATER)
    paper = paper_of_last_tabling(version)
    client.force_login(office.depc.user("member"), backend="django.contrib.auth.backends.ModelBackend")
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER + DAY)
    page = client.get(reverse("paper", args=[paper.pk])).content.decode()
    for words in ("Name the year.", "The year is named now.", "Sesame, with the year.", "As tabled again"):
        assert words in page

    item = item_with(paper, office.depc, starts_at=LATER + 5 * DAY)
    vote(item, office.depc, chair="for", co_chair="for", convener="for", member="for")
    signed(drawn_up(item, office.depc), office.depc)
    client.logout()
    address = f"{office.district.get_absolute_url()}plan/"
    assert client.get(address).status_code == 404
    version = PlanVersion.objects.get(pk=version.pk)
    workflow.publish(version, checklist=CONFIRMED, by=office.publisher, at=LATER + 10 * DAY)
    public = client.get(address).content.decode()
    for words in ("Name the year.", "The year is named now.", "Sesame, with the year.", "Returned, and answered"):
        assert words in public


def sent_round(office, version):
    return proceedings.circulate(
        office.depc.committee,
        paper=paper_of_last_tabling(version),
        lapses_on=(SITTING + 10 * DAY).date(),
        by=office.convener,
        at=SITTING,
    ).item


def test_a_plan_is_adopted_by_circulation_as_in_a_sitting(client, office):
    version = tabled(office)
    item = sent_round(office, version)
    for key in ("chair", "co_chair", "member", "member_2"):
        proceedings.sign_circulated(item, choice="for", by=office.depc.user(key), at=SITTING + DAY)
    version.refresh_from_db()
    assert version.state == State.TABLED

    done = proceedings.sign(Resolution.objects.get(), password_confirmed=True, by=office.depc.user("chair"), at=SITTING + 2 * DAY)

    version.refresh_from_db()
    assert (version.state, version.resolution, version.adopted_on) == (State.ADOPTED, done, (SITTING + DAY).date())


def test_withdrawing_the_plan_voids_its_circulation(office):
    version = tabled(office)
    item = sent_round(office, version)
    proceedings.sign_circulated(item, choice="for", by=office.depc.user("chair"), at=SITTING + DAY)

    workflow.withdraw(version, by=office.convener, at=SITTING + DAY, remark="The figures are wrong.")

    assert Circulation.objects.get().ended_as == "voided"


def test_a_plan_whose_circulation_waits_for_the_chair_is_not_withdrawn(office):
    version = tabled(office)
    item = sent_round(office, version)
    for key in ("chair", "co_chair", "member", "member_2"):
        proceedings.sign_circulated(item, choice="for", by=office.depc.user(key), at=SITTING + DAY)
    with pytest.raises(workflow.MeetingIsOpen):
        workflow.withdraw(version, by=office.convener, at=SITTING + DAY, remark="Too late.")
