"""Item by item what the worker is for: it warms what a public change made cold, and nobody waits for it or needs it.

The first half runs real worker processes on a database of their own; the second asks the tasks themselves.
"""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import psycopg
import pytest
import redis
from django.core.cache import cache

from audit import edition
from deh_portal.celery import app
from plans.tests import factories as plans
from public import edition_files, tasks
from public.models import OwedEdition
from tests.browser.conftest import Databases, manage
from tests.test_reference_sheets import PAIRS, confirm, sheet, upload

ROOT = Path(__file__).resolve().parents[1]
REDIS = os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/9")
LONGEST = 60.0


# Real processes


@pytest.fixture(scope="module")
def empty_portal(tmp_path_factory):
    """(Databases, the address of a migrated one without rows)."""
    databases = Databases(tmp_path_factory.mktemp("worker"))
    address = databases.new("worker_empty")
    manage("migrate", "--verbosity", "0", env=environment(address, databases.folder, "filesystem://"))
    if databases.server is None:
        with closing(sqlite3.connect(address.removeprefix("sqlite:///"))) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    yield databases, address
    databases.drop_all()


def environment(address, folder, broker):
    return {
        **os.environ,
        "DATABASE_URL": address,
        "VAR_DIR": str(folder),
        "BOUNDARY_ROOT": str(folder / "no-boundaries"),
        "EDITION_ROOT": str(folder / "editions"),
        "CELERY_BROKER_URL": broker,
        "DJANGO_SETTINGS_MODULE": "deh_portal.settings",
        "DEMO": "no",
    }


class Portal:
    """A database and a folder of their own, workers on them, and what can be seen from outside."""

    def __init__(self, address, folder, broker):
        self.address, self.folder = address, folder
        self.env = environment(address, folder, broker)
        self.workers = []

    def worker(self, *more, **env):
        words = ["--pool", "solo", "--loglevel", "WARNING", "--without-gossip", "--without-mingle", "--without-heartbeat"]
        process = subprocess.Popen(
            [sys.executable, "-W", "ignore", "-m", "celery", "--quiet", "-A", "tests.worker_app", "worker", *words, *more],
            cwd=ROOT,
            env=self.env | env,
            start_new_session=True,
        )
        self.workers.append(process)
        return process

    def change(self, *then):
        """A process that counts the edition up as each public change does, and waits for each file of `then` before
        it counts again; returns the last number."""
        waits = [f"while not os.path.exists({str(path)!r}): time.sleep(0.02)\nedition.bump()" for path in then]
        source = "import os, time, django; django.setup()\nfrom audit import edition\nedition.bump()\n"
        done = subprocess.run(
            [sys.executable, "-c", source + "\n".join(waits) + "\nprint(edition.current())"],
            cwd=ROOT, env=self.env, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return int(done.stdout)

    def owe(self, number):
        """A process that appoints `number` officers and owes each an urgent notice in one committed act."""
        done = subprocess.run(
            [sys.executable, "-c", OWING, str(number)], cwd=ROOT, env=self.env, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, done.stderr

    def notices(self):
        """{state: how many}"""
        return dict(self._rows("SELECT state, count(*) FROM accounts_notice GROUP BY state"))

    def mails(self):
        """Whom the mails in the folder went to, in order."""
        words = "".join(path.read_text() for path in sorted((self.folder / "mail").glob("*.log")))
        return sorted(line.removeprefix("To: ") for line in words.splitlines() if line.startswith("To: office"))

    def owed(self):
        """{edition: (is it built, attempts)}"""
        question = "SELECT edition, built_at IS NOT NULL, attempts FROM public_owededition"
        return {number: (bool(built), attempts) for number, built, attempts in self._rows(question)}

    def _rows(self, question):
        opened = psycopg.connect(self.address) if self.address.startswith("postgres") else self._file()
        with closing(opened) as connection:
            return connection.execute(question).fetchall()

    def _file(self):
        return sqlite3.connect(self.address.removeprefix("sqlite:///"), timeout=20)

    def files(self, number):
        folder = self.folder / "editions" / str(number)
        return sorted(path.name for path in folder.iterdir() if path.suffix not in (".br", ".gz")) if folder.exists() else []

    def stop(self):
        for process in self.workers:
            # The group: a killed worker leaves its beat behind, which bin/run ends in the same way.
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(timeout=20)


@pytest.fixture
def portal(empty_portal, tmp_path, request):
    databases, template = empty_portal
    name = "worker_" + request.node.name.partition("[")[0][5:25]
    made = Portal(databases.new(name, template), tmp_path, getattr(request, "param", "filesystem://"))
    yield made
    made.stop()


def until(seen, what):
    began = time.monotonic()
    while not seen():
        assert time.monotonic() - began < LONGEST, f"not seen within {LONGEST:.0f} s: {what}"
        time.sleep(0.05)


def test_the_worker_of_bin_run_builds_the_files_of_a_change(portal):
    portal.worker()

    number = portal.change()

    until(lambda: portal.owed()[number] == (True, 1), "the row marked built")
    assert portal.files(number) == edition_files.names()


#: Straight into the tables: what appointing takes is no matter here.
OWING = """
import sys, django; django.setup()
from datetime import date
from django.db import transaction
from accounts.models import Person, Post, Posting
from accounts.notices import owe
from common.clock import now
from districts.models import Place
place = Place.objects.create(kind="nation", code="IN", slug="india", name="India")
posts = []
for number in range(int(sys.argv[1])):
    post = Post.objects.create(title=f"Post {number}", place=place, office_email=f"office{number}@example.in")
    person = Person.objects.create(name=f"Officer {number}")
    Posting.objects.create(person=person, post=post, valid_from=date(2025, 4, 1), recorded_at=now())
    posts.append(post)
with transaction.atomic():
    owe("meeting_cancelled", posts, about="Meeting", url="/meetings/1/", data={}, place=place, at=now(), key="cancelled/1")
"""


def test_two_workers_send_what_an_act_owes_once_each(portal):
    portal.worker()
    portal.worker("--beat")

    portal.owe(6)

    until(lambda: portal.notices() == {"sent": 6}, "all notices sent")
    assert portal.mails() == [f"office{number}@example.in" for number in range(6)]


@pytest.mark.redis
@pytest.mark.parametrize("portal", [REDIS], indirect=True)
def test_a_worker_on_redis_builds_the_files_of_a_change(portal):
    server = redis.Redis.from_url(REDIS, socket_connect_timeout=1)
    try:
        server.delete("celery")
    except redis.exceptions.ConnectionError as refused:
        pytest.skip(f"no Redis answers at {REDIS}: {refused}")
    number = portal.change()
    assert server.llen("celery") == 1, "the message waits at the broker"

    portal.worker()

    until(lambda: portal.owed()[number] == (True, 1), "the row marked built")
    assert portal.files(number) == edition_files.names()
    until(lambda: server.llen("celery") == 0, "the queue empty")


def test_what_a_killed_worker_was_building_stays_owed_until_the_next_sweep(portal, tmp_path):
    (tmp_path / "hold").touch()
    worker = portal.worker(HELD_IN=str(tmp_path))
    number = portal.change()
    until((tmp_path / "building").exists, "the building begun")

    worker.send_signal(signal.SIGKILL)
    worker.wait()

    assert portal.owed()[number] == (False, 1)
    assert portal.files(number) == []
    # Its message died with it: only the beat of the next one can know.
    portal.worker("--beat")
    until(lambda: portal.owed()[number] == (True, 2), "the row marked built by the sweep")
    assert portal.files(number) == edition_files.names()


def test_a_build_that_another_process_overtakes_leaves_no_file_and_the_next_edition_has_its_own(portal, tmp_path):
    (tmp_path / "hold").touch()
    portal.worker(HELD_IN=str(tmp_path))
    number = portal.change(tmp_path / "building")
    assert portal.owed()[number - 1] == (False, 1), "still building"

    (tmp_path / "hold").unlink()

    until(lambda: portal.owed()[number] == (True, 1), "the row marked built")
    assert portal.owed()[number - 1] == (True, 1), "crossed off: nobody will ask for it"
    assert portal.files(number - 1) == []
    assert json.loads((tmp_path / "editions" / str(number) / "a-held.json").read_bytes()) == {"begun_in": number}


# The tasks themselves


@pytest.fixture
def files(settings, tmp_path):
    settings.EDITION_ROOT = tmp_path / "editions"
    cache.clear()


@pytest.fixture
def sent(monkeypatch):
    """The editions the worker is told of."""
    told = []
    monkeypatch.setattr(tasks.build_edition, "delay", told.append)
    return told


@pytest.mark.django_db
def test_a_publication_owes_its_edition_and_tells_the_worker_once(sent, django_capture_on_commit_callbacks):
    office = plans.an_office()
    version = plans.adopted(office)

    with django_capture_on_commit_callbacks(execute=True):
        plans.published(office, version=version)

    assert sent == [edition.current()]
    assert OwedEdition.objects.get(edition=edition.current()).built_at is None


@pytest.mark.django_db
def test_an_imported_sheet_owes_its_edition_and_tells_the_worker_once(data_officer, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        page = upload(data_officer, "districtproduct", sheet(PAIRS, ["573", "", "Banana", "", "", ""]))
    assert sent == [], "a preview is no change"

    with django_capture_on_commit_callbacks(execute=True):
        confirm(data_officer, "districtproduct", page)

    assert sent == [edition.current()]
    assert OwedEdition.objects.get(edition=edition.current()).built_at is None


@pytest.fixture
def no_broker(monkeypatch):
    """The portal's application with a Redis address at which nobody listens."""
    monkeypatch.setattr(app.conf, "broker_write_url", "redis://127.0.0.1:1")
    monkeypatch.setattr(app.conf, "broker_transport_options", {"max_retries": 1, "interval_start": 0})
    monkeypatch.setattr(app.amqp, "_producer_pool", None)


@pytest.mark.django_db
def test_without_worker_and_broker_a_publication_stands_and_the_first_reader_builds(
    files, no_broker, client, caplog, django_capture_on_commit_callbacks
):
    office = plans.an_office()
    version = plans.adopted(office)

    began = time.monotonic()
    with django_capture_on_commit_callbacks(execute=True) as after_commit:
        plans.published(office, version=version)

    assert len(after_commit) >= 1
    assert time.monotonic() - began < 5
    number = edition.current()
    assert f"The broker did not take the message for edition {number}" in caplog.text
    assert not edition_files.folder(number).exists()
    values = json.loads(b"".join(client.get(f"/map/values/{number}/stage.json")))["districts"]
    assert values[str(office.district.lgd_code)]["stage"] == "published"
    owed = OwedEdition.objects.get(edition=number)
    assert (owed.built_at, owed.attempts) == (None, 0)


def contents(number):
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in edition_files.folder(number).iterdir()}


@pytest.mark.django_db
def test_a_task_run_twice_changes_nothing_the_second_time(files):
    edition.bump()
    number = edition.current()
    tasks.build_edition(number)
    built, row = contents(number), OwedEdition.objects.values().get(edition=number)

    tasks.build_edition(number)
    tasks.build_what_is_owed()

    assert contents(number) == built
    assert OwedEdition.objects.values().get(edition=number) == row


@pytest.mark.django_db
def test_the_sweep_builds_the_newest_edition_and_crosses_off_those_it_overtook(files):
    edition.bump()
    edition.bump()
    number = edition.current()

    tasks.build_what_is_owed()

    assert not OwedEdition.objects.filter(built_at=None).exists()
    assert not edition_files.folder(number - 1).exists()
    assert edition_files.path_of("stage.json", number, "br").exists()


@pytest.mark.django_db
def test_a_build_that_fails_says_so_in_its_row_and_the_next_sweep_mends_it(files, monkeypatch):
    edition.bump()
    number = edition.current()

    def full():
        raise OSError("No space left on device")

    with monkeypatch.context() as patch:
        patch.setitem(edition_files._builders, "stage.json", (full, "application/json"))
        with pytest.raises(OSError, match="No space"):
            tasks.build_edition(number)
    owed = OwedEdition.objects.get(edition=number)
    assert (owed.built_at, owed.fault) == (None, "OSError: No space left on device")

    tasks.build_what_is_owed()

    owed.refresh_from_db()
    assert (owed.built_at is not None, owed.fault, owed.attempts) == (True, "", 2)


@pytest.mark.django_db
def test_a_change_in_the_middle_of_a_build_throws_the_build_away(files, monkeypatch):
    edition.bump()
    number = edition.current()
    build, kind = edition_files._builders["stage.json"]

    def overtaken():
        made = build()
        edition.bump()
        return made

    monkeypatch.setitem(edition_files._builders, "stage.json", (overtaken, kind))

    with pytest.raises(edition_files.Overtaken):
        edition_files.ensure("stage.json", number)

    assert not edition_files.folder(number).exists()
    assert not edition_files.folder(number + 1).exists()


@pytest.mark.django_db
def test_a_reader_of_a_past_edition_gets_what_was_built_then_or_nothing(files, client):
    edition.bump()
    kept = edition.current()
    tasks.build_edition(kept)
    then = contents(kept)
    edition.bump()
    edition.bump()

    assert client.get(f"/map/values/{kept}/stage.json").status_code == 200
    assert client.get(f"/map/values/{kept + 1}/stage.json").status_code == 404
    assert contents(kept) == then
    assert not edition_files.folder(kept + 1).exists()
