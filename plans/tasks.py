"""What the worker does for plans. Each task is safe to run twice and safe to lose."""

from celery import shared_task
from django.db import transaction

from common.clock import day_in_india, now
from plans.reminding import owe_reminders


@shared_task
@transaction.atomic
def remind_of_data_requests(**_later):
    """Each morning in India: reminders of facts that posts were asked for."""
    at = now()
    owe_reminders(on=day_in_india(at), at=at)
