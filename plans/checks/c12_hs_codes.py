"""Each HS code stands under a heading of its edition, each good has one, and no service has.

Source: ITC(HS), Schedule 2; domain dossier 4.4. A code of six or eight digits is known when its heading is; below the
heading nothing is checked.
"""

from django.utils.translation import gettext_lazy as _

from plans.checks.finding import ERROR, WARNING, error, warning
from plans.checks.reading import called, name

NUMBER = 12
TITLE = _("HS codes exist")
WRONG = _("An HS code stands under no heading of its edition (error); goods have no code, or a service has one (warning).")
RESTS_ON = _("The Indian Trade Classification (Harmonised System), Schedule 2.")
LEVELS = (ERROR, WARNING)


def check(plan):
    for chapter in plan["products"]:
        product = chapter["product"]
        yield from _unknown(chapter["hs"], head=3, row=chapter, about=name(product))
        if not chapter["hs"] and not product["is_service"]:
            yield warning(
                _("%(product)s has no HS code, so no export figures can be found for it.") % {"product": name(product)},
                head=3,
                row=chapter,
                about=name(product),
            )
        if chapter["hs"] and product["is_service"]:
            yield warning(
                _("%(product)s is a service and has an HS code. Codes are for goods; take it out, or choose the goods.")
                % {"product": name(product)},
                head=3,
                row=chapter,
                about=name(product),
            )
    for target in plan["targets"]:
        if target["basis"]["hs"]:
            yield from _unknown([target["basis"]["hs"]], head=7, row=target, about=called(target))


def _unknown(codes, *, head, row, about):
    for hs in codes:
        if hs["heading"] is None:
            yield error(
                _("The HS code %(code)s of “%(about)s” stands under no heading of %(edition)s. Look it up again.")
                % {"code": hs["code"], "about": about, "edition": hs["edition"]},
                head=head,
                row=row,
                about=about,
            )
