"""The plan names its products: two or three, and not more than seven.

Source: FTP 2023 chapter 3 (two or three high-potential products or services per district); Erode's plan of 2020 has seven.
"""

from django.utils.translation import gettext_lazy as _

from plans.checks.finding import ERROR, WARNING, error, warning

NUMBER = 3
TITLE = _("Two to seven products, each with a chapter")
WRONG = _("No product or service is named (error); only one, or more than seven (warning).")
RESTS_ON = _(
    "Foreign Trade Policy 2023, chapter 3: two or three per district. Erode's plan of 2020 has seven; no plan is known with more."
)
LEVELS = (ERROR, WARNING)


def check(plan):
    count = len(plan["products"])
    if count == 0:
        yield error(_("The plan names no product or service. Add the chapter of at least one."), head=3)
    elif count == 1:
        yield warning(_("The plan names one product. The policy asks for two or three."), head=3)
    elif count > 7:
        yield warning(
            _("The plan names %(count)d products. The policy asks for two or three; no district is known with more than seven.")
            % {"count": count},
            head=3,
        )
