"""Adoptions from before this portal of which only the paper is known: the fact and the scan, without the text."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import actor_of
from accounts.permission import require
from common.clock import day_in_india
from common.refusals import Refusal
from common.text import fold
from plans.models import Plan, PlanVersion
from plans.states import DECIDED
from plans.workflow.publishing import record_past_adoption
from plans.workflow.starting import KIND_OF_PLACE, AlreadyUnderWay, NoPlanHere, begin


class DecidedHere(Refusal):
    """A plan of the place was decided before; what came earlier is not written under it."""


class AlreadyRecorded(Refusal):
    """The same adoption stands here."""

    default_sentence = _("This adoption is recorded here already. Nothing was changed.")


def what_stands_here(place, *, adopted_on, reference):
    """(the decided version that is this very adoption or None, any decided version or None). One query.

    The same adoption: the same day, and the same number as far as both have one.
    """
    decided = list(
        PlanVersion.objects.filter(plan__place_id=place.pk, plan__kind=KIND_OF_PLACE.get(place.kind), state__in=DECIDED)
        .select_related("past_adoption")
        .order_by("pk")
    )
    same = [
        version
        for version in decided
        if version.past_adoption_id
        and version.past_adoption.adopted_on == adopted_on
        and fold(version.past_adoption.reference) == fold(reference)
    ]
    return (same[0] if same else None), (decided[-1] if decided else None)


@transaction.atomic
def enter_past_adoption(place, *, adopted_on, body, scan, by, at, reference="", source="", post=None):
    """Record that a plan of this place was adopted on paper before this portal; its text stays on paper.

    The place counts as adopted from that day, said as "before this portal"; no resolution stands for it, no chain claims
    it, and it is never published. Writes the two Events of its two moves.

    Raises NotAllowed, AlreadyRecorded, DecidedHere, AlreadyUnderWay (a text of the place is in preparation: record its
    adoption on its own page), DayIsWrong, WordsMissing, NoPlanHere.
    """
    on = day_in_india(at)
    verdict = require(by, "reference_data", place, on=on, post=post)
    actor = actor_of(by, on=on, post=verdict.post)
    if place.kind not in KIND_OF_PLACE:
        raise NoPlanHere
    Plan.objects.select_for_update(no_key=True).filter(place_id=place.pk).first()
    same, decided = what_stands_here(place, adopted_on=adopted_on, reference=reference)
    if same is not None:
        raise AlreadyRecorded
    if decided is not None:
        raise DecidedHere(decided_sentence(place, decided))
    version = begin(place, actor=actor, by=by, at=at)
    return record_past_adoption(
        version,
        adopted_on=adopted_on,
        body=body,
        scan=scan,
        reference=reference,
        source=source,
        text_is_here=False,
        by=by,
        at=at,
        post=post,
    )


def decided_sentence(place, version):
    return _(
        "A plan of %(place)s is recorded here as adopted on %(day)s (version %(number)s). An adoption from paper is "
        "entered before the first decision here; leave this row out."
    ) % {"place": place.name, "day": f"{version.adopted_on:%d-%m-%Y}", "number": version.number}


__all__ = ["AlreadyRecorded", "AlreadyUnderWay", "DecidedHere", "decided_sentence", "enter_past_adoption", "what_stands_here"]
