"""The worker's application. Tasks live in each app's tasks.py; when they run by the clock stands in schedule.py."""

import os

from celery import Celery
from celery.signals import worker_init

from .schedule import SCHEDULE

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deh_portal.settings")
app = Celery("deh_portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = SCHEDULE
app.autodiscover_tasks()


@worker_init.connect
def stop_without_guards(**_signal):
    """Nothing is worked on in a database that lacks a guard."""
    from common.guards import GuardsMissing, require_all_before_serving

    try:
        require_all_before_serving()
    except GuardsMissing as missing:
        # Celery logs what a receiver raises and goes on; only this ends the worker.
        raise SystemExit(str(missing)) from missing
