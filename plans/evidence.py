"""What the portal knows about a district's exports when its plan is checked: the one thing a check needs beside the text.

Checks read no database. Whoever runs them asks here, hands over what comes back, and keeps it with the score: figures
are revised later, and the score must not change with them.
"""

from django.db.models import Q

from common.financial_years import financial_year_of
from districts.models import ExportFigure
from districts.models.figures import FigureStatus

#: Metrics with yearly figures here.
_CURRENCIES = {"exports-inr": "INR", "exports-usd": "USD"}
#: The later a status comes here, the better its figure.
_BETTER = [
    FigureStatus.NOT_STATED,
    FigureStatus.QUICK,
    FigureStatus.PROVISIONAL,
    FigureStatus.REVISED,
    FigureStatus.FINAL,
]


def evidence_for(plan, place, *, on):
    """Yearly exports of the place and its peers, for the targets of this plan as plans.freezing.paper_of() writes it.

    Peers of a whole district are the other districts of its State; for a product, all districts that have figures of it.
    Plain JSON: {"as_of", "series": [{"place", "own", "product", "currency", "values": {financial year: decimal}}]}. At
    most two queries, none where the plan has no target for exports.
    """
    asked = [row for row in plan["targets"] if row["metric"]["code"] in _CURRENCIES]
    currencies = {_CURRENCIES[row["metric"]["code"]] for row in asked}
    products = {row["product"]["code"] for row in asked if row["product"]}
    series = {}
    if any(row["product"] is None for row in asked):
        same_state = Q(place__parent=place.parent_id) if place.parent_id else Q(place__parent__isnull=True)
        _gather(series, place, _yearly().of_all_goods().filter(same_state), currencies, on)
    if products:
        _gather(series, place, _yearly().filter(product__slug__in=products, hs__isnull=True), currencies, on)
    return {"as_of": on.isoformat(), "series": [series[key] for key in sorted(series, key=str)]}


def _yearly():
    return ExportFigure.objects.yearly_values().filter(is_part_year=False)


def _gather(series, place, figures, currencies, on):
    rows = figures.filter(place__kind=place.kind, currency__in=currencies, financial_year__lt=financial_year_of(on)).values_list(
        "place_id", "place__name", "product__slug", "currency", "financial_year", "value_normalised", "status", "pk"
    )
    # Of several figures of one year the better one counts, then the later entered.
    for place_id, name, product, currency, fy, value, _status, _pk in sorted(rows, key=lambda row: (_rank(row[6]), row[7])):
        one = series.setdefault(
            (place_id, product or "", currency),
            {"place": name, "own": place_id == place.pk, "product": product, "currency": currency, "values": {}},
        )
        one["values"][fy] = str(value)


def _rank(status):
    return _BETTER.index(status) if status in _BETTER else 0
