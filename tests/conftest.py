"""People signed in to the desk, and the world that the sweeps walk through."""

import pytest
from django.core.cache import cache
from django.test import override_settings
from django.utils import timezone

from accounts.tests import factories as people

from .world import NOW, build, kept_apart


@pytest.fixture
def data_officer(client):
    user = people.make_data_officer()
    client.force_login(user)
    return client


@pytest.fixture
def stranger(client):
    user = people.stranger()
    user.is_staff = True
    user.save()
    client.force_login(user)
    return client


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """The planted portal of tests/world.py, built once for a file of tests, at noon of its sitting.

    What a single test writes is undone at its end (pytest.mark.django_db), what is built here at the end of the file.
    """
    with django_db_blocker.unblock(), kept_apart(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: NOW)
        with override_settings(EDITION_ROOT=tmp_path_factory.mktemp("editions")):
            cache.clear()
            yield build()
        cache.clear()
