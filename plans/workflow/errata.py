"""Errata: a list of corrections on the published text, written by one person and published by another; no committee.

What may be corrected is decided by the difference of both texts (plans.errata), at each correction, at the submission and
once more at the publication. docs/adr/0012 says how an erratum stands beside the text it corrects.
"""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.postings import person_of
from audit import edition
from audit.recording import record
from committees.papers import content_of, freeze
from common.clock import day_in_india
from common.refusals import Refusal
from common.text import tidy
from plans import queries
from plans.amounts_in_text import hides_something
from plans.authorship import mark_author
from plans.errata import FORMAT, LONGEST, corrected, refusals, words_at
from plans.freezing import frozen_bytes
from plans.models import Correction, PlanVersion
from plans.states import BY_NAME, IN_FORCE, State
from plans.workflow.moving import allowed, label_of, locked, move, moved_on, open_for


class NotInForce(Refusal):
    """Errata are written on the text in force."""

    default_sentence = _(
        "The text this corrects is not in force, so nothing is corrected in it. Withdraw the erratum; a new text is corrected by "
        "an erratum of its own."
    )


class AlreadyCorrecting(Refusal):
    """One erratum at a time."""

    default_sentence = _("A correction of this plan is under way already. Finish or withdraw it first.")


class Material(Refusal):
    """A correction that changes what was decided."""


class BadCorrection(Refusal):
    """New words that are none, the same, too long, or without a reason. `field`: where it is said."""

    def __init__(self, sentence, field):
        self.field = field
        super().__init__(sentence)


class NothingCorrected(Refusal):
    """An erratum lists at least one correction, and not the same as the one in force."""

    default_sentence = _("Nothing is corrected yet that is not corrected already. Add a correction, then submit.")


class AlteredSince(Refusal):
    """The rows no longer say what the paper of the erratum says."""

    default_sentence = _("The corrections are not those of the frozen paper, so nothing was published. Tell headquarters.")


@transaction.atomic
def start_erratum(version, *, by, at, post=None, seen=None):
    """Start an erratum on the published version, with the corrections of the erratum in force, and return it.

    Copying makes nobody an author. Its number is the next minor one; a withdrawn erratum leaves no gap.

    Raises NotAllowed, MovedOn, NotInForce, AlreadyCorrecting.
    """
    actor = allowed(version, "start_erratum", by=by, at=at, post=post)
    version = locked(version)
    if seen is not None and seen != version.row_version:
        raise moved_on(version)
    if version.is_erratum or version.state != State.PUBLISHED:
        raise NotInForce
    numbered = PlanVersion.objects.filter(corrects=version).exclude(state=State.WITHDRAWN).order_by("-minor")
    last = numbered.values_list("minor", flat=True).first() or 0
    in_force = PlanVersion.objects.filter(corrects=version, state__in=IN_FORCE).first()
    erratum = PlanVersion(
        plan=version.plan,
        major=version.major,
        minor=last + 1,
        corrects=version,
        based_on=in_force,
        state=State.DRAFT,
        state_since=at,
        created_at=at,
        created_by=person_of(by),
        created_by_label=str(actor)[:250],
        **{
            name: getattr(version, name)
            for name in ("authentic_language", "title", "title_hi", "period_from_fy", "period_to_fy", "file_number")
        },
    )
    try:
        with transaction.atomic():
            erratum.save(force_insert=True)
    except IntegrityError as doubled:
        raise AlreadyCorrecting from doubled
    if in_force is not None:
        Correction.objects.bulk_create(
            Correction(version=erratum, path=one.path, old=one.old, new=one.new, reason=one.reason)
            for one in in_force.corrected_places.order_by("pk")
        )
    _record("plan.erratum_started", erratum, actor, at, {"to": str(State.DRAFT), "corrects": version.number})
    return erratum


@transaction.atomic
def correct(erratum, *, path, new, reason, by, at, post=None, seen=None):
    """Write down one correction, or another wording of it, and return it; whoever does is an author of the erratum.

    Raises NotAllowed, MovedOn, NoSuchPlace, BadCorrection, Material. Nothing is written then.
    """
    erratum, actor = _being_written(erratum, by, at, post, seen)
    adopted = queries.decided_text(erratum)
    old = words_at(adopted.data, path)
    new, reason = tidy(new), tidy(reason)
    _look_at(old, new, reason)
    if found := refusals(adopted.data, corrected(adopted.data, [{"path": path, "new": new}])):
        raise Material(found[0])
    one, _made = Correction.objects.update_or_create(
        version=erratum, path=path, defaults={"old": old, "new": new, "reason": reason}
    )
    _written(erratum, actor, by, at, path)
    return one


@transaction.atomic
def drop_correction(erratum, *, path, by, at, post=None, seen=None):
    """Take one correction off the list: its place reads as adopted again. Raises NotAllowed, MovedOn."""
    erratum, actor = _being_written(erratum, by, at, post, seen)
    deleted, _by_model = Correction.objects.filter(version=erratum, path=path).delete()
    if deleted:
        _written(erratum, actor, by, at, path)


@transaction.atomic
def submit_erratum(erratum, *, by, at, remark="", post=None, seen=None):
    """Freeze the corrections into a paper; from now on another person can publish them.

    Raises NotAllowed, MovedOn, NotInForce, NothingCorrected, Material.
    """
    actor = allowed(erratum, "submit_erratum", by=by, at=at, post=post)
    erratum = locked(erratum)
    open_for(erratum, "submit_erratum", seen)
    content = _content(erratum)
    if content in _papers_in_force(erratum):
        raise NothingCorrected
    paper = freeze(content, title=erratum.title, title_hi=erratum.title_hi, format=FORMAT, actor=actor, at=at)
    return move(
        erratum,
        "submit_erratum",
        actor=actor,
        at=at,
        data={"sha256": paper.sha256, "corrections": erratum.corrected_places.count(), "remark": remark},
        errata_paper=paper,
    )


@transaction.atomic
def take_back_erratum(erratum, *, by, at, remark="", post=None, seen=None):
    """Take a submitted erratum back to work on it. Raises NotAllowed, MovedOn."""
    actor = allowed(erratum, "take_back_erratum", by=by, at=at, post=post)
    erratum = locked(erratum)
    open_for(erratum, "take_back_erratum", seen)
    return move(erratum, "take_back_erratum", actor=actor, at=at, data={"remark": remark}, errata_paper=None)


@transaction.atomic
def publish_erratum(erratum, *, by, at, remark="", post=None, seen=None):
    """Publish a submitted erratum beside the text it corrects, which stays as adopted and in force.

    By somebody who is no author of it and did not sign the resolution. The erratum in force before it is superseded.

    Raises NotAllowed, MovedOn, NotInForce, Material, AlteredSince.
    """
    actor = allowed(erratum, "publish_erratum", by=by, at=at, post=post)
    erratum = locked(erratum)
    open_for(erratum, "publish_erratum", seen)
    if _content(erratum) != content_of(erratum.errata_paper):
        raise AlteredSince
    for older in PlanVersion.objects.filter(plan=erratum.plan, minor__gt=0, state__in=IN_FORCE).exclude(pk=erratum.pk):
        move(locked(older), "supersede", actor=actor, at=at, data={"by": erratum.number, "published": True}, is_public=True)
    return move(
        erratum,
        "publish_erratum",
        actor=actor,
        at=at,
        is_public=True,
        data={"sha256": erratum.errata_paper_id, "corrects": erratum.corrects.number},
        published_on=day_in_india(at),
        published_at=at,
        published_by=person_of(by),
        published_by_label=str(actor)[:250],
        publish_checklist={"remark": remark} if remark else {},
    )


@transaction.atomic
def withdraw_erratum(erratum, *, by, at, remark="", post=None, seen=None):
    """Take an erratum that is not published off the way. Raises NotAllowed, MovedOn."""
    actor = allowed(erratum, "withdraw_erratum", by=by, at=at, post=post)
    erratum = locked(erratum)
    open_for(erratum, "withdraw_erratum", seen)
    return move(erratum, "withdraw_erratum", actor=actor, at=at, data={"remark": remark})


def follow(version, name, *, actor, at, data, **changes):
    """Do with the erratum in force what was done with the text it corrects: an erratum has no fate of its own."""
    for erratum in PlanVersion.objects.filter(corrects=version, state__in=BY_NAME[name].source):
        move(locked(erratum), name, actor=actor, at=at, data={**data, "with": version.number}, is_public=True, **changes)


def _being_written(erratum, by, at, post, seen):
    actor = allowed(erratum, "submit_erratum", by=by, at=at, post=post)
    erratum = locked(erratum)
    open_for(erratum, "submit_erratum", seen)
    return erratum, actor


def _written(erratum, actor, by, at, path):
    """The author's mark, the count of the row that a stale tab is held against, and one Event without the words."""
    mark_author(erratum, person_of(by), at)
    PlanVersion.objects.filter(pk=erratum.pk).update(row_version=F("row_version") + 1)
    _record("plan.correction_written", erratum, actor, at, {"path": path})


def _record(verb, erratum, actor, at, data):
    record(verb, actor=actor, target=erratum, label=label_of(erratum), at=at, data=data)
    edition.bump()


def _look_at(old, new, reason):
    if not new:
        raise BadCorrection(
            _("Write the words as they should read. To leave a place as adopted, take its correction off."), "new"
        )
    if new == old:
        raise BadCorrection(_("These are the words that stand there already. Change them, or choose another place."), "new")
    if len(new) > LONGEST:
        raise BadCorrection(_("This is longer than a correction can be (20,000 characters). Correct a shorter passage."), "new")
    if hides_something(new) and not hides_something(old):
        raise BadCorrection(
            _("The new words hold invisible marks that turn the direction of reading. Type the words instead of pasting them."),
            "new",
        )
    if not reason:
        raise BadCorrection(_("Say why it is corrected; readers see it beside the correction."), "reason")
    if len(reason) > 500:
        raise BadCorrection(_("Say it in 500 characters or fewer."), "reason")


def _content(erratum):
    """The bytes of the erratum as its rows say it now. Raises NotInForce, NothingCorrected, Material."""
    if erratum.corrects.state != State.PUBLISHED:
        raise NotInForce
    adopted = queries.decided_text(erratum)
    written = queries.errata_of_rows(erratum, adopted)
    if not written["corrections"]:
        raise NothingCorrected
    if found := refusals(adopted.data, corrected(adopted.data, written["corrections"])):
        raise Material(found[0])
    return frozen_bytes(written)


def _papers_in_force(erratum):
    published = PlanVersion.objects.filter(corrects=erratum.corrects_id, state__in=IN_FORCE).select_related("errata_paper")
    return [content_of(one.errata_paper) for one in published]
