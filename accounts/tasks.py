"""What the worker does for accounts. Each task is safe to run twice and safe to lose."""

from celery import shared_task

from common.clock import now

from .sending import send_owed


@shared_task
def send_urgent_notices(**_later):
    """After a commit that owes an urgent notice, and each minute for those whose message was lost."""
    send_owed(clock=now, urgent=True)


@shared_task
def send_digests(**_later):
    """All that is owed, one mail for each address; how often stands in NOTICE_DIGEST_MINUTES."""
    send_owed(clock=now)
