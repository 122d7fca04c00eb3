"""The demonstration never enters a database of facts."""

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Post
from audit import installation
from imports.demo.walking import Walk
from plans.models import PlanVersion

pytestmark = pytest.mark.django_db


def test_a_portal_that_was_not_asked_for_the_demonstration_refuses_it(settings):
    settings.DATABASE_KIND = "facts"

    with pytest.raises(CommandError, match="This database holds facts, and the demonstration is invented"):
        call_command("load_demo")

    assert not Post.objects.exists()


def test_a_database_created_for_facts_refuses_it_whatever_is_asked_today(settings):
    installation.mark("facts")
    settings.DATABASE_KIND = "demonstration"

    with pytest.raises(CommandError, match="This database was created for facts"):
        call_command("load_demo", if_missing=True)

    assert not Post.objects.exists()


def test_a_walk_that_stumbles_leaves_nothing_and_says_where(settings):
    settings.DATABASE_KIND = "demonstration"
    walk = Walk()
    walk.scenario.year = [row for row in walk.scenario.year if row["step"] != "write"]

    with pytest.raises(Exception) as stumbled:  # noqa: PT011  (whatever is refused first)
        walk.run()

    assert "In the demonstration year, 2025-05-02" in stumbled.value.__notes__[0]
    assert not PlanVersion.objects.exists()
    assert not Post.objects.exists()
