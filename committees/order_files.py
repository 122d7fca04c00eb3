"""Who may read the scan of an order: on a committee, its seats, a decision annulled, or a product list."""

from django.db.models import Q

from accounts.moves import Move
from accounts.permission import may
from committees.models import ProductDecision
from common.clock import today
from districts.models import Place


def may_read_order(user, document):
    """True for those who may read what is not published at the committee's place; no opinion on other documents."""
    # The view that serves files passes no day: it serves what may be read now.
    on = today()
    places = Place.objects.filter(
        Q(committees__order_document=document)
        | Q(committees__seat_changes__order_document=document)
        | Q(committees__annulments__order_document=document)
        | Q(pk__in=ProductDecision.objects.filter(order_document=document).values("district_id"))
    )
    return True if any(may(user, Move.READ, place, on=on) for place in places.distinct()) else None
