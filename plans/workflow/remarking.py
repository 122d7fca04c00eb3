"""What the State committee remarked on a district's plan: written down with its day, moving nothing."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import actor_of
from accounts.permission import require
from audit import edition
from audit.recording import record
from common.clock import day_in_india
from common.refusals import Refusal
from common.text import tidy
from plans.models import Plan, PlanVersion, StateRemarks
from plans.states import FROZEN
from plans.workflow.moving import label_of


class NotToBeRemarkedOn(Refusal):
    """Remarks belong to a district's plan that was before its committee."""

    default_sentence = _(
        "The State committee remarks on a district's plan from its tabling on. This text is still written; nothing was recorded."
    )


class RemarksAreEmpty(Refusal):
    """Remarks are words."""

    default_sentence = _("Write what the State committee remarked.")


class DayOfRemarksIsWrong(Refusal):
    """Remarks of a day that cannot be."""

    default_sentence = _(
        "This day is in the future, or before the plan was laid before its committee. Look at the minutes again."
    )


@transaction.atomic
def record_state_remarks(version, *, text, on, by, at, reference="", post=None):
    """Write down what the State committee remarked on this plan on the day `on`; the record is append-only.

    By whoever keeps the minutes of the State committee. Public with the plan, from its publication on. Raises NotAllowed,
    NotToBeRemarkedOn, RemarksAreEmpty, DayOfRemarksIsWrong.
    """
    version = PlanVersion.objects.select_related("plan__place__parent").get(pk=version.pk)
    place, day = version.plan.place, day_in_india(at)
    state = place.parent if place.kind == "district" else place
    verdict = require(by, "keep_minutes", state, on=day, thing=None, post=post)
    if version.plan.kind != Plan.Kind.DEAP or version.state not in FROZEN:
        raise NotToBeRemarkedOn
    text = tidy(text)
    if not text:
        raise RemarksAreEmpty
    tabled = version.tablings.order_by("ordinal").values_list("at", flat=True).first()
    if on > day or (tabled and on < day_in_india(tabled)):
        raise DayOfRemarksIsWrong
    actor = actor_of(by, on=day, post=verdict.post)
    made = StateRemarks.objects.create(
        version=version,
        on=on,
        reference=tidy(reference)[:120],
        text=text,
        recorded_at=at,
        recorded_by_label=str(actor)[:250],
    )
    record(
        "plan.state_remarks_recorded",
        actor=actor,
        target=version,
        label=label_of(version),
        at=at,
        data={"on": on.isoformat(), "reference": made.reference},
    )
    if version.published_at is not None:
        edition.bump()
    return made
