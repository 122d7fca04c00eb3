import pytest
from django.contrib.admin import ModelAdmin, site

from audit import edition
from audit.admin import BumpsEdition, BumpsEditionOnImport
from audit.models import Edition

pytestmark = pytest.mark.django_db


class _Admin(BumpsEdition, ModelAdmin):
    """An admin of reference data."""


class _Form:
    instance = None

    def __init__(self, changed=True):
        self.changed = changed

    def has_changed(self):
        return self.changed

    def save_m2m(self):
        """Nothing to save."""


class _Resource:
    def after_import(self, dataset, result, **kwargs):
        """As import-export's does."""


class _BumpingResource(BumpsEditionOnImport, _Resource):
    pass


@pytest.mark.parametrize(
    "change",
    [
        lambda admin: admin.save_related(None, _Form(), [], change=True),
        lambda admin: admin.delete_model(None, Edition(pk=7)),
        lambda admin: admin.delete_queryset(None, Edition.objects.none()),
        lambda admin: _BumpingResource().after_import(None, None),
    ],
    ids=["saved", "removed", "several removed", "imported"],
)
def test_a_change_of_reference_data_counts_the_edition_once(change):
    before = edition.current()

    change(_Admin(Edition, site))

    assert edition.current() == before + 1
