"""A decision taken on paper: the scan kept, the fingerprint compared; then it is drawn up and signed like any other."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.moves import Move
from committees import latest_text
from committees.models import ItemState, Meeting, MeetingState, PaperDecision
from committees.paper_codes import compare
from committees.proceedings.acting import Acting
from committees.proceedings.locking import lock_item
from committees.proceedings.refusals import Refusal, WrongState
from common.text import tidy


class NoFrozenText(Refusal):
    """Only a frozen text has a fingerprint that paper can carry."""

    default_sentence = _("This item has no frozen text, so there is no packet to compare. Record its votes without one.")


class TabledAgain(Refusal):
    """The packet is of an earlier tabling than the one before the committee."""

    default_sentence = _(
        "This text was tabled again in other words, so a decision on the older packet cannot be entered. Put the newest "
        "text on an agenda and let the committee decide on its packet."
    )


class ScanIsNoScan(Refusal):
    """A scan is a picture or a PDF."""

    default_sentence = _("A spreadsheet is no scan of signed pages. Choose a PDF, PNG or JPEG file.")


@transaction.atomic
def enter_from_paper(item, *, scan, typed, by, at) -> PaperDecision:
    """Keep the scan of the signed packet with the item, once the fingerprint read from it is that of the frozen text.

    By the convener, while the item is open for decision. Attendance, hands and outcome are then entered as they stand
    on the sheet, and the chair or delegate signs with the password; the rule is evaluated as for any other item.

    Raises NotReadable and AnotherText (committees.paper_codes), NoFrozenText, TabledAgain, ScanIsNoScan, WrongState,
    NotAllowed.
    """
    acting = Acting(by, Move.KEEP_MINUTES, item.committee.place, at=at, thing=item)
    # Locked, so that nothing is entered beside a drawing up.
    item = lock_item(item)
    if item.paper_id is None:
        raise NoFrozenText()
    if item.state != ItemState.OPEN or not Meeting.objects.filter(pk=item.meeting_id, state=MeetingState.OPEN).exists():
        raise WrongState(
            _("This item is %(state)s. A decision from paper is entered after the question is put, in an open sitting.")
            % {"state": item.get_state_display()}
        )
    compare(typed, item.paper_id)
    if latest_text.is_overtaken(item.paper_id):
        raise TabledAgain()
    if not scan.media_type.startswith(("application/pdf", "image/")):
        raise ScanIsNoScan()
    decision = PaperDecision.objects.create(
        item=item, paper=item.paper, scan=scan, typed=tidy(typed)[:200], recorded_at=at, recorded_by_label=acting.label
    )
    acting.record("enter from paper", item, data={"paper": item.paper_id, "scan": scan.sha256})
    return decision
