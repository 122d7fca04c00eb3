"""What a signed resolution does to the version whose text it decided. Only the signal of a signature comes here."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from audit.recording import Actor
from committees.models import Outcome
from committees.models.meeting import Motion
from common.refusals import NotAllowed, Refusal
from plans.authorship import authors_of
from plans.models import Commitment, PlanVersion, ReturnReason, Tabling
from plans.places import places_in
from plans.states import State
from plans.telling import told_of_adoption, told_of_return
from plans.workflow.moving import locked, move, moved_on


class OtherPlace(Refusal):
    """A committee decides the plan of its own place only."""

    default_sentence = _("This text is the plan of another place, so this committee cannot decide on it. Nothing was signed.")


class NotTheLastText(Refusal):
    """The text was changed and tabled again; the committee has to decide on the newest paper."""

    default_sentence = _(
        "This plan was tabled again with another text, so the older one can no longer be decided. Nothing was signed."
    )


class NotCarried(Refusal):
    """Only a carried resolution adopts."""

    default_sentence = _("This resolution was not carried on the question to adopt, so it adopts nothing.")


class AuthorSigned(NotAllowed):
    """Whoever wrote the text never signs the decision on it."""

    default_sentence = _(
        "Whoever signs saved a change in this text. The co-chair or the delegate named for the sitting signs instead. "
        "Nothing was signed."
    )


def receive_outcome(sender, *, resolution, paper_sha256, outcome, **_more):
    """Receiver of committees.signals.outcome_signed: moves the version, or raises, and then nothing is signed.

    A paper that is no plan's, and a resolution that only refers to one, are none of its business.
    """
    if not paper_sha256 or resolution.motion == Motion.RESOLVE:
        return
    tablings = list(Tabling.objects.filter(paper_id=paper_sha256).select_related("version__plan__place").order_by("pk"))
    if not tablings:
        return
    waiting = [tabling.version for tabling in tablings if tabling.version.state == State.TABLED]
    version = waiting[-1] if waiting else tablings[-1].version
    kind = _what_follows(resolution.motion, outcome)
    {"adopt": adopt, "return": return_version, "stay": stay}[kind](version, resolution=resolution, at=resolution.signed_at)


def _what_follows(motion, outcome):
    if outcome == Outcome.CARRIED and motion == Motion.ADOPT:
        return "adopt"
    if outcome == Outcome.RETURNED or (outcome == Outcome.LOST and motion == Motion.ADOPT):
        return "return"
    return "stay"


@transaction.atomic
def adopt(version, *, resolution, at):
    """Record that the committee of the place adopted this frozen text by this signed, carried resolution.

    Adoption binds the version, not the plan: a later change needs a new one. An older version that was adopted and never
    published is superseded.

    Raises MovedOn, OtherPlace, NotTheLastText, AuthorSigned. Source: HBP 2023 para 3.04; FTP 2023 ch. 3.
    """
    version, actor = _decided(version, "adopt", resolution)
    if resolution.outcome != Outcome.CARRIED or resolution.motion != Motion.ADOPT:
        raise NotCarried
    for older in PlanVersion.objects.filter(plan=version.plan, state=State.ADOPTED, minor=0).exclude(pk=version.pk):
        data = {"by": version.number, "published": False, "on": resolution.decided_on.isoformat()}
        move(locked(older), "supersede", actor=actor, at=at, data=data, is_public=True)
    version = move(
        version,
        "adopt",
        actor=actor,
        at=at,
        is_public=True,
        data={"resolution": resolution.number, "sha256": resolution.paper_id},
        resolution=resolution,
        adopted_on=resolution.decided_on,
        adopted_recorded_at=at,
    )
    told_of_adoption(version, resolution, at=at)
    return version


@transaction.atomic
def return_version(version, *, resolution, at):
    """Give the version back with the resolution's reasons, each to be answered before it is tabled again.

    Raises MovedOn, OtherPlace, NotTheLastText, AuthorSigned.
    """
    version, actor = _decided(version, "return", resolution)
    tabling = version.tablings.order_by("-ordinal").first()
    # Kept in the language of the text, whatever language the page had on which the chair signed.
    with override(version.authentic_language):
        words = {path: str(place) for path, place in places_in(tabling.paper)}
    for order, reason in enumerate(resolution.reasons or [], start=1):
        place = reason["path"]
        ReturnReason.objects.create(
            tabling=tabling,
            resolution=resolution,
            order=order,
            place=words.get(place, place)[:250],
            commitment=_commitment(version, place),
            text=reason["text"],
        )
    version = move(
        version,
        "return",
        actor=actor,
        at=at,
        data={"resolution": resolution.number, "outcome": str(resolution.outcome), "reasons": len(resolution.reasons or [])},
    )
    told_of_return(version, resolution, at=at)
    return version


@transaction.atomic
def stay(version, *, resolution, at):
    """Write down that the committee put the version off (deferred, tied, lapsed): it stays tabled, for the next agenda."""
    version, actor = _decided(version, "stay", resolution)
    return move(version, "stay", actor=actor, at=at, data={"resolution": resolution.number, "outcome": str(resolution.outcome)})


def _decided(version, name, resolution):
    """The locked version and the signer as actor, once everything that binds a decision to its text holds."""
    version = locked(version)
    if resolution.committee.place_id != version.plan.place_id:
        raise OtherPlace
    if version.state != State.TABLED:
        raise moved_on(version)
    if version.tablings.order_by("-ordinal").values_list("paper_id", flat=True).first() != resolution.paper_id:
        raise NotTheLastText
    if resolution.signed_by_id in authors_of(version):
        raise AuthorSigned
    actor = Actor(resolution.signed_by_name, resolution.signed_by_post, version.plan.place.name)
    return version, actor


def _commitment(version, path):
    """The commitment that a place in the text names ("targets/<uid>"), or None where it names a whole head or nothing."""
    try:
        uid = UUID(path.rpartition("/")[2])
    except ValueError:
        return None
    return Commitment.objects.filter(plan=version.plan, uid=uid).first()
