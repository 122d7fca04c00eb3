"""What the worker does for the public door. Each task is safe to run twice and safe to lose."""

import logging

from celery import shared_task
from django.db.models import F

from audit import edition as editions
from common.clock import now

from . import edition_files, plan_files
from .models import OwedEdition

log = logging.getLogger(__name__)


@shared_task
def build_edition(edition, **_later):
    """Build the files of one edition, then those of the plans that changed last.

    An edition that is over is crossed off, since nobody will ask for it.
    """
    row = OwedEdition.objects.filter(edition=edition, built_at=None)
    row.update(attempts=F("attempts") + 1)
    try:
        edition_files.build_all(edition)
        plan_files.build_newest()
    except edition_files.Overtaken:
        pass
    except Exception as fault:
        row.update(fault=f"{type(fault).__name__}: {fault}"[:500])
        raise
    row.update(built_at=now(), fault="")


@shared_task
def build_what_is_owed(**_later):
    """The beat's sweep: build the newest edition still owed and cross off the ones it overtook."""
    current = editions.current()
    OwedEdition.objects.filter(edition__lt=current, built_at=None).update(built_at=now(), fault="")
    for owed in OwedEdition.objects.filter(edition=current, built_at=None):
        build_edition(owed.edition)
