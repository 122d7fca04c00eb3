"""A row cannot slip in beside the transaction that freezes its parent."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from common import guards
from common.guards import definitions

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


@pytest.fixture
def tables():
    """A parent row 1 and its guarded children, in committed tables of their own."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE trial_parent (id integer PRIMARY KEY, state varchar(10) NOT NULL)")
        cursor.execute("CREATE TABLE trial_child (id integer PRIMARY KEY, parent_id integer NOT NULL)")
        cursor.execute("INSERT INTO trial_parent VALUES (1, 'draft')")
    kept = dict(definitions._registry)
    guards.frozen_with_parent(
        "child_is_frozen_with_its_parent", "trial_child", parent="trial_parent", key="parent_id", when="{parent}.state = 'tabled'"
    )
    guards.install()
    yield
    definitions._registry.clear()
    definitions._registry.update(kept)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE trial_child, trial_parent CASCADE")
        cursor.execute("DROP FUNCTION guard_child_is_frozen_with_its_parent")


def test_a_row_added_while_its_parent_is_being_frozen_waits_and_is_refused(tables):
    answers = []

    def add_a_child():
        try:
            with connection.cursor() as cursor:
                cursor.execute("INSERT INTO trial_child VALUES (1, 1)")
            answers.append("added")
        except IntegrityError as refused:
            answers.append(str(refused))
        finally:
            connection.close()

    adding = threading.Thread(target=add_a_child)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE trial_parent SET state = 'tabled'")
        adding.start()
        adding.join(timeout=1)
        assert adding.is_alive()
    adding.join(timeout=10)

    assert len(answers) == 1
    assert answers[0].startswith("child_is_frozen_with_its_parent:")
