"""When guards are dropped, put in and verified."""

from contextlib import contextmanager

from django.apps import apps
from django.core import checks
from django.db import DEFAULT_DB_ALIAS, connections
from django.utils.translation import gettext_lazy as _

from common.guards import postgresql, sqlite
from common.guards.definitions import registered
from common.refusals import Refusal

_ENGINES = {"sqlite": sqlite.Keeper, "postgresql": postgresql.Keeper}
# Set while `migrate` runs its checks: guards may be missing then, it is what puts them in.
_migrating = False


class GuardsMissing(Refusal):
    """The database lacks a guard, so the portal does not serve from it."""


def _keeper(using):
    connection = connections[using]
    return _ENGINES[connection.vendor](connection)


def _in_place(using):
    """The registered guards whose tables all exist."""
    tables = set(connections[using].introspection.table_names())
    return [g for g in registered() if g.table in tables and all(read in tables for read in g.reads)]


def install(using=DEFAULT_DB_ALIAS):
    """Put in every guard that is missing and whose tables exist. Doing it twice changes nothing."""
    _keeper(using).install(_in_place(using))


def drop(using=DEFAULT_DB_ALIAS):
    """Take out every guard, also one that is no longer registered."""
    _keeper(using).drop()


def verify(using=DEFAULT_DB_ALIAS) -> list[str]:
    """The names of the guards that are missing, changed or switched off. Guards of tables not made yet do not count."""
    return [guard.name for guard in _keeper(using).missing(_in_place(using))]


def require_all(using=DEFAULT_DB_ALIAS):
    """Raise GuardsMissing unless every registered guard stands; called before web and worker serve."""
    standing = {guard.name for guard in _in_place(using)} - set(verify(using))
    missing = [guard.name for guard in registered() if guard.name not in standing]
    if missing:
        raise GuardsMissing(
            _("The database lacks its guards %(names)s. Run “manage.py migrate”, which puts them in, and start again.")
            % {"names": ", ".join(missing)}
        )


def require_all_before_serving():
    """require_all, for the start of a process that forks: leaves no connection behind for two children to share."""
    try:
        require_all()
    finally:
        connections.close_all()


@contextmanager
def lift_guards(using=DEFAULT_DB_ALIAS):
    """Let rows be removed inside the block. For tests that forge what a guard forbids, nothing else."""
    keeper = _keeper(using)
    keeper.drop([guard for guard in registered() if guard.refuses_removal])
    try:
        yield
    finally:
        install(using)


def _first_sender():
    # The migrate signals are sent once for each app that has models; one of them is enough.
    return next(config for config in apps.get_app_configs() if config.models_module is not None)


def drop_before_migrating(sender, using, plan=(), **_others):
    """Receiver of pre_migrate: guards stand in the way of a table's rebuilding."""
    if plan and sender == _first_sender():
        drop(using)


def install_after_migrating(sender, using, **_others):
    """Receiver of post_migrate: by now every table exists."""
    if sender == _first_sender():
        install(using)


@contextmanager
def may_be_missing():
    """Let the system check pass without guards: around the checks of `migrate` alone."""
    global _migrating
    _migrating = True
    try:
        yield
    finally:
        _migrating = False


def check_guards(app_configs=None, databases=None, **_others):
    """System check common.E001, asked for a database: every guard stands."""
    if _migrating:
        return []
    return [
        checks.Error(
            f"The database “{using}” lacks the guard {name}.",
            hint="Run manage.py migrate: it puts the guards in again.",
            id="common.E001",
        )
        for using in databases or ()
        if connections[using].vendor in _ENGINES
        for name in verify(using)
    ]


def refuse_silent_replacement(connection, **_others):
    """Receiver of connection_created: without this SQLite's INSERT OR REPLACE removes rows past the triggers."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA recursive_triggers = ON")
