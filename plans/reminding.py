"""Reminders of data requests: to the post before the day and each week after it, to those who write the plan once it is over.

Each morning computes what is owed for that day anew; a reminder that was told once is not told again, and a morning that was
missed is made up for by the next.
"""

from datetime import timedelta

from django.db.models import Exists, OuterRef

from plans import telling
from plans.models import AskedFact, DataRequest
from plans.states import ANSWERABLE

DAYS_BEFORE = 3
#: After so many weeks nobody is reminded any more: the plan's page goes on saying who owes what.
MOST_WEEKS = 8


def owing():
    """Requests that stand and lack an answer, of versions that can still take one; those due first come first."""
    owed = AskedFact.objects.filter(request=OuterRef("pk"), state__in=(AskedFact.State.ASKED, AskedFact.State.SENT_BACK))
    return (
        DataRequest.objects.filter(Exists(owed), withdrawn_at=None, version__state__in=ANSWERABLE)
        .select_related("post__place", "version__plan__place__parent")
        .order_by("due_on", "pk")
    )


def owe_reminders(*, on, at):
    """Owe the reminders of that day. Returns the requests looked at."""
    due = list(owing().filter(due_on__lte=on + timedelta(days=DAYS_BEFORE)))
    for request in due:
        days_late = (on - request.due_on).days
        weeks_late = (days_late - 1) // 7 + 1 if days_late > 0 else 0
        # Nobody holds an abolished post; its request stands until the office enters a letter or asks another.
        if request.post.stands_on(on) and weeks_late <= MOST_WEEKS:
            telling.told_of_data_due(request, weeks_late, at=at)
        if days_late > 0:
            telling.told_of_data_not_given(request, at=at)
    return len(due)
