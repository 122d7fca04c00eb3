"""What an annulled resolution does to the version that rests on it. Only the signal of an annulment comes here."""

from django.db.models import Q

from audit.recording import Actor
from committees.models import Annulment
from common.clock import day_in_india
from plans.models import PlanVersion
from plans.states import State
from plans.workflow.moving import locked, move


def receive_annulment(sender, *, annulment, resolution, order, reason, at, **_more):
    """Receiver of committees.signals.outcome_annulled: what was published on it is suspended, what waits never will be.

    A version superseded, closed or suspended before stays where it is: its address and the resolution's page say that the
    decision was annulled. A resolution that returned or put off a text did nothing that could be undone here.
    """
    actor = Actor(annulment.annulled_by_name, annulment.annulled_by_post)
    resting = PlanVersion.objects.filter(Q(resolution=resolution) | Q(corrects__resolution=resolution))
    for version in resting.filter(state__in=[State.ADOPTED, State.PUBLISHED]).order_by("pk"):
        version = locked(version)
        data = {"resolution": resolution.number, "order": order, "reason": reason}
        if version.state == State.PUBLISHED:
            move(
                version,
                "suspend",
                actor=actor,
                at=at,
                data=data,
                is_public=True,
                suspended_on=day_in_india(at),
                suspended_order=order[:250],
                suspended_reason=reason,
            )
        elif version.state == State.ADOPTED:
            move(version, "annul", actor=actor, at=at, data=data, is_public=True)


def rests_on_annulled(version):
    """Whether the decision under this version was annulled. One query."""
    resolution = version.resolution_id or (version.corrects.resolution_id if version.corrects_id else None)
    return resolution is not None and Annulment.objects.filter(resolution=resolution).exists()
