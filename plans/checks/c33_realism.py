"""The growth a target asks for, beside what the district itself and its peers have done over as many years.

Source: domain dossier 2.5 (the national yardstick is double-digit growth; every target is to be quantified) and 5.2
(figures are revised, so those used are kept with the score). Where the portal holds too few figures it computes nothing
and says so. Growth in rupees is compared with growth in rupees, in dollars with dollars; nothing is converted.
"""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from common.financial_years import add_years, years_between
from plans.checks.finding import WARNING, note, warning
from plans.checks.reading import called, code, number
from plans.models.target import cagr_percent

NUMBER = 33
TITLE = _("The growth asked for has been seen before")
WRONG = _(
    "A target for exports asks for more growth a year than 95 of 100 spans of as many years, of the district itself and of "
    "its peers (warning). Where there are too few figures nothing is computed, and the check says so."
)
RESTS_ON = _("The initiative's own yardstick is growth of ten percent and more a year; the figures used are kept with the score.")
LEVELS = (WARNING,)
#: plans.checks.run() gives this check what it compares with.
ASKS_EVIDENCE = True

CURRENCY = {"exports-inr": "INR", "exports-usd": "USD"}
LEAST_OWN_SPANS = 3
LEAST_PEER_SPANS, LEAST_PEERS = 10, 3
RARE_PERCENT = 95


def check(plan, evidence):
    """`evidence`: as plans.evidence.evidence_for() gives it; None where nobody asked, then nothing is said."""
    if evidence is None:
        return
    others, unknown = 0, 0
    for target in plan["targets"]:
        if target["metric"]["code"] not in CURRENCY or code(target["kind"]) == "rank":
            others += 1
            continue
        found = _one(target, evidence)
        if found is None:
            unknown += 1
        else:
            yield found
    if unknown:
        yield note(
            ngettext(
                "For %(n)d target of exports no percentile is given: the portal has no figures of the district or its peers "
                "that lie as many years apart.",
                "For %(n)d targets of exports no percentile is given: the portal has no figures of the district or its peers "
                "that lie as many years apart.",
                unknown,
            )
            % {"n": unknown},
            head=7,
        )
    if others:
        yield note(
            ngettext(
                "For %(n)d target no percentile is given: the portal keeps yearly figures of exports alone.",
                "For %(n)d targets no percentile is given: the portal keeps yearly figures of exports alone.",
                others,
            )
            % {"n": others},
            head=7,
        )


def _one(target, evidence):
    """The Finding on one target for exports; None where the portal has no span at all to compare with."""
    about = called(target)
    where = {"head": 7, "row": target, "about": about}
    baseline, goal = target["baseline"], target["target"]
    growth = cagr_percent(number(baseline), baseline["fy"], number(goal), goal["fy"], code(target["kind"]))
    if growth is None:
        return note(
            _("No percentile for “%(target)s”: without a baseline, a value and their years there is no growth to compare.")
            % {"target": about},
            **where,
        )
    if target["basis"]["hs"]:
        return note(
            _("No percentile for “%(target)s”: the portal keeps no yearly figures of a single HS code.") % {"target": about},
            **where,
        )
    years = years_between(baseline["fy"], goal["fy"])
    own, peers, places = _spans(evidence, code(target["product"]) or None, CURRENCY[target["metric"]["code"]], years)
    if not own and not peers:
        return None
    found = []
    if len(own) >= LEAST_OWN_SPANS:
        found.append((_percentile(growth, own), _("%(percent)d of 100 of its own %(n)d spans"), len(own), 0))
    if len(peers) >= LEAST_PEER_SPANS and places >= LEAST_PEERS:
        found.append(
            (_percentile(growth, peers), _("%(percent)d of 100 of the %(n)d spans of %(places)d peers"), len(peers), places)
        )
    said = {"target": about, "growth": growth, "years": years}
    if not found:
        return note(
            _(
                "No percentile for “%(target)s”, which asks %(growth)s percent a year: it needs %(least)d spans of %(years)d "
                "years of the district, or %(least_peers)d of three peers. The portal has %(own)d and %(peers)d."
            )
            % {
                **said,
                "least": LEAST_OWN_SPANS,
                "least_peers": LEAST_PEER_SPANS,
                "own": len(own),
                "peers": len(peers),
            },
            **where,
        )
    said["than"] = "; ".join(words % {"percent": percent, "n": n, "places": of} for percent, words, n, of in found)
    if min(percent for percent, *_rest in found) >= RARE_PERCENT:
        return warning(
            _("“%(target)s” asks %(growth)s percent a year over %(years)d years, more than %(than)s. What makes it possible?")
            % said,
            **where,
        )
    return note(_("“%(target)s” asks %(growth)s percent a year over %(years)d years, more than %(than)s.") % said, **where)


def _spans(evidence, product, currency, years):
    """Growth a year over each span of that many years: the district's own, its peers', and of how many peers."""
    own, peers, places = [], [], 0
    for series in evidence["series"]:
        if series["product"] != product or series["currency"] != currency:
            continue
        growths = growths_over(series["values"], years)
        if series["own"]:
            own += growths
        else:
            peers += growths
            places += bool(growths)
    return own, peers, places


def growths_over(values, years):
    """Percent a year, one decimal, over each span of `years` whose ends are both known and above zero."""
    found = []
    for first, value in sorted(values.items()):
        last = add_years(first, years)
        if last in values:
            growth = cagr_percent(Decimal(value), first, Decimal(values[last]), last, "absolute")
            if growth is not None:
                found.append(growth)
    return found


def _percentile(growth, seen):
    """How many of 100 spans stayed below; whole, rounded down."""
    return sum(one < growth for one in seen) * 100 // len(seen)
