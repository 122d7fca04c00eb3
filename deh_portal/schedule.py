"""When the beat asks for what."""

from django.conf import settings

SCHEDULE = {
    "build-what-is-owed": {"task": "public.tasks.build_what_is_owed", "schedule": 60.0},
    # After a commit the worker is told at once; this finds what a lost message left behind.
    "send-urgent-notices": {"task": "accounts.tasks.send_urgent_notices", "schedule": 60.0},
    "send-digests": {"task": "accounts.tasks.send_digests", "schedule": settings.NOTICE_DIGEST_MINUTES * 60.0},
}
