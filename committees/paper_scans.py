"""Who may read the scan of a packet that was signed on paper."""

from accounts.moves import Move
from accounts.permission import may
from committees.models import PaperDecision
from common.clock import today


def may_read_signed_packet(user, document):
    """True for those who may read what is not published at the committee's place; signatures are not for everybody."""
    for decision in PaperDecision.objects.filter(scan=document).select_related("item__committee__place"):
        if may(user, Move.READ, decision.item.committee.place, on=today(), thing=decision.item.committee):
            return True
    return None
