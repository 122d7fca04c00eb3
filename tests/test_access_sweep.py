"""Who opens and who may change what: every address of the desk, the accounts and the files, for every kind of person.

The expected answer of each stands in tests/access.csv: a row for each address, a column for each person, in each cell
GET and POST. 200, 403, 404 and so on are the status; "login" is the way to the sign-in page; "on" another redirect; a
"+" after the POST says that something in the database is different afterwards. Each POST is whole and valid
(tests/sent.py), so that a missing "+" is the refusal of this person, or of the moment, and not of the form.
"""

import csv
import hashlib
import logging
import re
from html import unescape
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from accounts.moves import Move
from audit.models import Event
from plans.tests.desk import BACKEND

from .addresses import of_door
from .asked import listening
from .sent import sent

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TABLE = Path(__file__).with_name("access.csv")
PERSONS = (
    "nobody", "stranger", "other member", "other officer", "other state", "officer", "member", "convener", "chair", "co-chair",
    "ra", "state", "hq", "data", "auditor",
)  # fmt: skip
#: Kept by the sign-in itself.
_OF_THE_SESSION = ("django_session", "axes_", "django_admin_log")
_WRITES = ("INSERT", "UPDATE", "DELETE")


def swept(world):
    return of_door(world, "admin", "account", "documents")


def key_of(address):
    return f"{address.name} {address.case}".strip()


def expected():
    """{person: {address: "GET POST"}} of the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {person: {row["address"]: row[person] for row in rows} for person in PERSONS}


class Pen:
    """Whether anything was written to the database, and which moves had been allowed before the first word of it."""

    def __init__(self, asked):
        self.asked = asked
        self.wrote = False
        self.allowed = set()

    def __call__(self, execute, sql, params, many, context):
        if sql.lstrip().upper().startswith(_WRITES) and not any(f'"{name}' in sql for name in _OF_THE_SESSION):
            if not self.wrote:
                self.allowed = {move for move, allowed in self.asked if allowed}
            self.wrote = True
        return execute(sql, params, many, context)


def contents():
    """One fingerprint of all rows of the portal's own apps."""
    seen = hashlib.sha256()
    own = ("accounts", "committees", "plans", "documents", "audit", "districts")
    for model in apps.get_models():
        if model._meta.app_label not in own:
            continue
        rows = model._base_manager.order_by("pk")
        if model._meta.app_label == "districts":
            seen.update(f"{model._meta.label} {rows.count()}".encode())
            continue
        for row in rows.values_list():
            seen.update(repr(row).encode())
    return seen.hexdigest()


def answer_of(response):
    if response.status_code in (301, 302):
        return "login" if response["Location"].startswith("/admin/login/") else "on"
    return str(response.status_code)


def posted(client, path, given, before):
    """The answer to a POST, with "+" if it changed anything, and the moves allowed before it did; it is undone again."""
    with listening() as asked:
        pen = Pen(asked)
        with transaction.atomic():
            with connection.execute_wrapper(pen):
                response = client.post(path, given)
            changed = pen.wrote and contents() != before
            transaction.set_rollback(True)
    return answer_of(response) + ("+" if changed else ""), pen.allowed if changed else set()


@pytest.fixture(autouse=True)
def _quiet():
    """Thousands of refusals are expected here; writing each down takes longer than the refusal."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def client_of(world, person):
    client = Client(raise_request_exception=False)
    if person != "nobody":
        client.force_login(world.people[person], backend=BACKEND)
    return client


#: Filled by sweep(): {person: {address: moves that were allowed before its POST wrote anything}}.
ALLOWED = {}


def sweep(world, person):
    """{address: "GET POST"} as this person finds them."""
    client = client_of(world, person)
    allowed = ALLOWED[person] = {}
    before = contents()
    ticket = client.cookies.output(header="", sep=";")
    found = {}
    for address in swept(world):
        cache.clear()
        with transaction.atomic():
            # Reading may write too: the link of an invitation is shown once.
            got = answer_of(client.get(address.path))
            transaction.set_rollback(True)
        answer, moves = posted(client, address.path, sent(world, address), before)
        found[key_of(address)] = f"{got} {answer}"
        if answer.endswith("+"):
            allowed[key_of(address)] = moves
        # Signing out is undone in the database; the browser gets its cookie back.
        client.cookies.load(ticket)
    return found


@pytest.mark.parametrize("person", PERSONS)
def test_each_person_opens_and_changes_what_the_table_says_and_nothing_else(world, person):
    wanted = expected()[person]

    found = sweep(world, person)

    assert {key: (found[key], wanted.get(key)) for key in found if found[key] != wanted.get(key)} == {}
    assert set(wanted) - set(found) == set()


@pytest.mark.parametrize("person", PERSONS)
def test_nothing_is_written_before_the_table_of_moves_was_asked_and_said_yes(world, person):
    if person not in ALLOWED:
        sweep(world, person)

    unasked = {address for address, moves in ALLOWED[person].items() if not moves}

    assert unasked - OF_THEIR_OWN == set()


def test_every_move_of_the_table_is_asked_at_the_desk(world):
    for person in PERSONS:
        if person not in ALLOWED:
            sweep(world, person)
    written = {move for found in ALLOWED.values() for moves in found.values() for move in moves}

    assert sorted(set(Move) - written - set(NOT_WRITTEN_HERE)) == []


_NO_DOOR = "it has no door yet"
#: Moves by which no POST of this sweep need write anything, and why.
NOT_WRITTEN_HERE = {
    Move.READ: "reading writes nothing",
    Move.RESUME: "no plan of this world is suspended: plans/tests/test_moves.py",
    Move.CLOSE_CONSULTATION: "plans/tests/test_moves.py",
    Move.CONSTITUTE: "each place of this world has its committee: committees/tests/test_from_order_to_signature.py",
    Move.CORRECT_MINUTES: "committees/tests/test_minutes.py",
    **dict.fromkeys((Move.ENTER_READING, Move.APPROVE_READING), _NO_DOOR),
}


def test_nobody_anywhere_meets_a_page_that_breaks():
    assert [(person, key) for person, row in expected().items() for key, cell in row.items() if " 5" in f" {cell}"] == []


@pytest.mark.parametrize("person", ["nobody", "stranger", "other member", "other officer", "other state"])
def test_strangers_change_nothing_but_what_is_their_own(person):
    changed = {key for key, cell in expected()[person].items() if cell.endswith("+")}

    # Behind the link of an invitation stands its owner; whoever has forgotten a password is nobody until the mail comes.
    assert changed <= OF_THEIR_OWN


OF_THEIR_OWN = {"account-join"}


def test_an_auditor_and_a_data_officer_change_nothing_of_plans_committees_and_people():
    for person in ("auditor", "data"):
        changed = {key for key, cell in expected()[person].items() if cell.endswith("+")}
        assert {key for key in changed if not key.startswith("admin:districts_")} <= {*OF_THEIR_OWN, *_DATA_OFFICER[person]}


#: Besides districts' own tables: an office of the Directorate General and its districts are reference data.
_DATA_OFFICER = {"auditor": set(), "data": {"admin:set-up-authority"}}


#: What the policy of the admin refuses: a style attribute or sheet, a handler in a tag, a script without the page's nonce.
_INLINE = re.compile(
    r"<[a-z][^<>]*\s(?:style|on[a-z]+)=[\"'][^<>]*>|<style|<script(?![^<>]*\b(?:src|nonce)=)(?![^<>]*json)[^<>]*>"
)
#: The line django-simple-history does without above its pager, which our sheet does not draw either.
_NOTHING_LOST = '<p class="paginator" style="border-top: 0">'


@pytest.mark.parametrize("person", ["convener", "hq", "data"])
def test_no_page_of_the_desk_asks_for_what_its_own_policy_refuses(world, person):
    client = client_of(world, person)
    refused = {}
    for address in swept(world):
        with transaction.atomic():
            answer = client.get(address.path)
            transaction.set_rollback(True)
        if answer.streaming or not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        page, policy = answer.content.decode().replace(_NOTHING_LOST, ""), answer.headers["Content-Security-Policy"]
        nonces = set(re.findall(r'<script[^<>]*\bnonce="([^"]*)"', page))
        found = _INLINE.findall(page) + [nonce for nonce in nonces if f"'nonce-{unescape(nonce)}'" not in policy]
        if found:
            refused[key_of(address)] = found[:2]

    assert refused == {}


def test_the_sweep_sees_a_change(world):
    before = contents()

    Event.objects.create(
        at="2026-03-02T06:00Z",
        recorded_at="2026-03-02T06:00Z",
        actor_name="X",
        verb="v",
        target_kind="k",
        target_id="1",
        target_label="l",
    )

    assert contents() != before
    assert Session.objects.count() == 0
