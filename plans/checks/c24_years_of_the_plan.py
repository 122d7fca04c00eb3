"""Targets, dates and baselines fit the years for which the plan is.

Source: domain dossier 3.4 (a baseline older than three years wants a look; proposed there, no rule sets it).
"""

from django.utils.translation import gettext_lazy as _

from common.financial_years import financial_year_of, years_between
from plans.checks.finding import ERROR, WARNING, error, warning
from plans.checks.grounds import TIMELINES
from plans.checks.reading import called, code, day

NUMBER = 24
TITLE = _("Years fit the years of the plan")
WRONG = _(
    "A target or an intervention lies before the first year of the plan (error); a target for the short term lies after the "
    "last one, or a baseline is more than three years older than the first (warning)."
)
RESTS_ON = TIMELINES
LEVELS = (ERROR, WARNING)

OLDEST_BASELINE_YEARS = 3


def check(plan):
    first, last = plan["period"]["from"], plan["period"]["to"]
    if not first or not last:
        return
    for target in plan["targets"]:
        yield from _target(target, first, last)
    for row in plan["interventions"]:
        due = day(row["due_on"])
        if due and financial_year_of(due) < first:
            yield error(
                _("“%(title)s” is done on %(day)s, before the first year of the plan, %(year)s. Look at the date.")
                % {"title": row["title"], "day": f"{due:%d-%m-%Y}", "year": first},
                head=6,
                row=row,
                about=row["title"],
            )


def _target(target, first, last):
    about, year, began = called(target), target["target"]["fy"], target["baseline"]["fy"]
    where = {"head": 7, "row": target, "about": about}
    if year and year < first:
        yield error(
            _("“%(target)s” is to be reached before the first year of the plan, %(year)s. Look at both years.")
            % {"target": about, "year": first},
            **where,
        )
    elif year and year > last and code(target["horizon"]) in ("immediate", "short"):
        yield warning(
            _("“%(target)s” is called short-term and lies after the last year of the plan, %(year)s.")
            % {"target": about, "year": last},
            **where,
        )
    if target["baseline"]["state"] == "value" and began and years_between(began, first) > OLDEST_BASELINE_YEARS:
        yield warning(
            _("The baseline of “%(target)s” is of %(began)s, more than three years before the plan begins. Is there a newer one?")
            % {"target": about, "began": began},
            **where,
        )
