"""The committees of many districts of one State, set up by one order: all of them or none."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from committees.models import Committee, CommitteeKind
from committees.proceedings.constituting import constitute
from committees.proceedings.locking import lock_posts
from committees.proceedings.refusals import NotConstituted
from common.refusals import Refusal


@transaction.atomic
def constitute_many(plans, *, by, at, **order) -> list[Committee]:
    """Constitute each of these (district, [SeatPlan]) by one order; the keywords are those of constitute().

    Each committee is asked permission for and writes its own Event. Raises what
    constitute() raises, with the district before its sentence; nothing is set up then.
    """
    plans = [(district, list(seats)) for district, seats in plans]
    lock_posts(plan.post for _district, seats in plans for plan in seats)
    made = []
    for district, seats in plans:
        try:
            made.append(constitute(district, kind=CommitteeKind.DEPC, seats=seats, by=by, at=at, **order))
        except Refusal as refusal:
            raise NotConstituted(
                _("%(district)s: %(sentence)s No committee was set up.") % {"district": district, "sentence": refusal.sentence}
            ) from refusal
    return made
