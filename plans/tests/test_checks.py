"""Each check finds its fault, and only its fault, in a plan that is right otherwise."""

import pytest

from plans import checks
from plans.tests.plan_texts import (
    a_plan,
    bottleneck,
    chapter,
    coded,
    fact,
    given,
    intervention,
    missing,
    target,
)

SHORT_AND_LONG = (("74.80", "2026-27", "short"), ("90.00", "2029-30", "long"))


def _found(plan):
    report = checks.run(plan)
    return [(found.check, found.level, str(found.sentence)) for found in report.findings]


def _targets(*changed):
    """The usual targets of both products, with these added."""
    return [target(code, value=v, fy=y, horizon=h) for code in ("turmeric", "carpets") for v, y, h in SHORT_AND_LONG] + list(
        changed
    )


def test_a_plan_that_is_right_passes_every_check():
    report = checks.run(a_plan())

    assert report.findings == ()
    assert report.score == {
        "heads_filled": 11,
        "heads": 11,
        "checks": 21,
        "passed": 21,
        "errors": 0,
        "warnings": 0,
        "waived": 0,
        "percent": 100,
    }


def test_checks_are_numbered_in_their_order_and_each_names_its_source():
    assert [module.NUMBER for module in checks.CHECKS] == list(range(1, 22))
    assert [module.__name__ for module in checks.CHECKS if "Source:" not in module.__doc__] == []


def _without_head_10():
    plan = a_plan()
    plan["sections"] = [s if s["head"] != 10 else {**s, "text": ""} for s in plan["sections"]]
    return plan


def _part(whole, rupees):
    return intervention(rupees=rupees, part_of=whole["uid"], title="Part")


WHOLE = intervention(rupees=106_500_000, title="Institute")

FAULTS = {
    "an empty head": (
        _without_head_10,
        1,
        "error",
        "Head 10, Export data and how to capture it, is empty. Write it, or say why it does not apply here.",
    ),
    "no period": (
        lambda: a_plan(period={"from": None, "to": None}),
        2,
        "error",
        "The plan does not say for which financial years it is. Give the first and the last.",
    ),
    "one product": (
        lambda: a_plan(products=[chapter()], targets=[t for t in a_plan()["targets"] if t["product"]["code"] == "turmeric"]),
        3,
        "warning",
        "The plan names one product. The policy asks for two or three.",
    ),
    "no target": (
        lambda: a_plan(targets=[]),
        4,
        "error",
        "The plan has no target. Add at least one, with its baseline, value and year.",
    ),
    "a product without a target": (
        lambda: a_plan(products=[*a_plan()["products"], chapter("coir", "Coir")]),
        6,
        "error",
        "Coir has no target. Add one.",
    ),
    "a baseline without a year": (
        lambda: a_plan(
            targets=_targets(target(None, baseline="62.40") | {"baseline": given("62.40", fy=None, source="DGCI&S", note="")})
        ),
        7,
        "error",
        "The baseline of “Exports in rupees, 2026-27” has no financial year. Give the year it is of.",
    ),
    "a baseline without a source": (
        lambda: a_plan(targets=_targets(target(None) | {"baseline": given("62.40", fy="2023-24", source="", note="")})),
        7,
        "error",
        "The baseline of “Exports in rupees, 2026-27” has no source. Say where the figure comes from.",
    ),
    "a baseline left out without a reason": (
        lambda: a_plan(targets=_targets(target(None, baseline=None))),
        7,
        "error",
        "“Exports in rupees, 2026-27” has no baseline and does not say why. Give the figure with year and source, or the reason.",
    ),
    "a target without a number": (
        lambda: a_plan(targets=_targets(target(None, value=None))),
        8,
        "error",
        "“Exports in rupees, 2026-27” has no number to be reached. Give it, or take the row out.",
    ),
    "a target before its baseline": (
        lambda: a_plan(targets=_targets(target(None, fy="2022-23"))),
        9,
        "error",
        "“Exports in rupees, 2022-23” is to be reached in 2022-23, but its baseline is of 2023-24. Look at both years.",
    ),
    "a long-term target that goes back": (
        lambda: a_plan(targets=_targets(target(None, value="80.00"), target(None, value="70.00", fy="2029-30", horizon="long"))),
        10,
        "error",
        "“Exports in rupees, 2029-30” aims at 70.00 ₹ crore, after 80.00 ₹ crore in 2026-27: it goes back. Look at both values.",
    ),
    "dollars for exports in rupees": (
        lambda: a_plan(targets=_targets(target(None, unit=coded("usd_million", "US$ million")))),
        11,
        "error",
        "“Exports in rupees, 2026-27” is counted in US$ million, which does not fit Exports in rupees. "
        "Choose the unit that does.",
    ),
    "an HS code without a heading": (
        lambda: a_plan(
            products=[chapter(), chapter("carpets", "Carpets", hs=[{"code": "9999", "edition": "HS 2022", "heading": None}])]
        ),
        12,
        "error",
        "The HS code 9999 of “Carpets” stands under no heading of HS 2022. Look it up again.",
    ),
    "goods without a code": (
        lambda: a_plan(products=[chapter(), chapter("carpets", "Carpets", hs=[])]),
        12,
        "warning",
        "Carpets has no HS code, so no export figures can be found for it.",
    ),
    "a bottleneck nobody addresses": (
        lambda: a_plan(
            bottlenecks=[*_answered(), bottleneck(statement="No road.")], interventions=[intervention(addresses=["h"])]
        ),
        13,
        "error",
        "No intervention addresses “No road.”. Name one, or say why nothing is planned.",
    ),
    "an intervention without a lead": (
        lambda: a_plan(bottlenecks=[], interventions=[intervention(lead={"agency": None, "text": ""})]),
        14,
        "error",
        "“Laboratory” does not say who leads it. Name a post or an agency.",
    ),
    "an intervention led by words, not by a post": (
        lambda: a_plan(bottlenecks=[], interventions=[intervention(lead={"agency": None, "text": "DIC"})]),
        14,
        "warning",
        "“Laboratory” names no post on record that leads it. Choose the post, so that it can be asked.",
    ),
    "a cost without money": (
        lambda: a_plan(bottlenecks=[], interventions=[intervention(funding={"code": "", "label": "", "scheme": ""})]),
        15,
        "warning",
        "“Laboratory” costs ₹5.50 crore and does not say from which scheme or budget. Name it, or say “not identified”.",
    ),
    "parts dearer than the whole": (
        lambda: a_plan(bottlenecks=[], interventions=[WHOLE, _part(WHOLE, 110_000_000)]),
        16,
        "error",
        "The parts of “Institute” cost ₹11.00 crore together, the whole ₹10.65 crore. Look at the sums.",
    ),
    "lakh for crore": (
        lambda: a_plan(targets=_targets(target(None, value="7480"))),
        17,
        "warning",
        "“Exports in rupees, 2026-27” goes from 62.40 ₹ crore to 7,480 ₹ crore, a hundredfold or more. "
        "Is one of them in another unit?",
    ),
    "tenfold": (
        lambda: a_plan(targets=_targets(target(None, value="700"))),
        17,
        "warning",
        "“Exports in rupees, 2026-27” goes from 62.40 ₹ crore to 700 ₹ crore, tenfold or more. Is it lakh for crore?",
    ),
    "more fields than land": (
        lambda: a_plan(facts=[fact("area_sq_km", "2097.09"), fact("net_sown_area_ha", "322859")]),
        18,
        "error",
        "net sown area ha, 3,22,859 ha, is more than the whole district, 2,097.09 sq km. Look at both figures.",
    ),
    "men and women are not everyone": (
        lambda: a_plan(facts=[fact("population", "100"), fact("population_male", "50"), fact("population_female", "51")]),
        18,
        "error",
        "Men and women together are 101, the population is 100. Look at the three figures.",
    ),
    "the area twice": (
        lambda: a_plan(facts=[fact("area_sq_km", "3602.86"), fact("area_sq_km", "3396.57")]),
        19,
        "error",
        "“area sq km” stands twice with two values, 3,602.86 and 3,396.57. Keep the right one.",
    ),
    "a product without a chapter": (
        lambda: a_plan(targets=_targets(target("coir"))),
        20,
        "warning",
        "Coir is spoken of and has no chapter among the products.",
    ),
    "an intervention without a date": (
        lambda: a_plan(bottlenecks=[], interventions=[intervention(due_on=None)]),
        21,
        "warning",
        "“Laboratory” has no date by which it is done.",
    ),
}


def _answered():
    return [bottleneck(uid="h")]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_check_finds_its_fault_and_nothing_else(fault):
    plan, number, level, sentence = FAULTS[fault]

    assert _found(plan()) == [(number, level, sentence)]


def test_a_plan_for_the_short_term_alone_lacks_the_long_term():
    plan = a_plan(targets=[target(), target("carpets")])

    assert [(check, level) for check, level, _sentence in _found(plan)] == [(5, "error"), (6, "warning"), (6, "warning")]


def test_parts_with_unknown_costs_stay_within_the_whole():
    plan = a_plan(bottlenecks=[], interventions=[WHOLE, _part(WHOLE, 50_000_000), _part(WHOLE, None)])

    assert _found(plan) == []


def test_a_reason_stands_for_a_baseline_that_is_not_known():
    plan = a_plan(targets=_targets(target(None, baseline=None) | {"baseline": missing(fy=None, source="", note="New measure.")}))

    assert _found(plan) == []


def test_a_percentage_needs_the_baseline_it_is_over():
    plan = a_plan(
        targets=_targets(
            target(None, baseline=None, value="50", kind=coded("percent_over_baseline"))
            | {"baseline": missing(fy=None, source="", note="Unknown.")}
        )
    )

    assert [check for check, _level, _sentence in _found(plan)] == [7]


def test_a_rank_gets_better_as_it_gets_smaller():
    rank = {
        "metric": {**target()["metric"], "code": "rank", "name": "Rank", "unit_family": "rank"},
        "unit": coded("rank"),
        "kind": coded("rank"),
    }
    better = _targets(
        target(None, value="20", baseline="40", **rank), target(None, value="5", fy="2029-30", horizon="long", **rank)
    )
    worse = _targets(
        target(None, value="5", baseline="40", **rank), target(None, value="20", fy="2029-30", horizon="long", **rank)
    )

    assert _found(a_plan(targets=better)) == []
    assert [check for check, _level, _sentence in _found(a_plan(targets=worse))] == [10]


def test_a_waiver_lets_an_error_stand_and_is_kept():
    plan = a_plan(period={"from": None, "to": None})
    waiver = {"check": 2, "reason": "The State has not fixed the period.", "granted_by": "S. Rani"}

    report = checks.run(plan, waivers=[waiver, {"check": 9}])

    assert (len(report.errors), report.blocking, report.waived, report.score["waived"]) == (1, [], [waiver], 1)


def test_a_report_tells_what_concerns_one_head_or_one_row():
    row = target(None, value=None)
    report = checks.run(a_plan(targets=_targets(row)))

    assert [found.check for found in report.of_row(row["uid"])] == [8]
    assert [found.check for found in report.of_head(7)] == [8]
    assert report.of_head(3) == []
