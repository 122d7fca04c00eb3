"""Steps taken in the same instant: real threads, each with its own connection.

On PostgreSQL against the test database, on SQLite against a copy of it in a
file, because the test database in memory knows no waiting writers.
"""

import sqlite3
import threading
from importlib import import_module

import pytest
from django.db import connection, connections

from common.refusals import Refusal


@pytest.fixture
def together(tmp_path):
    """`together(first, second, ...)` runs the steps at once in threads of their own; answers or refusals, in order."""
    file = tmp_path / "together.sqlite3"

    def connected(step):
        here = connections["default"]
        if here.vendor == "sqlite":
            here.settings_dict = {**here.settings_dict, "NAME": str(file)}
        try:
            return step()
        finally:
            here.close()

    def run(*steps):
        if connection.vendor == "sqlite" and not file.exists():
            with sqlite3.connect(file) as copy:
                connection.connection.backup(copy)
                # Two connections that turn a file to WAL in one instant are told at once that it is locked.
                copy.execute("PRAGMA journal_mode=WAL")
        answers, barrier = [None] * len(steps), threading.Barrier(len(steps))

        def work(place, step):
            try:
                barrier.wait(timeout=60)
                answers[place] = connected(step)
            except Refusal as refusal:
                answers[place] = refusal
            except Exception as fault:
                answers[place] = fault

        threads = [threading.Thread(target=work, args=(place, step)) for place, step in enumerate(steps)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=180)
        assert not any(thread.is_alive() for thread in threads), "Two steps wait for each other."
        return answers

    return run


@pytest.fixture
def meanwhile(together, monkeypatch):
    """`meanwhile(first, "module.name", second)`: answers of both, the second taken while the first stands before that call.

    The first goes on as soon as the second is done, or after a second in which
    it was not, because it waits for what the first has locked. `calls`: before
    which call of that name the first stands.
    """

    def run(first, where, second, *, calls=1):
        module, _dot, name = where.rpartition(".")
        module = import_module(module)
        real, seen, its_thread = getattr(module, name), [], []
        there, over = threading.Event(), threading.Event()

        def standing(*args, **kwargs):
            if threading.get_ident() in its_thread:
                seen.append(name)
                if len(seen) == calls:
                    there.set()
                    over.wait(timeout=1)
            return real(*args, **kwargs)

        def one():
            its_thread.append(threading.get_ident())
            try:
                return first()
            finally:
                there.set()

        def two():
            there.wait(timeout=120)
            try:
                return second()
            finally:
                over.set()

        with monkeypatch.context() as patch:
            patch.setattr(module, name, standing)
            answers = together(one, two)
        assert len(seen) >= calls, f"{where} was not called, so nothing stood in between."
        return answers

    return run
