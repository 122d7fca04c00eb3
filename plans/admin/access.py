"""Which versions a person may open at the desk, and how much of them. A version out of reach does not exist: 404."""

from dataclasses import dataclass

from django.http import Http404

from accounts.models import Duty
from accounts.moves import Move
from accounts.permission import Verdict, may
from plans.models import PlanVersion
from plans.states import EDITABLE, FROZEN


@dataclass(frozen=True)
class Access:
    """One person at one version: whether they may write now, and why not."""

    version: PlanVersion
    write: Verdict

    @property
    def may_write(self):
        return bool(self.write) and self.version.state in EDITABLE


def open_version(user, pk, *, on, move=None, erratum=False):
    """The version with plan and place, and what this person may do with its text. Raises Http404.

    Whoever writes, chairs, or sees everything by duty reads every state; a member of the committee reads a version from
    the moment it is before the committee. For the confirm page of a `move` it is enough that the table grants this move on
    reference data: a data officer records adoptions from paper without reading in plans. An erratum has pages of its own:
    only they ask for one, and they find nothing else.
    """
    beside = ("plan__place__parent", "resolution", *(["corrects__resolution"] if erratum else []))
    version = PlanVersion.objects.select_related(*beside).filter(pk=pk).first()
    if version is None or version.is_erratum != erratum:
        raise Http404
    place = version.plan.place
    write = may(user, Move.WRITE, place, on=on)
    records = (
        move is not None
        and move.permission == Move.REFERENCE_DATA
        and (version.state in move.source or version.past_adoption_id)
        and may(user, move.permission, place, on=on)
    )
    if not write and not records and not _reads(version, may(user, Move.READ, place, on=on)):
        raise Http404
    return Access(version, write)


def readable_beside(user, version, *, on):
    """The other versions of the same plan that this person may open, the newest first. One query for any number."""
    place = version.plan.place
    write, read = may(user, Move.WRITE, place, on=on), may(user, Move.READ, place, on=on)
    others = PlanVersion.objects.filter(plan=version.plan_id, minor=0).exclude(pk=version.pk)
    others = others.select_related("plan__place__parent", "resolution", "past_adoption").order_by("-pk")
    return [other for other in others if write or _reads(other, read)]


def _reads(version, read):
    return bool(read) and (version.state in FROZEN or any(_reads_drafts(post, version.plan.place) for post in read.posts))


def opens(version, place, writes, posts):
    """Whether whoever reads at `place` may open this version there: what open_version() answers, for a list, without a query.

    writes: keys of the places they write at. posts: the posts they hold.
    """
    return place.pk in writes or version.state in FROZEN or any(_reads_drafts(post, place) for post in posts)


def _reads_drafts(post, place):
    return post.duty in (Duty.HQ, Duty.AUDITOR) or (
        post.place_id == place.pk and post.duty in (Duty.CHAIR, Duty.CONVENER, Duty.PLAN_OFFICER)
    )
