"""/healthz says the process lives; /readyz says that what it needs is there."""

from django.conf import settings
from django.db import connection
from django.http import HttpResponse, JsonResponse

from audit import edition


def alive(request):
    return HttpResponse("alive\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


def ready(request):
    """200 where database, broker, boundaries and edition all answer; 503 naming what does not."""
    answers = {}
    for name, ask in (("database", _database), ("broker", _broker), ("boundaries", _boundaries), ("edition", edition.current)):
        try:
            ask()
            answers[name] = "ok"
        except Exception as problem:  # each probe may fail in its own way, and the page must still say which
            answers[name] = type(problem).__name__
    ok = all(answer == "ok" for answer in answers.values())
    return JsonResponse(answers, status=200 if ok else 503, headers={"Cache-Control": "no-store"})


def _database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _broker():
    if settings.CELERY_BROKER_URL.startswith("filesystem"):
        return
    from .celery import app

    with app.connection_for_write() as broker:
        broker.ensure_connection(max_retries=1, timeout=2)


def _boundaries():
    from districts.boundaries import manifest

    if manifest.current() is None:
        raise LookupError("no build")
