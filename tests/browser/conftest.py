"""Journeys in a real Chromium against a real server: gunicorn and its own database, as bin/run starts them.

The database is prepared once per run (migrated, seeded, boundaries linked) and copied for each journey, so journeys
do not see one another. Without a Chromium the journeys are skipped, with the reason.
"""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome") or ""


def pytest_collection_modifyitems(items):
    missing = pytest.mark.skip(reason="no Chromium was found; name one in CHROMIUM")
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM:
                item.add_marker(missing)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": quiet}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "viewport": {"width": 1280, "height": 900}, "locale": "en-IN"}


def manage(*words, env):
    """Run a command of manage.py against a journey's database; returns what it printed."""
    done = subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=env, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, f"manage.py {' '.join(words)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


class Databases:
    """A prepared database, and copies of it: files on SQLite, templates on PostgreSQL."""

    def __init__(self, folder):
        self.folder = folder
        address = os.environ.get("DATABASE_URL", "")
        self.server = urlsplit(address) if address.startswith("postgres") else None
        self.names = []

    def _admin(self, statement):
        parts = self.server
        with psycopg.connect(
            host=parts.hostname,
            port=parts.port or 5432,
            user=parts.username,
            password=parts.password or "",
            dbname="postgres",
            autocommit=True,
        ) as connection:
            connection.execute(statement)

    def new(self, name, template=None):
        """Address of a new database, empty or a copy of `template` (an address this gave before)."""
        if self.server is None:
            path = self.folder / f"{name}.sqlite3"
            if template:
                shutil.copy(template.removeprefix("sqlite:///"), path)
            return f"sqlite:///{path}"
        full = f"deh_journey_{os.getpid()}_{name}".lower()
        self._admin(f'DROP DATABASE IF EXISTS "{full}" WITH (FORCE)')
        copied = f' TEMPLATE "{urlsplit(template).path[1:]}"' if template else ""
        self._admin(f'CREATE DATABASE "{full}"{copied}')
        self.names.append(full)
        return self.server._replace(path=f"/{full}").geturl()

    def drop_all(self):
        for name in self.names:
            self._admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def environment(address, folder, demo=False):
    return {
        **os.environ,
        "DATABASE_URL": address,
        "VAR_DIR": str(folder),
        "BOUNDARY_ROOT": str(shared_boundaries()),
        "DEMO": "yes" if demo else "no",
        "DJANGO_SETTINGS_MODULE": "deh_portal.settings",
        "PYTHONUNBUFFERED": "1",
        "CELERY_BROKER_URL": "filesystem://",
        "EMAIL_URL": "",
    }


def shared_boundaries():
    """One boundary build serves all journeys; it is a function of the register and the wheel alone."""
    return Path(os.environ.get("VAR_DIR", ROOT / "var" / "test")) / "boundaries"


@pytest.fixture(scope="session")
def databases(tmp_path_factory):
    made = Databases(tmp_path_factory.mktemp("databases"))
    yield made
    made.drop_all()


@pytest.fixture(scope="session")
def prepared(databases, tmp_path_factory):
    """A migrated and seeded facts database without people, and the folder with its static files."""
    folder = tmp_path_factory.mktemp("prepared")
    address = databases.new("prepared")
    env = environment(address, folder)
    manage("prepare", env=env)
    if databases.server is None:
        # A copy of the file alone must be whole.
        with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return address, folder


class Portal:
    """A running portal: its address, its environment, and commands against its database."""

    def __init__(self, env):
        self.env = env
        with closing(socket.socket()) as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = None

    def start(self):
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "gunicorn",
                "deh_portal.wsgi:application",
                "--bind",
                f"127.0.0.1:{self.port}",
                "--workers",
                "1",
                "--log-level",
                "warning",
            ],
            cwd=ROOT,
            env=self.env,
        )
        for _attempt in range(120):
            try:
                urllib.request.urlopen(f"{self.url}/healthz", timeout=2)
                return self
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                assert self.process.poll() is None, "the server stopped"
                time.sleep(0.25)
        raise AssertionError("the server did not answer within 30 s")

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=20)

    def manage(self, *words):
        return manage(*words, env=self.env)

    def python(self, source):
        """Run Python with Django set up on this portal's database; returns what it printed."""
        done = subprocess.run(
            [sys.executable, "-c", "import django; django.setup()\n" + source],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@contextmanager
def running_portal(prepared, databases, folder, name):
    """A portal with its own copy of the prepared database, for as long as the block lasts."""
    template, made = prepared
    address = databases.new(name[:30].replace("[", "_").replace("]", ""), template)
    # Static files are the same for all; the rest of var/ belongs to the journey.
    shutil.copytree(made / "static", folder / "static", copy_function=os.link)
    running = Portal(environment(address, folder)).start()
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture
def portal(prepared, databases, tmp_path, request):
    """A portal of its own for one journey."""
    with running_portal(prepared, databases, tmp_path, request.node.name) as running:
        yield running


@pytest.fixture(scope="module")
def shared_portal(prepared, databases, tmp_path_factory, request):
    """One portal for the journeys of a file; each of them keeps to a district of its own."""
    name = Path(request.node.name).stem
    with running_portal(prepared, databases, tmp_path_factory.mktemp(name), name) as running:
        yield running
