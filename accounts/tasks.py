"""What the worker does for accounts. Each task is safe to run twice and safe to lose."""

from celery import shared_task
from django.db import transaction

from common.clock import day_in_india, now

from .clocks import owe_by_the_clocks
from .sending import send_owed


@shared_task
def send_urgent_notices(**_later):
    """After a commit that owes an urgent notice, and each minute for those whose message was lost."""
    send_owed(clock=now, urgent=True)


@shared_task
def send_digests(**_later):
    """All that is owed, one mail for each address; how often stands in NOTICE_DIGEST_MINUTES."""
    send_owed(clock=now)


@shared_task
@transaction.atomic
def owe_what_is_overdue(**_later):
    """Each morning in India: notices of what has taken too long since yesterday, and of what an earlier day missed."""
    at = now()
    owe_by_the_clocks(on=day_in_india(at), at=at)
