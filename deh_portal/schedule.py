"""When the beat asks for what."""

from celery.schedules import crontab
from django.conf import settings

SCHEDULE = {
    "build-what-is-owed": {"task": "public.tasks.build_what_is_owed", "schedule": 60.0},
    # After a commit the worker is told at once; this finds what a lost message left behind.
    "send-urgent-notices": {"task": "accounts.tasks.send_urgent_notices", "schedule": 60.0},
    "send-digests": {"task": "accounts.tasks.send_digests", "schedule": settings.NOTICE_DIGEST_MINUTES * 60.0},
    # In the time of CELERY_TIMEZONE: seven in the morning in India.
    "owe-what-is-overdue": {"task": "accounts.tasks.owe_what_is_overdue", "schedule": crontab(hour=7, minute=0)},
    "remind-of-data-requests": {"task": "plans.tasks.remind_of_data_requests", "schedule": crontab(hour=7, minute=5)},
    "forget-sent-forms": {"task": "committees.tasks.forget_sent_forms", "schedule": 86400.0},
    # Every hour: the day that counts is India's, whatever the machine's clock calls it.
    "lapse-circulations": {"task": "committees.tasks.lapse_circulations", "schedule": 3600.0},
}
