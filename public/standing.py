"""The public stage of places, asked of plans in a constant number of queries."""

from districts.models import District
from plans.stage import stage_of


def stages_of(places, *, on):
    """{place id: Stage}; what is not recorded here says so."""
    return stage_of(places, on)


def strategy_of(state, *, on):
    """The stage of a State's own export strategy."""
    return stage_of([state], on).get(state.pk)


def places_at(code, *, on):
    """Ids of the districts of the register whose public stage is `code`."""
    districts = list(District.objects.current().only("pk"))
    found = stage_of(districts, on)
    return [d.pk for d in districts if (found[d.pk].code if d.pk in found else "not_recorded") == code]
