"""The plan names the file of the office in which it was made.

Source: domain dossier 3.3 (the e-Office number is to be kept); East Godavari's plan of 2022 prints it on its pages.
"""

from django.utils.translation import gettext_lazy as _

from plans.checks.finding import WARNING, warning

NUMBER = 32
TITLE = _("The plan names its file")
WRONG = _("The cover gives no number of the office's file.")
RESTS_ON = _("The plan of East Godavari of 2022 prints the number of its e-Office file on its pages; most print none.")
LEVELS = (WARNING,)


def check(plan):
    if not plan["file_number"]:
        yield warning(_("The cover names no file number, so the papers behind the plan are hard to find later."), head=0)
