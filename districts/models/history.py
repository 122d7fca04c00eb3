"""Who edited reference data, kept beside it.

The user is kept as a number, not as a foreign key: accounts stands above this
app and its posts point at our places.
"""

from django.contrib.auth import get_user_model
from django.db import models
from simple_history.models import HistoricalRecords


def _editor(historical, **kwargs):
    if historical.history_user_id is None:
        return None
    return get_user_model()._default_manager.filter(pk=historical.history_user_id).first()


def _set_editor(historical, user, **kwargs):
    historical.history_user_id = user.pk if user else None


def edits_of_reference_data(**options):
    """The history of one reference table; `history_user` costs one query per row read."""
    return HistoricalRecords(
        history_user_id_field=models.BigIntegerField(null=True, blank=True),
        history_user_getter=_editor,
        history_user_setter=_set_editor,
        **options,
    )
