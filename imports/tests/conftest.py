"""The demonstration year, walked once for all the tests of a file and taken back at its end."""

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from plans.models import PlanVersion
from plans.tests.factories import an_office

from .workbook_drafts import a_full_draft


@pytest.fixture(scope="module")
def demonstration(django_db_setup, django_db_blocker):
    """A database that holds the demonstration; what a test changes is undone with the test."""
    with django_db_blocker.unblock(), override_settings(DATABASE_KIND="demonstration"), transaction.atomic():
        call_command("load_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def a_full_draft_once(django_db_setup, django_db_blocker):
    """(version, office) of a draft with everything a workbook could lose, for all the tests of a file."""
    with django_db_blocker.unblock(), transaction.atomic():
        office = an_office()
        yield a_full_draft(office), office
        transaction.set_rollback(True)


@pytest.fixture
def version(a_full_draft_once):
    """That draft as it stands now, with its office, for one test to change."""
    version, office = a_full_draft_once
    version = PlanVersion.objects.get(pk=version.pk)
    version.office = office
    return version
