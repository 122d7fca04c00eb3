"""Places and people of the accounts tests."""

import pytest
from django.core.cache import cache

from accounts import conditions
from accounts.models import Post
from accounts.tests import factories


@pytest.fixture
def erode(db):
    return factories.a_district("Erode", "Tamil Nadu")


@pytest.fixture
def salem(db):
    return factories.a_district("Salem", "Tamil Nadu")


@pytest.fixture
def agra(db):
    return factories.a_district("Agra", "Uttar Pradesh")


@pytest.fixture
def people(erode):
    """One person of each duty, for Erode, and a stranger."""
    found = factories.make_depc_posts(erode)
    found["ra_officer"] = factories.make_ra([erode])
    found["state_officer"] = factories.make_state_officer(erode.state)
    found["hq"] = factories.make_hq()
    found["data_officer"] = factories.make_data_officer()
    found["auditor"] = factories.make_auditor()
    found["stranger"] = factories.stranger()
    return found


@pytest.fixture
def plain_seats(monkeypatch):
    """Committees stand above accounts: here a post has a seat at its own place when its title says so."""

    def places(word):
        def found(posts, on):
            titled = Post.objects.filter(title__contains=word)
            return titled.filter(pk__in=[p.pk for p in posts] if isinstance(posts, list) else posts).values("place_id")

        return found

    def holds(user, place, on, thing):
        return True

    registered = dict(conditions._registered)
    for name, word in (("holds_a_seat", "seat"), ("is_chair_or_delegate", "chairs"), ("is_co_chair", "co-chairs")):
        registered[name] = conditions.Condition(name, holds, places(word))
    for name in ("is_no_author", "did_not_sign"):
        registered[name] = conditions.Condition(name, holds)
    monkeypatch.setattr(conditions, "_registered", registered)
    return registered


@pytest.fixture
def enter(client):
    """The client, signed in as somebody."""

    def entered(user):
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return entered


@pytest.fixture(autouse=True)
def _nothing_remembered():
    cache.clear()
    yield
    cache.clear()
