"""Lists with filters and pages: GET forms, whole-number pages, the same queries whatever the number of rows."""

from django.core.paginator import Paginator
from django.db.models import Q

from common.text import fold

PER_PAGE = 50


def asked(request, *names):
    """What the form of the list says, tidied; absent is ""."""
    return {name: request.GET.get(name, "").strip()[:120] for name in names}


def page_of(request, rows, per_page=PER_PAGE):
    """The page asked for (a wrong number gives the nearest), with the query of its neighbours ready for links."""
    page = Paginator(rows, per_page).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    page.query = query.urlencode()
    return page


def spelled(text, *fields):
    """A condition on folded search columns: each word of the text somewhere in one of the fields."""
    words = fold(text).split()
    condition = Q()
    for word in words:
        either = Q()
        for field in fields:
            either |= Q(**{f"{field}__contains": word})
        condition &= either
    return condition
