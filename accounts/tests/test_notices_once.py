"""Two workers sweep in the same instant: each notice leaves once. Real threads, as in committees' tests of the kind."""

import sqlite3
import threading

import pytest
from django.core import mail
from django.db import connection, connections

from accounts.models import Notice, Post
from accounts.sending import send_owed

from .factories import a_district, make_depc_posts
from .test_notices import LATER, owed

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_workers_in_one_instant_send_each_notice_once(tmp_path):
    make_depc_posts(a_district("Erode", "Tamil Nadu"))
    posts = list(Post.objects.filter(place__name="Erode"))
    for number in range(3):
        owed("meeting_called", *posts, key=str(number), about=f"Meeting {number}")
    mail.outbox.clear()
    # The test database in memory knows no second writer: on SQLite the workers share a copy of it in a file.
    file = tmp_path / "together.sqlite3"
    if connection.vendor == "sqlite":
        with sqlite3.connect(file) as copy:
            connection.connection.backup(copy)
            # Two connections that turn a file to WAL in one instant are told at once that it is locked.
            copy.execute("PRAGMA journal_mode=WAL")
    barrier, faults, rows = threading.Barrier(4), [], []

    def work():
        here = connections["default"]
        if here.vendor == "sqlite":
            here.settings_dict = {**here.settings_dict, "NAME": str(file)}
        try:
            barrier.wait(timeout=20)
            send_owed(clock=lambda: LATER)
            rows.append(sorted(Notice.objects.values_list("state", "attempts")))
        except Exception as fault:
            faults.append(fault)
        finally:
            here.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(timeout=60)

    assert faults == []
    assert sorted(sent.to[0] for sent in mail.outbox) == sorted({sent.to[0] for sent in mail.outbox})
    assert len(mail.outbox) == len(posts)
    for sent in mail.outbox:
        assert sum(f"{n}. Meeting called: Meeting {n - 1}" in sent.body for n in (1, 2, 3)) == 3
    assert max(rows)[0][1] == 1, "no row was tried twice"
