"""Waivers of checks: granted with a reason and a last day, withdrawn with a reason. They move no version."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.moves import Move
from accounts.postings import person_of
from audit.recording import record
from common.clock import day_in_india
from common.refusals import Refusal
from plans import checks
from plans.models import Commitment, Waiver
from plans.states import EDITABLE, State
from plans.workflow.moving import label_of, open_to

#: While a text can still become another; from tabling on its waivers are kept with it.
WAIVABLE = (*EDITABLE, State.IN_CONSULTATION)
LONGEST_DAYS = 366


class UnknownCheck(Refusal):
    """No check has this number, or it only informs and stops nothing."""

    default_sentence = _("No check that could stop the tabling has this number, so there is nothing to waive. Look at the rules.")


class NothingToWaive(Refusal):
    """The check passes, at this place of the text, or a waiver covers it already."""

    default_sentence = _("This check finds nothing here that would stop the tabling, so there is nothing to waive.")


class LastDayIsOff(Refusal):
    """A waiver ends, and not before it begins."""

    default_sentence = _("A waiver holds from today on, for one year at most. Give its last day in that time.")


class ReasonIsMissing(Refusal):
    """A waiver is granted and withdrawn with words that everybody will read."""

    default_sentence = _("Write the reason. Everybody reads it beside the plan once it is published.")


class AlreadyWithdrawn(Refusal):
    """Somebody was faster."""

    default_sentence = _("This waiver was withdrawn already. Nothing more was done.")


@transaction.atomic
def grant_waiver(version, *, check, reason, until, by, at, uid="", post=None):
    """Let this check fail until that day, in the whole plan or, with `uid`, in one row. Returns the Waiver.

    Granted to a text that can still change, for an error the check finds in it now, by somebody who wrote nothing in it.
    Raises NotAllowed, MovedOn, UnknownCheck, NothingToWaive, LastDayIsOff, ReasonIsMissing.
    """
    version, actor = open_to(version, Move.GRANT_WAIVER, WAIVABLE, by=by, at=at, post=post)
    on = day_in_india(at)
    if not reason.strip():
        raise ReasonIsMissing
    if until is None or not on <= until <= on + timedelta(days=LONGEST_DAYS):
        raise LastDayIsOff
    found = waivable(version, check, uid, on=on)[0]
    waiver = Waiver.objects.create(
        version=version,
        check_number=check,
        commitment=Commitment.objects.get(uid=uid) if uid else None,
        about=(found.about or str(uid))[:250] if uid else "",
        reason=reason.strip(),
        granted_on=on,
        until=until,
        granted_at=at,
        granted_by=person_of(by),
        granted_by_label=str(actor)[:250],
    )
    _record("plan.waiver_granted", waiver, version, actor, at, reason=waiver.reason)
    return waiver


@transaction.atomic
def withdraw_waiver(waiver, *, reason, by, at, post=None):
    """Take a waiver back while the text can still change; what a tabling kept stays kept.

    Raises NotAllowed, MovedOn, AlreadyWithdrawn, ReasonIsMissing.
    """
    version, actor = open_to(waiver.version, Move.GRANT_WAIVER, WAIVABLE, by=by, at=at, post=post)
    if not reason.strip():
        raise ReasonIsMissing
    taken = Waiver.objects.filter(pk=waiver.pk, withdrawn_at__isnull=True).update(
        withdrawn_at=at, withdrawn_by_label=str(actor)[:250], withdrawn_reason=reason.strip()
    )
    if not taken:
        raise AlreadyWithdrawn
    waiver.refresh_from_db()
    _record("plan.waiver_withdrawn", waiver, version, actor, at, reason=waiver.withdrawn_reason)
    return waiver


def waivable(version, check, uid, *, on):
    """The findings of this check that a waiver would cover, at least one. Raises UnknownCheck, NothingToWaive."""
    if check not in checks.BLOCKING_NUMBERS:
        raise UnknownCheck
    report = checks.run_on(version, on=on)
    open_ones = [found for found in report.blocking if found.check == check and (not uid or found.uid == uid)]
    if not open_ones:
        raise NothingToWaive
    return open_ones


def _record(verb, waiver, version, actor, at, *, reason):
    record(
        verb,
        actor=actor,
        target=version,
        label=label_of(version),
        at=at,
        data={
            "check": waiver.check_number,
            "uid": str(waiver.commitment.uid) if waiver.commitment_id else "",
            "until": waiver.until.isoformat(),
            "reason": reason,
        },
    )
