"""What the portal reads from its environment: each setting once, with its default and one sentence.

docs/settings.md is written from REGISTRY, so a setting cannot exist without being documented.
"""

from dataclasses import dataclass
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent

_env = environ.Env()


@dataclass(frozen=True)
class EnvironmentSetting:
    """One environment variable: its name, its kind, its default as text and what it does."""

    name: str
    kind: str
    default: str
    says: str


REGISTRY: dict[str, EnvironmentSetting] = {}


def _note(name, kind, default, says):
    REGISTRY[name] = EnvironmentSetting(name, kind, default, says)


def text(name, default, says, shown=None):
    """The variable as text. `shown` is what the documentation gives as default where the real one is a path."""
    _note(name, "text", default if shown is None else shown, says)
    return _env.str(name, default=default)


def yes_no(name, default, says):
    """True for yes, true, on, 1. Anything that is neither a yes nor a no stops the start with a sentence."""
    _note(name, "yes/no", "yes" if default else "no", says)
    given = _env.str(name, default="").strip().casefold()
    if given == "":
        return default
    if given in ("yes", "true", "on", "1"):
        return True
    if given in ("no", "false", "off", "0"):
        return False
    raise environ.ImproperlyConfigured(f"{name} is {given!r}. Write yes or no, or leave it out for {default}.")


def number(name, default, says):
    """The variable as a whole number."""
    _note(name, "number", str(default), says)
    return _env.int(name, default=default)


def words(name, default, says):
    """The variable as a list, separated by commas."""
    _note(name, "list", ",".join(default), says)
    return _env.list(name, default=default)


def database(name, default_path, says):
    """A Django DATABASES entry from an address such as postgres://user@host/name or sqlite:///file."""
    _note(name, "address", "sqlite:///var/portal.sqlite3 (var/demo.sqlite3 with DEMO=yes)", says)
    config = _env.db_url(name, default=f"sqlite:///{default_path}")
    if config["ENGINE"] == "django.db.backends.sqlite3":
        # WAL lets readers go on while one process writes; IMMEDIATE takes the write lock at BEGIN, so that a
        # read-modify-write waits its turn instead of failing half-way.
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;",
        }
    else:
        config["CONN_HEALTH_CHECKS"] = True
    # Opening a connection, the three PRAGMAs of SQLite included, costs more than all else a 304 does.
    config["CONN_MAX_AGE"] = 60
    return config
