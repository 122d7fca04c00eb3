"""Where plans stop: the official counts, each with its own day and source, on one scale."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from districts.models import ReportedCount

STEPS = ("districts-with-products", "plans-drafted", "plans-notified")


@dataclass
class Step:
    label: str
    value: int
    on: object
    source: object
    width: float  # of 1000
    lost_width: float
    lost: str  # what fell away since the step before, in words
    css: str


def steps(districts_in_register: int) -> list[Step]:
    """The register, products identified, plans drafted, plans notified; a count nobody reported is left out."""
    newest = {}
    for count in ReportedCount.objects.filter(code__in=STEPS).select_related("source").order_by("on"):
        newest[count.code] = count
    words = {
        "districts-with-products": _("Products identified"),
        "plans-drafted": _("Draft plan prepared"),
        "plans-notified": _("Notified by the committee"),
    }
    found = [Step(_("Districts in the register"), districts_in_register, None, None, 1000, 0, "", "b1")]
    for place, code in enumerate(STEPS, start=2):
        if code not in newest or not districts_in_register:
            continue
        count = newest[code]
        before = found[-1]
        fewer = before.value - count.value
        if code == "plans-notified":
            lost = _("%(n)s drafted, not notified") % {"n": fewer}
        else:
            lost = _("%(n)s fewer") % {"n": fewer}
        width = round(1000 * count.value / districts_in_register, 1)
        found.append(
            Step(words[code], count.value, count.on, count.source, width, round(before.width - width, 1), lost, f"b{place}")
        )
    return found
