"""What every test of the portal shares."""

import os

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import TransactionTestCase, override_settings

from common.guards import lift_guards

# Playwright leaves its event loop running in the thread of a worker that drove a browser; the tests that follow there
# use the database from that thread, as every test does.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session", autouse=True)
def _flush_past_the_guards():
    """Let the emptying of tables after a transactional test past the guards; they stand again before the next.

    The register is written again at once: a teardown of our own would run before the emptying.
    """
    flush = TransactionTestCase._fixture_teardown

    def flush_lifted(self):
        with lift_guards():
            flush(self)
        _load_the_register()

    TransactionTestCase._fixture_teardown = flush_lifted
    yield
    TransactionTestCase._fixture_teardown = flush


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
def django_db_setup(django_db_setup, django_db_blocker):
    """The real register stands in every test's database: 784 districts, their products, the HS codes, the measures."""
    with django_db_blocker.unblock():
        _load_the_register()


def _load_the_register():
    call_command("load_seeds", verbosity=0)
