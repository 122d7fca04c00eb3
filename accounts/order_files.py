"""Who may read the scan of an order that posts somebody."""

from accounts.models import Posting
from accounts.moves import Move
from accounts.permission import may
from common.clock import today


def may_read_posting_order(user, document):
    """True for those who appoint at the post's place, and for the person posted; no opinion on other documents."""
    # The view that serves files passes no day: it serves what may be read now.
    on = today()
    for posting in Posting.objects.filter(order_document=document).select_related("post__place"):
        own = getattr(user, "person_id", None)
        if (own and own == posting.person_id) or may(user, Move.APPOINT, posting.post.place, on=on):
            return True
    return None
