"""The database every test starts from: migrated, seeded and guarded once, then copied.

    database = of(connection)
    database.make()          # the test database, a copy of the template; whoever comes first builds that
    database.restore()       # after a test that committed: the same copy again
    database.remove()

A template is named after the contents of all it is made from (`ingredients`), so that one of yesterday's code is never
copied; it comes into being by a rename, so that one half built is never found; and one process at a time builds.
On SQLite it is a file beside the other things of the tests, on PostgreSQL a database beside those of the tests. One that
nobody has copied for a day is removed when the next is built.
"""

import fcntl
import hashlib
import sqlite3
import time
from contextlib import closing, contextmanager

import django
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import connections

from common.guards import registered

#: The seeds are read by the lowest apps. Of those above take part what makes tables, guards and rows of a migration.
_WHOLE_APPS = ("districts", "documents", "audit", "common")
_PARTS = (
    "*/migrations/*.py", "*/models.py", "*/models/**/*.py", "*/guards.py", "*/apps.py", "*/receivers.py",
    "committees/seat_types.py", "tests/template_database.py", "requirements.txt", "seeds/reference/**/*",
)  # fmt: skip

_DAY = 24 * 3600


def ingredients():
    """The files a template is made from."""
    patterns = (*(f"{app}/**/*.py" for app in _WHOLE_APPS), *_PARTS)
    found = {path for pattern in patterns for path in settings.BASE_DIR.glob(pattern)}
    return sorted(path for path in found if path.is_file() and "tests" not in path.relative_to(settings.BASE_DIR).parts[1:-1])


def fingerprint():
    """Sixteen letters that change with any of the ingredients."""
    seen = hashlib.sha256(f"{django.get_version()} {sqlite3.sqlite_version} {registered()}".encode())
    for path in ingredients():
        content = path.read_bytes()
        seen.update(f"{path.relative_to(settings.BASE_DIR)} {len(content)} ".encode())
        seen.update(content)
    return seen.hexdigest()[:16]


def of(connection):
    """The template and the test database of this connection, before anything was done with either."""
    return {"sqlite": InMemory, "postgresql": OnAServer}[connection.vendor](connection)


class _Templated:
    def __init__(self, connection):
        self.connection = connection
        self.name = connection.creation._get_test_db_name()
        self.folder = settings.VAR / "test-templates"
        self.folder.mkdir(parents=True, exist_ok=True)

    def make(self):
        """The test database, and the connection opened to it."""
        with self._one_at_a_time():
            if not self._has_template():
                self._forget_older_ones()
                self._build()
            self.mark.touch()
        self._connect_to(self.name)
        self.restore()

    def _connect_to(self, name):
        self.connection.close()
        settings.DATABASES[self.connection.alias]["NAME"] = name
        self.connection.settings_dict["NAME"] = name

    def _fill(self):
        call_command("migrate", verbosity=0, interactive=False, database=self.connection.alias, run_syncdb=True)
        call_command("load_seeds", verbosity=0)

    def _known_again(self):
        # What was remembered from rows that are not there any more.
        ContentType.objects.clear_cache()
        cache.clear()
        self.connection.ensure_connection()

    def _in_use(self, mark):
        return mark.exists() and time.time() - mark.stat().st_mtime < _DAY

    @contextmanager
    def _one_at_a_time(self):
        with (self.folder / f"{self.connection.vendor}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


class InMemory(_Templated):
    """SQLite: the template is a file, the test database a copy of it in memory."""

    def __init__(self, connection):
        super().__init__(connection)
        self.template = self.mark = self.folder / f"{fingerprint()}.sqlite3"

    def _has_template(self):
        return self.template.exists()

    def _forget_older_ones(self):
        for path in self.folder.glob("*.sqlite3"):
            if not self._in_use(path):
                path.unlink()

    def _build(self):
        self._connect_to(self.name)
        self._fill()
        unfinished = self.template.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        with closing(sqlite3.connect(unfinished)) as file:
            self.connection.connection.backup(file)
        unfinished.rename(self.template)

    def restore(self):
        self.connection.ensure_connection()
        with closing(sqlite3.connect(f"file:{self.template}?mode=ro", uri=True)) as file:
            file.backup(self.connection.connection)
        self._known_again()

    def remove(self):
        """Memory goes with the process."""


class OnAServer(_Templated):
    """PostgreSQL: both are databases of one server, and the server copies."""

    def __init__(self, connection):
        super().__init__(connection)
        # Of one installation, whatever number the worker has; two installations on a server have databases of two names.
        self.family = f"test_{connection.settings_dict['NAME']}_template_"
        self.template = self.family + fingerprint()
        self.mark = self.folder / self.template

    def _has_template(self):
        with self.connection.creation._nodb_cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.template])
            return cursor.fetchone() is not None

    def _forget_older_ones(self):
        with self.connection.creation._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [self.family])
            for (name,) in cursor.fetchall():
                if not self._in_use(self.folder / name):
                    self._drop(cursor, name)

    def _build(self):
        unfinished = f"{self.family}unfinished"
        with self.connection.creation._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{unfinished}"')
        self._connect_to(unfinished)
        self._fill()
        self.connection.close()
        with self.connection.creation._nodb_cursor() as cursor:
            cursor.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{self.template}"')

    def _drop(self, cursor, name):
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def restore(self):
        connections.close_all()
        with self.connection.creation._nodb_cursor() as cursor:
            self._drop(cursor, self.name)
            cursor.execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.template}"')
        self._known_again()

    def remove(self):
        self.connection.close()
        with self.connection.creation._nodb_cursor() as cursor:
            self._drop(cursor, self.name)
