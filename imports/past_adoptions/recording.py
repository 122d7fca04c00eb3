"""From a sheet and its scans to records: all of it, or nothing."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import actor_of
from common.clock import day_in_india
from common.refusals import Refusal
from documents.storing import store
from imports.past_adoptions.scans import Scans
from imports.past_adoptions.sheet import places_of, read_sheet
from plans import workflow


class FaultsLeft(Refusal):
    """At least one row cannot be recorded, so none is."""

    default_sentence = _("Since the preview something has changed, and a row can no longer be recorded. Nothing was recorded.")


@transaction.atomic
def record_all(sheet, archive, *, by, at):
    """Record every row of the sheet that is not recorded yet; returns (how many recorded, how many stood here already).

    Doing it again records nothing and says so. Raises FaultsLeft, SheetRefused, ArchiveRefused, ScanRefused, NotAllowed
    and what plans.workflow.enter_past_adoption raises; then nothing is recorded.
    """
    scans = Scans(archive)
    entries = read_sheet(sheet, scans, on=day_in_india(at))
    if any(entry.faults for entry in entries):
        raise FaultsLeft()
    by_label = str(actor_of(by, on=day_in_india(at)))
    places = places_of(entries)
    new = [entry for entry in entries if not entry.is_recorded]
    for entry in new:
        scan = store(scans.read(entry.scan), name=entry.scan, by_label=by_label, at=at)
        workflow.enter_past_adoption(
            places[entry.district.pk],
            adopted_on=entry.adopted_on,
            body=entry.body,
            reference=entry.reference,
            source=entry.source,
            scan=scan,
            by=by,
            at=at,
        )
    return len(new), len(entries) - len(new)
