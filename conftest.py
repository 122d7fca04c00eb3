"""What every test of the portal shares."""

import os

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase, override_settings

from tests import recorded_walks, template_database

# Playwright leaves its event loop running in the thread of a worker that drove a browser; the tests that follow there
# use the database from that thread, as every test does.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords():
    """Passwords are hashed as fast as possible: half a second for each person of a test teaches nothing."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(scope="session", autouse=True)
def _plain_static_files():
    """Pages of the tests link static files by their own names: no test run gathers and hashes them first."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES={**settings.STORAGES, "staticfiles": plain}):
        yield


@pytest.fixture(scope="session", autouse=True)
def _documents_of_the_tests(tmp_path_factory):
    """Files the tests store lie in a folder of this run."""
    with override_settings(DOCUMENT_ROOT=tmp_path_factory.mktemp("documents")):
        yield


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker, django_db_modify_db_settings):
    """The real register stands in every test's database: 784 districts, their products, the HS codes, the measures.

    It is copied from a template (tests/template_database.py), and copied again after each test that committed.
    """
    database = template_database.of(connection)
    with django_db_blocker.unblock():
        database.make()
    recorded_walks.keep_ledger(connection)

    def restore(self):
        database.restore()
        recorded_walks.restored()

    flush = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = restore
    yield
    TransactionTestCase._fixture_teardown = flush
    with django_db_blocker.unblock():
        database.remove()
