"""The edition: which state of the public site this is. Addresses, ETags and caches carry it."""

from django.db import connection, transaction
from django.db.models import F

from audit.models import Edition
from audit.signals import edition_moved

_ASKED = f"SELECT number FROM {Edition._meta.db_table} WHERE {Edition._meta.pk.column} = %s"  # noqa: S608


def bump() -> None:
    """Count one further, in the caller's transaction: readers see the new number with the change itself.

    The row stays locked until that transaction ends, so call it last.
    """
    with transaction.atomic():
        if not Edition.objects.filter(pk=Edition.ONLY_ROW).update(number=F("number") + 1):
            # Only a database emptied by hand or by a test has lost the row.
            Edition.objects.create(pk=Edition.ONLY_ROW, number=2)
        edition_moved.send(sender=Edition, edition=current())


def current() -> int:
    """The number now. One query, written out: every public request asks it, and building it took longer than asking."""
    with connection.cursor() as cursor:
        cursor.execute(_ASKED, [Edition.ONLY_ROW])
        row = cursor.fetchone()
    return row[0] if row else 1
