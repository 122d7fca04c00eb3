"""What `manage.py prepare` does again, and what it leaves alone."""

import pytest

from common import guards
from deh_portal.management.commands import prepare


@pytest.fixture
def called(monkeypatch):
    """The commands that were run."""
    names = []
    monkeypatch.setattr(prepare, "call_command", lambda name, **_options: names.append(name))
    return names


@pytest.mark.django_db
def test_nothing_is_migrated_where_nothing_is_pending_and_every_guard_stands(called):
    prepare.Command()._migrate()

    assert called == []


@pytest.mark.django_db
def test_a_guard_that_came_without_a_migration_is_put_in_and_named(called, capsys):
    guards.drop()

    prepare.Command()._migrate()

    assert called == ["migrate"]
    assert "event_is_append_only" in capsys.readouterr().out


@pytest.mark.parametrize(("broken_off", "from_nothing"), [(False, [False]), (True, [True])])
def test_static_files_are_gathered_from_nothing_only_after_a_gathering_that_was_broken_off(
    broken_off, from_nothing, monkeypatch, settings, tmp_path
):
    settings.STATIC_ROOT = tmp_path
    cleared = []
    monkeypatch.setattr(prepare, "call_command", lambda _name, clear, **_options: cleared.append(clear))
    if not broken_off:
        (tmp_path / ".stamp").write_text("of other files")

    prepare.Command()._collect()
    prepare.Command()._collect()

    assert cleared == from_nothing
