"""Who may read the scan of the order by which a committee was constituted."""

from accounts.moves import Move
from accounts.permission import may
from committees.models import Committee
from common.clock import today


def may_read_order(user, document):
    """True for those who may read what is not published at the committee's place; no opinion on other documents."""
    # The view that serves files passes no day: it serves what may be read now.
    on = today()
    for committee in Committee.objects.filter(order_document=document).select_related("place"):
        if may(user, Move.READ, committee.place, on=on):
            return True
    return None
