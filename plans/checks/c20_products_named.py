"""Targets, interventions, bottlenecks, trainings and incentives are for products that the plan has a chapter on.

Source: HBP 2023 chapter 3, heads 3 and 9 (for the identified products and services).
"""

from django.utils.translation import gettext_lazy as _

from plans.checks.finding import WARNING, warning
from plans.checks.reading import code, name

NUMBER = 20
TITLE = _("Every product spoken of has its chapter")
WRONG = _("A row is for a product on which the plan has no chapter.")
RESTS_ON = _("Handbook of Procedures 2023, chapter 3: needs are those of the identified products and services.")
LEVELS = (WARNING,)


def check(plan):
    chapters = {chapter["product"]["code"] for chapter in plan["products"]}
    said = set()
    for key, head in (("bottlenecks", 4), ("interventions", 6), ("targets", 7), ("incentives", 8), ("training_needs", 9)):
        for row in plan[key]:
            product = row["product"]
            if product and code(product) not in chapters | said:
                said.add(code(product))
                yield warning(
                    _("%(product)s is spoken of and has no chapter among the products.") % {"product": name(product)},
                    head=head,
                    row=row,
                    about=name(product),
                )
