"""What the worker does for committees. Each task is safe to run twice and safe to lose."""

from datetime import timedelta

from celery import shared_task

from committees import proceedings
from committees.models import SentForm
from common.clock import now


@shared_task
def lapse_circulations(**_later):
    """Write down the circulations whose last day has passed; signatures were refused from then on anyway."""
    proceedings.lapse_circulations(at=now())


#: Longer than any page of the desk stays open.
KEPT = timedelta(days=30)


@shared_task
def forget_sent_forms(**_later):
    """Remove what was kept of forms only so that they do not act twice."""
    SentForm.objects.filter(sent_at__lt=now() - KEPT).delete()
