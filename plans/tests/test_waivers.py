"""Waivers of checks: granted by the State or headquarters, never by an author; they end; a tabling keeps what it used."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.tests.factories import stranger
from audit.models import Event
from common.refusals import NotAllowed
from districts.models import ExportFigure, Place, Source
from plans import checks, rows, workflow
from plans.evidence import evidence_for
from plans.freezing import paper_of
from plans.models import Section, Target, Waiver
from plans.states import State
from plans.tests.factories import LATER, TABLED, add_target, an_office, tabled, version_in
from plans.waivers import waivers_standing

pytestmark = pytest.mark.django_db

DAY = TABLED.date()
UNTIL = DAY + timedelta(days=30)
WHY = "The State has not fixed the period yet."


def no_period():
    """A written draft whose only error is that it names no period: check 2."""
    version = version_in(State.DRAFT)
    office = version.office
    rows.save_version(
        version, {"period_from_fy": "", "period_to_fy": ""}, row_version=version.row_version, by=office.officer, at=TABLED
    )
    version.refresh_from_db()
    version.office = office
    return version


def granted(version, **more):
    return workflow.grant_waiver(
        version, **{"check": 2, "reason": WHY, "until": UNTIL, "by": version.office.hq, "at": TABLED} | more
    )


def test_a_waiver_lets_a_plan_be_tabled_and_the_tabling_keeps_it():
    version = no_period()
    with pytest.raises(workflow.BlockedByChecks):
        workflow.table(version, by=version.office.convener, at=TABLED)

    granted(version, by=version.office.depc.state_officer)
    version = tabled(version.office, version=version)

    tabling = version.tablings.get()
    state_officer = version.waivers.get().granted_by_label
    assert tabling.waivers == [
        {
            "check": 2,
            "uid": "",
            "about": "",
            "reason": WHY,
            "granted_by": state_officer,
            "granted_on": DAY.isoformat(),
            "until": UNTIL.isoformat(),
        }
    ]
    assert (tabling.score["errors"], tabling.score["waived"]) == (1, 1)
    waived = [found for found in tabling.findings if found["waived"]]
    assert [(found["check"], set(found["sentence"])) for found in waived] == [(2, {"en", "hi"})]
    event = Event.objects.get(verb="plan.waiver_granted")
    assert (event.data["check"], event.data["reason"], event.is_public) == (2, WHY, False)


def test_a_waiver_that_is_over_blocks_again_and_one_that_was_withdrawn_does_too():
    version = no_period()
    waiver = granted(version, until=DAY)
    assert checks.run_on(version, on=DAY).may_be_tabled

    next_day = DAY + timedelta(days=1)
    assert not checks.run_on(version, on=next_day).may_be_tabled
    with pytest.raises(workflow.BlockedByChecks):
        workflow.table(version, by=version.office.convener, at=TABLED + timedelta(days=1))
    assert [one.why_not for one in waivers_standing(version, on=next_day)] == ["expired"]

    workflow.withdraw_waiver(waiver, reason="Fixed meanwhile.", by=version.office.hq, at=TABLED)
    assert not checks.run_on(version, on=DAY).may_be_tabled
    with pytest.raises(workflow.AlreadyWithdrawn):
        workflow.withdraw_waiver(waiver, reason="Again.", by=version.office.hq, at=TABLED)
    assert Event.objects.filter(verb="plan.waiver_withdrawn").count() == 1
    # A new one can be granted after that, and holds.
    granted(version)
    assert checks.run_on(version, on=DAY).may_be_tabled


def test_a_waiver_of_one_row_covers_that_row_alone():
    version = version_in(State.DRAFT)
    uids = [
        str(
            add_target(
                version, None, baseline_state="missing", baseline_value=None, baseline_fy="", baseline_source="", **more
            ).commitment.uid
        )
        for more in ({"value": "500"}, {"value": "600", "fy": "2029-30", "horizon": "long"})
    ]
    assert [found.uid for found in checks.run_on(version, on=DAY).blocking] == uids

    waiver = granted(version, check=7, uid=uids[0])

    assert [found.uid for found in checks.run_on(version, on=DAY).blocking] == uids[1:]
    assert waiver.about == "Exports, value in rupees, 2026-27"
    with pytest.raises(workflow.NothingToWaive):
        granted(version, check=7, uid=uids[0])


@pytest.mark.parametrize("who", ["stranger", "officer", "convener", "publisher", "chair", "other_state"])
def test_nobody_else_grants_or_withdraws(who):
    version = no_period()
    waiver = granted(version)
    person = {
        "stranger": stranger,
        "other_state": lambda: an_office("Agra", "Uttar Pradesh").depc.state_officer,
        "chair": lambda: version.office.depc.user("chair"),
    }.get(who, lambda: getattr(version.office, who))()

    with pytest.raises(NotAllowed):
        granted(version, by=person)
    with pytest.raises(NotAllowed):
        workflow.withdraw_waiver(waiver, reason="Mine.", by=person, at=TABLED)

    assert Waiver.objects.get().withdrawn_at is None


def test_an_author_grants_nothing_and_one_who_writes_later_loses_his_waiver():
    version = no_period()
    officer = version.office.depc.state_officer
    granted(version, by=officer)
    assert checks.run_on(version, on=DAY).may_be_tabled

    section = version.sections.get(head=1)
    rows.save_row(
        Section, {"text": "More."}, version=version, pk=section.pk, row_version=section.row_version, by=officer, at=TABLED
    )

    with pytest.raises(NotAllowed, match="You saved a change in this version"):
        granted(version, by=officer)
    assert [one.why_not for one in waivers_standing(version, on=DAY)] == ["author"]
    with pytest.raises(workflow.BlockedByChecks):
        workflow.table(version, by=version.office.convener, at=TABLED)


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"check": 99}, workflow.UnknownCheck),
        ({"check": 0}, workflow.UnknownCheck),
        # A warning stops nothing, so there is nothing to waive.
        ({"check": 15}, workflow.UnknownCheck),
        ({"check": 4}, workflow.NothingToWaive),
        ({"uid": "00000000-0000-4000-8000-000000000000"}, workflow.NothingToWaive),
        ({"reason": "  "}, workflow.ReasonIsMissing),
        ({"until": DAY - timedelta(days=1)}, workflow.LastDayIsOff),
        ({"until": DAY + timedelta(days=367)}, workflow.LastDayIsOff),
        ({"until": None}, workflow.LastDayIsOff),
    ],
)
def test_what_cannot_be_waived_is_refused_in_words_and_nothing_is_written(more, refusal):
    version = no_period()

    with pytest.raises(refusal) as refused:
        granted(version, **more)

    assert refused.value.sentence.endswith(".")
    assert (Waiver.objects.count(), Event.objects.filter(verb="plan.waiver_granted").count()) == (0, 0)


def test_a_text_before_the_committee_gets_no_waiver_and_keeps_those_it_had():
    version = no_period()
    waiver = granted(version)
    version = tabled(version.office, version=version)

    for late in (
        lambda: granted(version, check=1, at=LATER, until=LATER.date()),
        lambda: workflow.withdraw_waiver(waiver, reason="Late.", by=version.office.hq, at=LATER),
    ):
        with pytest.raises(workflow.MovedOn):
            late()

    assert [kept["check"] for kept in version.tablings.get().waivers] == [2]


def test_the_database_itself_keeps_a_waiver_as_it_was_granted():
    waiver = granted(no_period())

    forged = [
        {"until": date(2099, 1, 1)},
        {"reason": ""},
        {"granted_by_label": "Somebody else"},
        {"withdrawn_at": TABLED},
        {"check_number": 7},
    ]
    for values in forged:
        with pytest.raises(IntegrityError), transaction.atomic():
            Waiver.objects.filter(pk=waiver.pk).update(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        Waiver.objects.filter(pk=waiver.pk).delete()


def figure(place, fy, rupees, **more):
    source = Source.objects.order_by("pk").first()
    return ExportFigure.objects.create(
        place_id=place.pk,
        **{
            "measure": "value", "period": fy, "financial_year": fy, "value_normalised": rupees, "currency": "INR", "unit": "₹",
            "commodity": "all merchandise", "source": source,
        }
        | more,
    )  # fmt: skip


def test_evidence_is_of_the_district_its_state_and_the_better_figure_of_each_year(django_assert_num_queries):
    version = version_in(State.DRAFT)
    add_target(version, None, value="500", baseline_value="300")
    erode = version.office.district
    salem = Place.objects.get(kind="district", slug="salem", parent=erode.parent_id)
    ExportFigure.objects.filter(place__kind="district").delete()
    figure(erode, "2022-23", "100", status="final")
    figure(erode, "2022-23", "90", status="quick")
    figure(salem, "2022-23", "50")
    figure(erode, "", "7", is_part_year=True)
    figure(erode, "2022-23", "8", destination="Nepal")
    figure(Place.objects.get(kind="district", slug="agra"), "2022-23", "9")
    # The year that is not over yet.
    figure(erode, "2025-26", "10")
    plan = paper_of(version)

    with django_assert_num_queries(2):
        evidence = evidence_for(plan, version.plan.place, on=DAY)

    assert evidence == {
        "as_of": DAY.isoformat(),
        "series": [
            {"place": place.name, "own": own, "product": None, "currency": "INR", "values": {"2022-23": value}}
            for place, own, value in sorted(
                [(erode, True, "100.00"), (salem, False, "50.00")], key=lambda one: str((one[0].pk, "", "INR"))
            )
        ],
    }
    assert evidence_for({**plan, "targets": []}, version.plan.place, on=DAY)["series"] == []


def test_what_the_growth_was_compared_with_is_frozen_with_the_score():
    version = version_in(State.DRAFT)
    target = add_target(version, None, value="500", baseline_value="300")
    for n in range(6):
        figure(version.office.district, f"{2017 + n}-{18 + n}", str(100 + n))

    version = tabled(version.office, version=version)

    tabling = version.tablings.get()
    own = [series for series in tabling.evidence["series"] if series["own"] and series["product"] is None]
    assert [len(series["values"]) for series in own] == [6]
    said = [found for found in tabling.findings if found["check"] == 33 and found["uid"] == str(target.commitment.uid)]
    assert [(found["level"], "100 of 100 of its own 3 spans" in found["sentence"]["en"]) for found in said] == [("warning", True)]
    assert Target.objects.filter(version=version).count() == 5
