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

SHORT_AND_LONG = (("7.48", "2026-27", "short"), ("9.00", "2029-30", "long"))


def _found(plan):
    report = checks.run(plan)
    return [(found.check, found.level, str(found.sentence)) for found in report.findings]


def _targets(*changed):
    """Usual targets of both products, small enough for any of the district, with these added."""
    usual = [
        target(code, value=v, fy=y, horizon=h, baseline="6.24") for code in ("turmeric", "carpets") for v, y, h in SHORT_AND_LONG
    ]
    return [*usual, *changed]


def test_a_plan_that_is_right_passes_every_check():
    report = checks.run(a_plan())

    assert report.findings == ()
    assert report.score == {
        "heads_filled": 11,
        "heads": 11,
        "checks": 33,
        "passed": 33,
        "errors": 0,
        "warnings": 0,
        "waived": 0,
        "percent": 100,
    }


def test_checks_are_numbered_in_their_order_and_each_names_its_source():
    assert [module.NUMBER for module in checks.CHECKS] == list(range(1, 34))
    assert [module.__name__ for module in checks.CHECKS if "Source:" not in module.__doc__] == []


def test_every_check_says_in_words_for_everybody_what_is_wrong_on_what_it_rests_and_how_grave_it_is():
    bare = [module.NUMBER for module in checks.CHECKS if not (module.TITLE and module.WRONG and module.RESTS_ON)]
    graveness = {level for module in checks.CHECKS for level in module.LEVELS}

    assert (bare, graveness) == ([], {"error", "warning"})
    assert min(len(module.LEVELS) for module in checks.CHECKS) == 1


def _without_head_10():
    plan = a_plan()
    plan["sections"] = [s if s["head"] != 10 else {**s, "text": ""} for s in plan["sections"]]
    return plan


def _part(whole, rupees):
    return intervention(rupees=rupees, part_of=whole["uid"], title="Part")


PRICES_OF_2011 = {"fy": "2011-12", "hs": None, "series": ""}
LAKH = coded("inr_lakh", "₹ lakh")


def _exports(crore):
    return given(crore, unit=coded("inr_crore", "₹ crore"), fy="2023-24", source="DGCI&S", status=coded("final"))


def _a_service(slug):
    row = chapter(slug, slug.title())
    return row | {"product": row["product"] | {"is_service": True}}


def _with_profile(text, facts):
    plan = a_plan(facts=facts)
    return plan | {"sections": [{**s, "text": text} if s["head"] == 1 else s for s in plan["sections"]]}


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
        lambda: a_plan(targets=_targets(target(None) | {"baseline": given("62.40", fy="2026-27", source="DGCI&S", note="")})),
        9,
        "error",
        "“Exports in rupees, 2026-27” is to be reached in 2026-27, but its baseline is of 2026-27. Look at both years.",
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
    "a short-term target missing for one product": (
        lambda: a_plan(
            targets=[t for t in a_plan()["targets"] if t["product"]["code"] != "carpets" or t["target"]["fy"] > "2027"]
        ),
        6,
        "error",
        "Carpets has no target for the short term. Add one.",
    ),
    "no baseline anywhere": (
        lambda: a_plan(
            targets=[
                t if t["product"]["code"] == "turmeric" else t | {"baseline": missing(fy=None, source="", note="New.")}
                for t in a_plan()["targets"]
            ]
        ),
        6,
        "warning",
        "No target of Carpets starts from a known figure.",
    ),
    "a code for a service": (
        lambda: a_plan(products=[chapter(), _a_service("carpets")]),
        12,
        "warning",
        "Carpets is a service and has an HS code. Codes are for goods; take it out, or choose the goods.",
    ),
    "the same fact ten times higher a year later": (
        lambda: a_plan(
            facts=[fact("exports_inr_crore", "124.40", fy="2022-23"), fact("exports_inr_crore", "14384", fy="2023-24")]
        ),
        17,
        "warning",
        "“exports inr crore” goes from 124.40 to 14,384, tenfold or more. Is one of them in another unit?",
    ),
    "fields and forests": (
        lambda: a_plan(facts=[fact("area_sq_km", "2097"), fact("net_sown_area_ha", "156732"), fact("forest_area_ha", "90000")]),
        18,
        "error",
        "Fields and forests together, 2,46,732 ha, are more than the whole district, 2,097 sq km.",
    ),
    "another area that is larger": (
        lambda: a_plan(
            facts=[
                fact("area_sq_km", "2097.09"),
                fact("net_sown_area_ha", "156732"),
                fact("other", "322859", unit="ha", fact=coded("other", "Net cultivated area")),
            ]
        ),
        18,
        "warning",
        "Net cultivated area, 3,22,859 ha, is more than the whole district, 2,097.09 sq km. Look at both figures.",
    ),
    "hectares for square kilometres": (
        lambda: a_plan(facts=[fact("area_sq_km", "209709")]),
        18,
        "warning",
        "area sq km: no district of India has 2,09,709 sq km. Is the figure in hectares?",
    ),
    "lakhs of people": (
        lambda: a_plan(facts=[fact("area_sq_km", "3396"), fact("population", "24.05")]),
        18,
        "warning",
        "24.05 persons on 3,396 sq km: no district of India is like that. Is one of the figures in another unit?",
    ),
    "the area at two dates": (
        lambda: a_plan(facts=[fact("area_sq_km", "3602.86"), fact("area_sq_km", "3396.57", fy="2020-21")]),
        19,
        "warning",
        "“area sq km” is 3,602.86 at one date and 3,396.57 at another. Was the district reorganised, or is one wrong?",
    ),
    "a telephone number": (
        lambda: a_plan(bottlenecks=[], interventions=[intervention(note="Ask P. Rao, 98765 43210")]),
        22,
        "warning",
        "“98765 43210” looks like a private number or address. Name the office instead, or take it out.",
    ),
    "two baselines of one year": (
        lambda: a_plan(targets=_targets(target(None), target(None, baseline="64.20", fy="2029-30", value="90", horizon="long"))),
        23,
        "error",
        "The baseline of “Exports in rupees, 2029-30” in 2023-24 is 64.20 ₹ crore here and 62.40 ₹ crore in another row. "
        "Keep the right one.",
    ),
    "crore and lakh for one measure": (
        lambda: a_plan(
            targets=_targets(target(None), target(None, baseline="6240", value="9000", fy="2029-30", horizon="long", unit=LAKH))
        ),
        23,
        "warning",
        "“Exports in rupees, 2029-30” is counted in ₹ lakh, “Exports in rupees, 2026-27” in ₹ crore. "
        "Use one unit for one measure.",
    ),
    "prices of two years": (
        lambda: a_plan(
            targets=_targets(
                target(None),
                target(None, value="90", fy="2029-30", horizon="long", basis=PRICES_OF_2011),
            )
        ),
        23,
        "warning",
        "“Exports in rupees, 2029-30” and “Exports in rupees, 2026-27” do not count in prices or definitions of the same year. "
        "Use one.",
    ),
    "a target before the plan": (
        lambda: a_plan(targets=_targets(target(None, fy="2024-25"))),
        24,
        "error",
        "“Exports in rupees, 2024-25” is to be reached before the first year of the plan, 2025-26. Look at both years.",
    ),
    "a short term that is long": (
        lambda: a_plan(targets=_targets(target(None, fy="2028-29"))),
        24,
        "warning",
        "“Exports in rupees, 2028-29” is called short-term and lies after the last year of the plan, 2027-28.",
    ),
    "an old baseline": (
        lambda: a_plan(targets=_targets(target(None) | {"baseline": given("62.40", fy="2018-19", source="DGCI&S", note="")})),
        24,
        "warning",
        "The baseline of “Exports in rupees, 2026-27” is of 2018-19, more than three years before the plan begins. "
        "Is there a newer one?",
    ),
    "done before it begins": (
        lambda: a_plan(bottlenecks=[], interventions=[intervention(due_on="2024-12-31")]),
        24,
        "error",
        "“Laboratory” is done on 31-12-2024, before the first year of the plan, 2025-26. Look at the date.",
    ),
    "products that export more than the district": (
        lambda: a_plan(
            facts=[fact("exports_inr_crore", "100", fy="2023-24")],
            products=[chapter(exports=_exports("62.40")), chapter("carpets", "Carpets", exports=_exports("62.40"))],
        ),
        25,
        "error",
        "The products export 124.80 crore in 2023-24, the whole district 100 crore. Look at the figures.",
    ),
    "more exporters of one thing than of all": (
        lambda: a_plan(
            facts=[fact("exporters", "40")],
            products=[
                chapter(exporters=given("52", as_of="2025-03-31", source="DGFT")),
                chapter("carpets", "Carpets"),
            ],
        ),
        25,
        "error",
        "Turmeric has 52 exporters, the whole district 40. Look at both figures.",
    ),
    "targets of products above that of the district": (
        lambda: a_plan(targets=_targets(target(None, value="14", baseline="13"))),
        25,
        "error",
        "“Exports in rupees, 2026-27” is 14 ₹ crore for the whole district, and 14.96 ₹ crore for its products together. "
        "Look at the figures.",
    ),
    "a baseline that is not the fact": (
        lambda: a_plan(
            facts=[fact("exports_inr_crore", "200", fy="2023-24")],
            targets=_targets(target(None, baseline="190", value="250")),
        ),
        25,
        "warning",
        "The baseline of “Exports in rupees, 2026-27” is 190 ₹ crore, the fact of that year 200 crore. Which is it?",
    ),
    "another area in the prose": (
        lambda: _with_profile(
            "The geographical area is 3,396.57 sq. km. A lake has an area of 12 sq km.", [fact("area_sq_km", "3602.86")]
        ),
        26,
        "warning",
        "The text of head 1 says 3,396.57 where its fact “Area, sq km” says 3,602.86. Which is it?",
    ),
    "two areas in the prose": (
        lambda: _with_profile("Its area is 3602.86 sq km. Later: total area of 3,396.57 square kilometres.", []),
        26,
        "warning",
        "The text of head 1 says 3,602.86 and 3,396.57 for “Area, sq km”. Which is it?",
    ),
    "another population in Hindi prose": (
        lambda: _with_profile("जनसंख्या (2011) २४,०५,८९० है", [fact("population", "2450890")]),
        26,
        "warning",
        "The text of head 1 says 24,05,890 where its fact “Population, persons” says 24,50,890. Which is it?",
    ),
    "a cost in rupees meant in lakh": (
        lambda: a_plan(bottlenecks=[], interventions=[intervention(rupees=550)]),
        27,
        "warning",
        "“Laboratory” costs ₹550, less than ten thousand rupees. Was it meant in lakh or crore?",
    ),
    "a cost a hundred times too high": (
        lambda: a_plan(bottlenecks=[], interventions=[intervention(rupees=106_500_000_000)]),
        27,
        "warning",
        "“Laboratory” costs ₹10,650.00 crore, more than a thousand crore rupees. Was it meant in lakh?",
    ),
    "a fact without a source": (
        lambda: a_plan(facts=[fact("msme_units", "12", source="")]),
        28,
        "error",
        "“msme units” has no source. Say where the figure comes from.",
    ),
    "a fact without a date": (
        lambda: a_plan(facts=[fact("msme_units", "12", fy=None)]),
        28,
        "error",
        "“msme units” does not say of which day or year it is.",
    ),
    "exports without their status": (
        lambda: a_plan(
            products=[chapter(exports=_exports("62.40") | {"status": None}), chapter("carpets", "Carpets")],
        ),
        28,
        "warning",
        "The exports of Turmeric do not say whether they are a quick estimate, provisional, revised or final.",
    ),
    "a share of nothing": (
        lambda: a_plan(facts=[fact("other", "24", unit="percent", fact=coded("other", "Part of India's exports"))]),
        29,
        "warning",
        "“Part of India's exports” is a share. Say in its note of what, and from which two numbers.",
    ),
    "a gap of the template": (
        lambda: _with_profile("The district of [name of district] was formed in ______.", []),
        30,
        "warning",
        "“[name of district]” looks like a blank that was to be filled. Write what belongs there.",
    ),
    "no output": (
        lambda: a_plan(
            bottlenecks=[], interventions=[intervention(output={"text": "", "state": "not_applicable", "unit": None})]
        ),
        31,
        "warning",
        "“Laboratory” does not say what will be there when it is done, for example: one laboratory accredited.",
    ),
    "no file": (
        lambda: a_plan(file_number=""),
        32,
        "warning",
        "The cover names no file number, so the papers behind the plan are hard to find later.",
    ),
}


def test_every_check_but_that_of_the_long_term_and_that_of_history_is_tried_alone_and_keeps_to_its_levels():
    tried = {number for _plan, number, _level, _sentence in FAULTS.values()}
    levels = {module.NUMBER: module.LEVELS for module in checks.CHECKS}

    # Of 5 and 33 more than one sentence comes, or other plans are needed; they have tests of their own.
    assert set(levels) - tried == {5, 33}
    assert [name for name, (_p, number, level, _s) in FAULTS.items() if level not in levels[number]] == []


def _answered():
    return [bottleneck(uid="h")]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_check_finds_its_fault_and_nothing_else(fault):
    plan, number, level, sentence = FAULTS[fault]

    assert _found(plan()) == [(number, level, sentence)]


def test_a_plan_for_the_short_term_alone_lacks_the_long_term():
    plan = a_plan(targets=[target(), target("carpets")])

    assert [(check, level) for check, level, _sentence in _found(plan)] == [(5, "error"), (6, "error"), (6, "error")]


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
        target(None, value="20", baseline="40", **rank),
        target(None, value="5", baseline="40", fy="2029-30", horizon="long", **rank),
    )
    worse = _targets(
        target(None, value="5", baseline="40", **rank),
        target(None, value="20", baseline="40", fy="2029-30", horizon="long", **rank),
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


def test_a_plan_that_gives_each_figure_as_it_should_is_left_alone():
    plan = a_plan(
        facts=[
            fact("area_sq_km", "3396.57"),
            fact("population", "2405890"),
            fact("population_male", "1182416"),
            fact("population_female", "1223474"),
            fact("literates", "1790998"),
            # An older census, which adds up to itself and not to the other.
            fact("population", "2216138", fy="2001-02"),
            fact("population_male", "1096638", fy="2001-02"),
            fact("population_female", "1119500", fy="2001-02"),
            fact("net_sown_area_ha", "156732"),
            fact("forest_area_ha", "3390"),
            fact("exports_inr_crore", "400", fy="2023-24"),
            fact("exporters", "60"),
            fact("other", "24", unit="percent", fact=coded("other", "Share"), note="96 of 400 crore, DGCI&S."),
        ],
        products=[
            chapter(exports=_exports("6.24"), exporters=given("52", as_of="2025-03-31", source="DGFT")),
            chapter("carpets", "Carpets"),
        ],
        targets=_targets(
            target(None, value="500", baseline="400"), target(None, value="600", baseline="400", fy="2029-30", horizon="long")
        ),
    )
    plan["sections"][0] = {
        **plan["sections"][0],
        "text": "The area of the district is 3,396.57 sq km, its population in 2011 was 24,05,890. Write to dic.erode@tn.gov.in.",
    }

    assert _found(plan) == []


def _history(own=(), peers=(), product=None, currency="INR"):
    """Evidence: values from 2015-16 on, one series each."""

    def series(values, name, is_own):
        years = {f"{2015 + n}-{(16 + n) % 100:02d}": str(value) for n, value in enumerate(values)}
        return {"place": name, "own": is_own, "product": product, "currency": currency, "values": years}

    return {
        "as_of": "2026-03-02",
        "series": [series(own, "Erode", True), *(series(values, f"Peer {n}", False) for n, values in enumerate(peers))],
    }


def _realism(plan, evidence):
    return [
        (found.level, str(found.sentence))
        for found in checks.run(plan, evidence=evidence).findings
        if found.check == 33 and "turmeric" not in found.about.lower() and "carpets" not in found.about.lower()
    ]


def _nothing_known(targets):
    return (
        "note",
        f"For {targets} targets of exports no percentile is given: the portal has no figures of the district or its peers that "
        "lie as many years apart.",
    )


TEN_PERCENT = [100 * 1.1**n for n in range(9)]
ONE_TARGET = {"value": "100", "fy": "2026-27", "baseline": "62.40"}


def test_growth_never_seen_before_is_asked_back_and_usual_growth_is_noted():
    peers = [TEN_PERCENT, [100] * 9, [100 * 1.3**n for n in range(9)]]
    asks_17 = a_plan(targets=_targets(target(None, **ONE_TARGET)))
    asks_50 = a_plan(targets=_targets(target(None, **(ONE_TARGET | {"value": "210.60"}))))

    assert _realism(asks_17, _history(TEN_PERCENT, peers)) == [
        (
            "note",
            "“Exports in rupees, 2026-27” asks 17.0 percent a year over 3 years, more than 100 of 100 of its own 6 spans; "
            "66 of 100 of the 18 spans of 3 peers.",
        ),
        _nothing_known(4),
    ]
    assert _realism(asks_50, _history(TEN_PERCENT, peers)) == [
        (
            "warning",
            "“Exports in rupees, 2026-27” asks 50.0 percent a year over 3 years, more than 100 of 100 of its own 6 spans; "
            "100 of 100 of the 18 spans of 3 peers. What makes it possible?",
        ),
        _nothing_known(4),
    ]


def test_too_little_history_is_no_percentile_and_the_check_says_what_is_missing():
    plan = a_plan(targets=_targets(target(None, **ONE_TARGET)))
    refused = (
        "note",
        "No percentile for “Exports in rupees, 2026-27”, which asks 17.0 percent a year: it needs 3 spans of 3 years of the "
        "district, or 10 of three peers. The portal has %s.",
    )

    # Two own spans; six spans of one peer; figures in dollars, which are no rupees.
    assert _realism(plan, _history(TEN_PERCENT[:5], [])) == [(refused[0], refused[1] % "2 and 0"), _nothing_known(4)]
    assert _realism(plan, _history([], [TEN_PERCENT])) == [(refused[0], refused[1] % "0 and 6"), _nothing_known(4)]
    # Five targets of exports, and none of them with a figure in its own currency or of its own subject.
    assert _realism(plan, _history(TEN_PERCENT, currency="USD")) == [_nothing_known(5)]
    assert _realism(plan, _history(TEN_PERCENT, product="silk")) == [_nothing_known(5)]
    assert _realism(plan, None) == []


def test_what_has_no_growth_or_no_series_is_refused_in_words():
    jobs = {**target()["metric"], "code": "jobs", "name": "Jobs", "unit_family": "count"}
    plan = a_plan(
        targets=_targets(
            target(None, baseline=None) | {"baseline": missing(fy=None, source="", note="New.")},
            target(None, basis={"fy": None, "hs": {"code": "0910", "edition": "HS 2022", "heading": "Ginger"}, "series": ""}),
            target(None, metric=jobs, unit=coded("persons")),
        )
    )

    assert _realism(plan, _history(TEN_PERCENT)) == [
        (
            "note",
            "No percentile for “Exports in rupees, 2026-27”: without a baseline, a value and their years there is no growth to "
            "compare.",
        ),
        ("note", "No percentile for “Exports in rupees, 2026-27”: the portal keeps no yearly figures of a single HS code."),
        _nothing_known(4),
        ("note", "For 1 target no percentile is given: the portal keeps yearly figures of exports alone."),
    ]


def test_a_note_counts_neither_for_nor_against_the_plan():
    report = checks.run(a_plan(), evidence=_history())

    assert {found.level for found in report.findings} == {"note"}
    assert (report.score["percent"], report.warnings, report.may_be_tabled) == (100, [], True)


def test_findings_are_kept_in_both_languages_with_what_was_waived():
    plan = a_plan(period={"from": None, "to": None}, file_number="")
    kept = checks.findings_to_keep(plan, [{"check": 2, "uid": ""}])

    assert [(one["check"], one["level"], one["waived"]) for one in kept] == [(2, "error", True), (32, "warning", False)]
    assert kept[0]["sentence"]["en"].startswith("The plan does not say for which financial years")
    assert set(kept[0]["sentence"]) == {"en", "hi"}
