"""The table is complete, its conditions have functions, and its page in docs/ is current."""

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import translation

from accounts import conditions
from accounts.checks import conditions_without_functions, moves_without_grants
from accounts.models import Duty
from accounts.moves import CONDITIONS, MOVES, REGISTERED_SCOPES, Grant, Move, Scope
from accounts.written import permissions_page


def test_the_page_in_docs_is_current():
    page = (settings.BASE_DIR / "docs" / "permissions.md").read_text(encoding="utf-8")

    with translation.override("hi"):
        assert permissions_page() == page, "Run manage.py write_permissions."


def test_the_command_writes_what_the_test_compares(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    call_command("write_permissions", verbosity=0)

    assert (tmp_path / "docs" / "permissions.md").read_text(encoding="utf-8") == permissions_page()


def test_every_move_stands_in_the_table():
    assert set(MOVES) == set(Move)
    assert moves_without_grants(MOVES) == []
    assert [error.id for error in moves_without_grants({})] == ["accounts.E002"] * len(Move)


def test_every_condition_of_the_table_has_a_sentence():
    named = {name for grants in MOVES.values() for grant in grants for name in grant.conditions}

    assert named | set(REGISTERED_SCOPES.values()) == set(CONDITIONS)


def test_a_condition_without_a_function_fails_the_system_check(monkeypatch):
    moves = {Move.PUBLISH: (Grant((Duty.HQ,), Scope.EVERYWHERE, ("did_not_sign",)),)}
    monkeypatch.setattr(conditions, "_registered", {})

    [error] = conditions_without_functions(moves)

    assert error.id == "accounts.E001"
    assert "'did_not_sign'" in error.msg


def test_a_scope_registered_without_its_places_fails_the_system_check(monkeypatch):
    moves = {Move.VOTE: (Grant((Duty.MEMBER,), Scope.SEAT),)}
    monkeypatch.setattr(conditions, "_registered", {})
    conditions.register_condition("holds_a_seat", lambda user, place, on, thing: True)

    assert [error.id for error in conditions_without_functions(moves)] == ["accounts.E001"]


def test_a_condition_nobody_asks_cannot_be_registered(monkeypatch):
    monkeypatch.setattr(conditions, "_registered", {})

    with pytest.raises(ValueError, match="accounts.moves names no condition 'is_friendly'"):
        conditions.register_condition("is_friendly", lambda user, place, on, thing: True)
    assert conditions.condition("is_friendly") is None
