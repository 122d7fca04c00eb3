"""Is a plan ready? One file per check; each takes the whole plan as plans/freezing.py writes it and yields what it finds.

A check is a module with NUMBER, TITLE and `check(plan)`; WRONG says in words for everybody what it finds, RESTS_ON on which
paragraph or report it rests, LEVELS how grave that is; its docstring says the same to us. It yields `error(...)` (blocks
tabling), `warning(...)` (informs) or `note(...)` (what it computed, or why it did not). CHECKS below is the table of
contents, from which the public page of rules is made; a check that is switched off stays in it as a comment with date and
reason. No check reads the database or the clock, so the same checks judge a draft, a frozen text and an uploaded workbook:
what one of them has to know beside the text is given to it as `evidence`.
"""

from django.utils import translation

from plans.checks import (
    c01_heads,
    c02_period,
    c03_products,
    c04_target_exists,
    c05_short_and_long_term,
    c06_products_have_targets,
    c07_baselines,
    c08_target_values,
    c09_years,
    c10_horizons,
    c11_units,
    c12_hs_codes,
    c13_bottlenecks,
    c14_lead,
    c15_costs,
    c16_parts,
    c17_jumps,
    c18_areas_and_people,
    c19_facts_twice,
    c20_products_named,
    c21_dates,
    c22_private_contacts,
    c23_one_measure,
    c24_years_of_the_plan,
    c25_district_and_products,
    c26_figures_in_prose,
    c27_size_of_costs,
    c28_sources,
    c29_shares,
    c30_gaps,
    c31_outputs,
    c32_file_number,
    c33_realism,
)
from plans.checks.finding import ERROR, Finding, Report

LANGUAGES = ("en", "hi")

CHECKS = (
    c01_heads,
    c02_period,
    c03_products,
    c04_target_exists,
    c05_short_and_long_term,
    c06_products_have_targets,
    c07_baselines,
    c08_target_values,
    c09_years,
    c10_horizons,
    c11_units,
    c12_hs_codes,
    c13_bottlenecks,
    c14_lead,
    c15_costs,
    c16_parts,
    c17_jumps,
    c18_areas_and_people,
    c19_facts_twice,
    c20_products_named,
    c21_dates,
    c22_private_contacts,
    c23_one_measure,
    c24_years_of_the_plan,
    c25_district_and_products,
    c26_figures_in_prose,
    c27_size_of_costs,
    c28_sources,
    c29_shares,
    c30_gaps,
    c31_outputs,
    c32_file_number,
    c33_realism,
)


BY_NUMBER = {module.NUMBER: module for module in CHECKS}
#: Numbers of the checks that can stop a tabling; only these can be waived.
BLOCKING_NUMBERS = frozenset(module.NUMBER for module in CHECKS if ERROR in module.LEVELS)


def run(plan, waivers=(), evidence=None):
    """The Report of all checks on a plan as written by freezing.paper_of(), or read back from a paper.

    waivers: dicts with "check" (a number) and, where the waiver is for one row only, "uid"; errors they cover stay in the
    report and do not block.
    evidence: what plans.evidence.evidence_for() gathered; without it the check that compares with it says nothing.
    """
    findings = []
    for module in CHECKS:
        asked = module.check(plan, evidence) if hasattr(module, "ASKS_EVIDENCE") else module.check(plan)
        findings += [found.of_check(module.NUMBER) for found in asked]
    return Report(tuple(findings), tuple(waivers), filled=c01_heads.filled(plan), numbers=tuple(m.NUMBER for m in CHECKS))


def run_on(version, *, on=None, rows=None, waivers=None):
    """The Report of a draft as it stands, with the waivers and export figures of that day; without one, of the text alone.

    rows: RowsOf this version, where they have been read already. waivers: what waivers_of() gives, likewise.
    """
    from plans.evidence import evidence_for
    from plans.freezing import paper_of

    plan = paper_of(version, rows)
    if on is None:
        return run(plan)
    waivers = waivers_of(version, on=on) if waivers is None else waivers
    return run(plan, waivers=waivers, evidence=evidence_for(plan, version.plan.place, on=on))


def waivers_of(version, *, on):
    """The waivers that hold for this version on that day; see plans.waivers."""
    from plans.waivers import waivers_of

    return waivers_of(version, on=on)


def title_of(number):
    """The title of a check in the reader's language; "" for a number that no check has any more."""
    return str(BY_NUMBER[number].TITLE) if number in BY_NUMBER else ""


def findings_to_keep(plan, waivers=(), evidence=None):
    """What the checks found, as a tabling keeps it: the sentence in each language of the portal, and what was waived."""
    kept = []
    for language in LANGUAGES:
        with translation.override(language):
            report = run(plan, waivers, evidence)
            for n, found in enumerate(report.findings):
                if len(kept) <= n:
                    kept.append(
                        {
                            "check": found.check,
                            "level": found.level,
                            "head": found.head,
                            "uid": found.uid,
                            "about": found.about,
                            "waived": report.waiver_of(found) is not None,
                            "sentence": {},
                        }
                    )
                kept[n]["sentence"][language] = str(found.sentence)
    return kept


__all__ = [
    "BLOCKING_NUMBERS",
    "BY_NUMBER",
    "CHECKS",
    "Finding",
    "Report",
    "findings_to_keep",
    "run",
    "run_on",
    "title_of",
    "waivers_of",
]
