"""Is a plan ready? One file per check; each takes the whole plan as plans/freezing.py writes it and yields what it finds.

A check is a module with NUMBER, TITLE and `check(plan)`; its docstring says what is wrong and on which paragraph or report
the rule rests. It yields `error(...)` (blocks tabling) or `warning(...)` (informs). CHECKS below is the table of contents; a
check that is switched off stays in it as a comment with date and reason. No check reads the database or the clock, so the
same checks judge a draft, a frozen text and an uploaded workbook.
"""

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
)
from plans.checks.finding import Finding, Report

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
)


def run(plan, waivers=()):
    """The Report of all checks on a plan as written by freezing.paper_of(), or read back from a paper.

    waivers: dicts with "check" (a number) and, where the waiver is for one row only, "uid"; errors they cover stay in the
    report and do not block.
    """
    findings = []
    for module in CHECKS:
        findings += [found.of_check(module.NUMBER) for found in module.check(plan)]
    return Report(tuple(findings), tuple(waivers), filled=c01_heads.filled(plan), numbers=tuple(m.NUMBER for m in CHECKS))


def run_on(version):
    """The Report of a draft as it stands now."""
    from plans.freezing import paper_of

    return run(paper_of(version), waivers=waivers_of(version, on=None))


def waivers_of(version, *, on):
    """The waivers that hold for this version on that day. None can be granted yet, so there are none."""
    return []


__all__ = ["CHECKS", "Finding", "Report", "run", "run_on", "waivers_of"]
