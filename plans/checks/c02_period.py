"""The plan says for which financial years it is.

Source: domain dossier 2.2: real plans carry neither date nor version on their first page; a target without a period cannot
be called short or long.
"""

from django.utils.translation import gettext_lazy as _

from plans.checks.finding import ERROR, error
from plans.checks.grounds import PLANS_READ

NUMBER = 2
TITLE = _("The plan says for which years it is")
WRONG = _("The first or the last financial year of the plan is not given.")
RESTS_ON = PLANS_READ
LEVELS = (ERROR,)


def check(plan):
    if not plan["period"]["from"] or not plan["period"]["to"]:
        yield error(_("The plan does not say for which financial years it is. Give the first and the last."), head=0)
