"""What a workbook would do, found by doing it and taking it back; and doing it for good, if nothing moved in between."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.permission import require
from common.clock import day_in_india
from common.refusals import Refusal
from imports.workbook import layout
from imports.workbook.applying import Applying
from imports.workbook.difference import CHANGED, difference_of
from imports.workbook.opening import open_workbook
from imports.workbook.reading import read_workbook
from imports.workbook.standing import standing_of
from plans import checks
from plans.workflow.moving import locked, moved_on


class Overtaken(Refusal):
    """The draft changed after the trial."""

    default_sentence = gettext_lazy(
        "Somebody changed the plan after this was shown, so nothing was written. Look at the difference again, as it is now."
    )


class FaultsLeft(Refusal):
    """At least one cell cannot be taken, so nothing is."""

    default_sentence = gettext_lazy("At least one cell cannot be read, so nothing was written. Look at the sentences below.")


class NotConfirmed(Refusal):
    """Something that must be ticked is not."""


@dataclass
class Trial:
    """What the workbook would do to the draft as it stands: faults, or the difference and what the checks then find.

    `left_out` are rows of the plan that the workbook leaves out (names by sheet), `overtaken` what somebody saved here after the
    workbook was made and it says otherwise; `stamp` names the state of the draft that all this was found against.
    """

    stamp: str
    faults: list = field(default_factory=list)
    changes: list = field(default_factory=list)
    left_out: list = field(default_factory=list)
    takes_out: bool = False
    overtaken: list = field(default_factory=list)
    missing: list = field(default_factory=list)
    report: object = None

    @property
    def may_be_confirmed(self):
        return not self.faults and bool(self.changes)


def try_workbook(version, content, *, take_out, by, at, post=None) -> Trial:
    """What would change, checks included. Nothing is written. Raises NotOpened, NotAllowed, MovedOn."""
    with transaction.atomic():
        trial = _apply(version, content, take_out=take_out, by=by, at=at, post=post)
        transaction.set_rollback(True)
    return trial


@transaction.atomic
def take_in(version, content, *, take_out, stamp, replaces_newer, confirms_removal, by, at, post=None) -> Trial:
    """Write the workbook into the draft: all of it, in one transaction, or nothing.

    stamp: of the trial that was shown. replaces_newer: that what others saved since the download is to be replaced.
    confirms_removal: that the rows listed as left out are to go.

    Raises NotOpened, NotAllowed, MovedOn, Overtaken, FaultsLeft, NotConfirmed.
    """
    trial = _apply(version, content, take_out=take_out, by=by, at=at, post=post)
    if trial.stamp != stamp:
        raise Overtaken
    if trial.faults:
        raise FaultsLeft
    if trial.overtaken and not replaces_newer:
        raise NotConfirmed(
            _(
                "Parts of the plan were saved here after the workbook was downloaded. "
                "Tick that they are to be replaced, or download it again."
            )
        )
    if take_out and trial.left_out and not confirms_removal:
        raise NotConfirmed(_("Rows would be taken out of the plan. Tick that they are to go, or let them stay."))
    return trial


def _apply(version, content, *, take_out, by, at, post):
    require(by, "write", version.plan.place, on=day_in_india(at), thing=version, post=post)
    sheets = open_workbook(content)
    version = locked(version)
    if not version.is_editable:
        raise moved_on(version)
    before = standing_of(version)
    upload = read_workbook(sheets, before)
    trial = Trial(before.stamp, list(upload.faults), missing=upload.missing, takes_out=take_out)
    named = {wish.uid for wishes in upload.rows.values() for wish in wishes}
    left_out = [(name, line) for name in upload.rows for line in before.lines[name] if line.uid not in named]
    trial.left_out = [(name, line.name) for name, line in left_out]
    if trial.faults:
        return trial
    applying = Applying(upload, before, left_out=left_out if take_out else [], by=by, at=at, post=post)
    applying.run()
    trial.faults = applying.faults
    if not trial.faults:
        trial.changes = difference_of(before, standing_of(version))
        trial.overtaken = _overtaken(upload, before, trial.changes)
        trial.report = checks.run_on(version, on=day_in_india(at))
    return trial


def _overtaken(upload, before, changes):
    """(sheet, name, who, when) of what was saved here after the workbook was made and is changed by it."""
    changed = {(change.sheet, change.pk) for change in changes if change.what == CHANGED}
    found = []
    if upload.cover.is_overtaken and (layout.COVER, None) in changed:
        found.append((layout.COVER, _("Title, period and file number"), "", None))
    for wish in upload.heads:
        if wish.is_overtaken and (wish.sheet, 0) in changed:
            section = before.sections[wish.head]
            found.append((wish.sheet, str(section), section.changed_by_label, section.changed_at))
    for name, wishes in upload.rows.items():
        for wish in wishes:
            if wish.line is not None and wish.is_overtaken and (name, wish.line.row.pk) in changed:
                row = wish.line.row
                found.append((name, wish.line.name, row.changed_by_label, row.changed_at))
    return found
