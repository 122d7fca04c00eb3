"""After the decision: publish, notify, suspend, resume, close; and adoptions that happened on paper before this portal."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import actor_of
from accounts.permission import require
from accounts.postings import person_of
from committees.papers import freeze
from common.clock import day_in_india
from common.refusals import Refusal
from plans import checks
from plans.authorship import authors_for_the_record
from plans.freezing import FORMAT, frozen_bytes, paper_of
from plans.models import PastAdoption, PlanVersion, Tabling
from plans.publication import findings_before, for_the_record, in_the_other_language, unexplained
from plans.states import IN_FORCE
from plans.translations import hindi_title, pairs_of
from plans.workflow.annulling import rests_on_annulled
from plans.workflow.errata import follow
from plans.workflow.moving import allowed, locked, move, open_for
from plans.workflow.tabling import next_major

# What the publisher confirms, one by one; the answers are kept with the version (domain.md 3.2).
CHECKLIST = {
    "resolution_read": _("I read the resolution; number, day and outcome are right."),
    "no_private_contacts": _("The text holds no private telephone number or e-mail address but those accounted for here."),
    "other_language": _("Title and summary are there in the other language, or I know that they are not."),
    "text_alternatives": _("Pictures and tables can be understood without seeing them."),
}


class ChecklistOpen(Refusal):
    """A point of the check list is not confirmed."""

    default_sentence = _("Confirm every point of the check list, then publish.")


class ContactsOpen(Refusal):
    """A telephone number or e-mail address in the text has no word why it may stand."""

    default_sentence = _(
        "Each telephone number and e-mail address found in the text needs a word why it may stand in public. Give it, or send "
        "the plan back to its office."
    )


class AlreadyNotified(Refusal):
    """A notification is recorded once."""

    default_sentence = _("The notification of this version is recorded already. Nothing was changed.")


class OnlyItsScanIsHere(Refusal):
    """An adoption recorded from paper without the text."""

    default_sentence = _(
        "Of this plan only the adoption and its scan are recorded here, not the text, so there is nothing to publish. "
        "Start a new version, write the text, and table it."
    )


class DayIsWrong(Refusal):
    """A day that cannot be."""

    default_sentence = _(
        "This day is in the future, or before the adoption or publication that it follows. Look at the paper again."
    )


class DecisionAnnulled(Refusal):
    """What a version rests on is annulled; a new decision of the committee is needed."""

    default_sentence = _(
        "The resolution that adopted this text was annulled by order, so it is not published again. Start a new version and "
        "lay it before the committee, or close this one."
    )


class WordsMissing(Refusal):
    """A dated fact without its number, order or reason."""

    default_sentence = _("Give the number or order and the reason, as the paper states them.")


@transaction.atomic
def publish(version, *, checklist, by, at, remark="", post=None, seen=None):
    """Publish an adopted version; the one in force before it is superseded, its address keeps working.

    By somebody who is no author and did not sign. The edition moves in the same
    transaction, so the next request shows it everywhere.

    checklist: each point of CHECKLIST is True; "contacts" gives for the mark of each finding of plans.publication a
    word why it may stand. The answers are kept with the version.

    Raises NotAllowed, MovedOn, ChecklistOpen, ContactsOpen. Source: FTP 2023 ch. 3 (published once adopted).
    """
    actor = allowed(version, "publish", by=by, at=at, post=post)
    version = locked(version)
    open_for(version, "publish", seen)
    if version.past_adoption_id and not version.past_adoption.text_is_here:
        raise OnlyItsScanIsHere
    if any(checklist.get(point) is not True for point in CHECKLIST):
        raise ChecklistOpen
    pairs = pairs_of(version)
    findings, reasons = findings_before(version, pairs), checklist.get("contacts") or {}
    if unexplained(findings, reasons):
        raise ContactsOpen
    for older in PlanVersion.objects.filter(plan=version.plan, state__in=IN_FORCE).exclude(pk=version.pk):
        move(locked(older), "supersede", actor=actor, at=at, data={"by": version.number, "published": True}, is_public=True)
    return move(
        version,
        "publish",
        actor=actor,
        at=at,
        is_public=True,
        data={"sha256": paper_sha256(version), "checklist": sorted(CHECKLIST)},
        published_on=day_in_india(at),
        published_at=at,
        published_by=person_of(by),
        published_by_label=str(actor)[:250],
        publish_checklist={
            **dict.fromkeys(CHECKLIST, True),
            "translated": in_the_other_language(version, pairs).for_the_record(),
            **({"contacts": for_the_record(findings, reasons)} if findings else {}),
            **({"remark": remark} if remark else {}),
        },
    )


@transaction.atomic
def record_notification(version, *, number, on, by, at, document=None, post=None, seen=None):
    """Write down that the adopted plan was notified: number and day, as the notification states them. A fact, no state.

    Raises NotAllowed, MovedOn, AlreadyNotified, DayIsWrong, WordsMissing.
    """
    actor = allowed(version, "record_notification", by=by, at=at, post=post)
    version = locked(version)
    if version.notified_on is not None:
        raise AlreadyNotified
    open_for(version, "record_notification", seen)
    if not number.strip():
        raise WordsMissing
    if on > day_in_india(at) or (version.adopted_on and on < version.adopted_on):
        raise DayIsWrong
    return move(
        version,
        "record_notification",
        actor=actor,
        at=at,
        is_public=True,
        data={"number": number.strip(), "on": on.isoformat()},
        notified_number=number.strip()[:120],
        notified_on=on,
        notified_recorded_at=at,
        notified_document=document,
    )


@transaction.atomic
def suspend(version, *, order, reason, on, by, at, post=None, seen=None):
    """Suspend the published version by order. It counts as adopted meanwhile and says so.

    Raises NotAllowed, MovedOn, WordsMissing, DayIsWrong.
    """
    actor = allowed(version, "suspend", by=by, at=at, post=post)
    version = locked(version)
    open_for(version, "suspend", seen)
    _said(order, reason)
    if on > day_in_india(at) or on < version.published_on:
        raise DayIsWrong
    data = {"order": order, "reason": reason, "on": on.isoformat()}
    facts = {"suspended_on": on, "suspended_order": order.strip()[:250], "suspended_reason": reason.strip()}
    follow(version, "suspend", actor=actor, at=at, data=data, **facts)
    return move(version, "suspend", actor=actor, at=at, data=data, is_public=True, **facts)


@transaction.atomic
def resume(version, *, order, by, at, post=None, seen=None):
    """Lift the suspension by order; the version is published as before.

    Raises NotAllowed, MovedOn, DecisionAnnulled, WordsMissing.
    """
    actor = allowed(version, "resume", by=by, at=at, post=post)
    version = locked(version)
    open_for(version, "resume", seen)
    if rests_on_annulled(version):
        raise DecisionAnnulled
    _said(order)
    follow(version, "resume", actor=actor, at=at, data={"order": order})
    return move(version, "resume", actor=actor, at=at, data={"order": order}, is_public=True)


@transaction.atomic
def close(version, *, reason, on, by, at, post=None, seen=None):
    """Close the version: its period is over or its district ended. Raises NotAllowed, MovedOn, WordsMissing, DayIsWrong."""
    actor = allowed(version, "close", by=by, at=at, post=post)
    version = locked(version)
    open_for(version, "close", seen)
    _said(reason)
    if on > day_in_india(at) or on < version.published_on:
        raise DayIsWrong
    data = {"reason": reason, "on": on.isoformat()}
    facts = {"closed_on": on, "closed_reason": reason.strip()}
    follow(version, "close", actor=actor, at=at, data=data, **facts)
    return move(version, "close", actor=actor, at=at, data=data, is_public=True, **facts)


@transaction.atomic
def record_past_adoption(
    version, *, adopted_on, body, scan, by, at, reference="", remark="", source="", text_is_here=True, post=None, seen=None
):
    """Record that this text was adopted on paper before this portal. The text is frozen as it stands, checks or not.

    text_is_here: False where the version stands for a text that only its scan holds; then it is never published.

    Asked of whoever keeps reference data, never of an author's post: the paper decided, not the portal.
    Raises NotAllowed, MovedOn, WordsMissing, DayIsWrong.
    """
    on = day_in_india(at)
    verdict = require(by, "reference_data", version.plan.place, on=on, thing=version, post=post)
    actor = actor_of(by, on=on, post=verdict.post)
    version = locked(version)
    open_for(version, "record_past_adoption", seen)
    _said(body)
    if adopted_on > on:
        raise DayIsWrong
    for older in PlanVersion.objects.filter(plan=version.plan, state="adopted", minor=0):
        move(locked(older), "supersede", actor=actor, at=at, data={"published": False}, is_public=True)
    plan_paper = paper_of(version)
    paper = freeze(
        frozen_bytes(plan_paper), title=version.title, title_hi=hindi_title(version), format=FORMAT, actor=actor, at=at
    )
    Tabling.objects.create(
        version=version,
        ordinal=version.tablings.count() + 1,
        paper=paper,
        at=at,
        by=person_of(by),
        by_label=str(actor)[:250],
        score=checks.run(plan_paper).score,
        findings=checks.findings_to_keep(plan_paper),
        authors=authors_for_the_record(version),
    )
    past = PastAdoption.objects.create(
        adopted_on=adopted_on,
        body=body.strip()[:250],
        reference=reference.strip()[:120],
        scan=scan,
        recorded_at=at,
        recorded_by_label=str(actor)[:250],
        source=source.strip()[:250],
        text_is_here=text_is_here,
    )
    changes = {} if version.major else {"major": next_major(version.plan)}
    return move(
        version,
        "record_past_adoption",
        actor=actor,
        at=at,
        is_public=True,
        data={"body": past.body, "adopted_on": adopted_on.isoformat(), "sha256": paper.sha256},
        past_adoption=past,
        adopted_on=adopted_on,
        adopted_recorded_at=at,
        **changes,
    )


def paper_sha256(version):
    """The hash of the text last laid before the committee, "" before the first tabling."""
    return version.tablings.order_by("-ordinal").values_list("paper_id", flat=True).first() or ""


def _said(*words):
    if not all(word.strip() for word in words):
        raise WordsMissing
