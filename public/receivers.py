"""Each move of the edition leaves a row and, after the commit, a message to the worker."""

import logging

from django.db import transaction
from django.dispatch import receiver
from kombu.exceptions import OperationalError

from audit import edition as editions
from audit.signals import edition_moved
from common.clock import now

from .models import OwedEdition

log = logging.getLogger(__name__)


@receiver(edition_moved)
def owe_the_files(sender, edition, **kwargs):
    OwedEdition.objects.get_or_create(edition=edition, defaults={"owed_at": now()})
    # Robust: whatever the broker does, the change stands and the request goes on.
    transaction.on_commit(lambda: _tell_the_worker(edition), robust=True)


def _tell_the_worker(edition):
    from .tasks import build_edition

    if edition != editions.current():
        # Overtaken before it was told: one transaction that counts up a hundred times sends one message.
        return
    try:
        build_edition.delay(edition)
    except (OperationalError, OSError) as fault:
        # The row stays: the next beat builds, and the first reader would too. Publishing never waits for a broker.
        log.warning("The broker did not take the message for edition %s: %s", edition, fault)
