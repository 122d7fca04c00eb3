"""Factories walk the real workflow; what a walk wrote is written again, statement by statement, where it is walked again.

    @recorded
    def an_office(name="Erode", state="Tamil Nadu"): ...

The first call in a run, from a given state of the database and with given arguments, is walked, and every statement by
which it wrote is kept. A later call from the same state with the same arguments sends the same statements, in the same
order, past no guard and no constraint, with the same keys, and returns a copy of what the walk returned. What the walk
left to be done after the commit is left to be done again. A test cannot tell the two apart; tests/test_recorded_walks.py
compares them.

"The same state" is not guessed at. A Ledger sees all that is written through the connection: the state is the template
(tests/template_database.py), or what a recorded walk made of a known state; after anything else that writes it is not
known, until the savepoint or the transaction around it is rolled back. From a state not known everything is walked. So is
everything while a test has replaced a part of the program, or a setting; and all of it with RECORD_WALKS=no.
"""

import enum
import functools
import io
import itertools
import os
import pickle
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.conf import settings
from django.core import mail
from django.db import connections, models
from django.utils import timezone
from django.utils.translation import get_language

_WRITES = ("INSERT", "UPDATE", "DELETE")
#: Statements that leave the rows as they are.
_HARMLESS = ("SELECT", "BEGIN", "PRAGMA F", "PRAGMA TABLE", "SET CONSTRAINTS", "EXPLAIN")
_PLAIN = (str, bytes, int, float, bool, type(None), Decimal, date, datetime, time, timedelta, UUID, type)
_TEMPLATE = 0
_NOT_KNOWN = None

_now = timezone.now
_ledger = None


def recorded(walk):
    """Decorates a factory whose arguments are plain values, rows, dataclasses of them, and lists and dicts of all these."""

    @functools.wraps(walk)
    def once(*args, **kwargs):
        if _ledger is None or not _ledger.is_sure:
            return walk(*args, **kwargs)
        given = _Given(args, kwargs)
        try:
            key = (walk.__module__, walk.__qualname__, given.described(), _surroundings())
        except _Indescribable:
            return walk(*args, **kwargs)
        return _ledger.once(key, walk, given)

    return once


def keep_ledger(connection):
    """From now on know the state of this connection's database, which is a fresh copy of the template."""
    global _ledger
    if os.environ.get("RECORD_WALKS", "yes") != "no":
        _ledger = Ledger(connections[connection.alias])
        _replacements.watch()


def restored():
    """The database is a fresh copy of the template again."""
    if _ledger is not None:
        _ledger.begin_anew()


# What a walk is given, and what stands around it


class _Indescribable(Exception):
    """Two of these cannot be told to be the same."""


class _Given:
    """The arguments of one call: described for comparison, and as places by which a copied answer names them again."""

    def __init__(self, args, kwargs):
        self.args, self.kwargs = args, kwargs
        self.objects = []

    def described(self):
        """Equal for equal arguments; rows are equal when every value they carry is."""
        self.objects = []
        return self._of(self.args), self._of(self.kwargs)

    def _of(self, value):
        if isinstance(value, enum.Enum) or type(value) in _PLAIN:
            return (type(value), value)
        if isinstance(value, (list, tuple)):
            return (type(value), *map(self._of, value))
        if isinstance(value, dict):
            return (dict, *((self._of(key), self._of(one)) for key, one in value.items()))
        if isinstance(value, models.Model):
            if any(value is seen for seen in self.objects):
                return (type(value), value.pk)
            self.objects.append(value)
            own = {name: one for name, one in vars(value).items() if not name.startswith("_")}
            return (type(value), self._of(own))
        if is_dataclass(value):
            self.objects.append(value)
            return (type(value), *(self._of(getattr(value, field.name)) for field in fields(value)))
        raise _Indescribable


def _surroundings():
    """What the program does may depend on these; none of them is in the database."""
    if _replacements.standing:
        raise _Indescribable
    layer, changed = settings._wrapped, {}
    while layer is not _ledger.settings:
        layer_of_its_own = {name: value for name, value in vars(layer).items() if name.isupper()}
        changed = layer_of_its_own | changed
        if (layer := vars(layer).get("default_settings")) is None:
            raise _Indescribable
    return (
        get_language(),
        None if timezone.now is _now else timezone.now(),
        tuple(sorted((name, repr(value)) for name, value in changed.items() if name != "EDITION_ROOT")),
    )


class _Replacements:
    """Which of pytest's MonkeyPatches stand, the clock set aside, which _surroundings() reads."""

    def __init__(self):
        self.standing = set()

    def watch(self):
        for name in ("setattr", "delattr", "setitem", "delitem"):
            self._watch(name)
        undo = pytest.MonkeyPatch.undo

        def undone(patch):
            undo(patch)
            self.standing.discard(id(patch))

        pytest.MonkeyPatch.undo = undone

    def _watch(self, name):
        real = getattr(pytest.MonkeyPatch, name)

        @functools.wraps(real)
        def watched(patch, target, *rest, **options):
            if target != "django.utils.timezone.now" and not (target is timezone and rest[:1] == ("now",)):
                self.standing.add(id(patch))
            return real(patch, target, *rest, **options)

        setattr(pytest.MonkeyPatch, name, watched)


_replacements = _Replacements()


# The state of the database


class _Tape:
    """Every statement that wrote while this was open, in order."""

    def __init__(self):
        self.statements, self.spoilt = [], False


@dataclass
class _Recording:
    statements: list
    after: object
    answer: bytes
    left_to_do: list
    #: What the engine executes; made of the statements when first needed.
    ready: object = None


class Ledger:
    """The state a connection's database is in, and the walks recorded from the states there were."""

    def __init__(self, connection):
        self.connection = connection
        self.settings = settings._wrapped
        self.engine = {"sqlite": _SQLite, "postgresql": _PostgreSQL}[connection.vendor](connection)
        self.recordings = {}
        self._tapes = []
        self._states = itertools.count(_TEMPLATE + 1)
        self.begin_anew()
        # Outermost, so that it sees what the test's own wrappers let through.
        connection.execute_wrappers.insert(0, self)
        for name in ("commit", "rollback"):
            setattr(connection, name, getattr(self, f"_after_{name}")(getattr(connection, name)))

    def begin_anew(self):
        self.state = self._outside = _TEMPLATE
        self._savepoints = {}

    @property
    def is_sure(self):
        """Whether a walk can be recorded or written again here: in a transaction, from a known state, and nobody listens."""
        here = self.connection
        return (
            self.state is not _NOT_KNOWN
            and connections[here.alias] is here
            and here.in_atomic_block
            and not here.needs_rollback
            and not here.force_debug_cursor
            and here.execute_wrappers == [self]
        )

    def _after_commit(self, commit):
        def committed():
            commit()
            self._outside = self.state

        return committed

    def _after_rollback(self, rollback):
        def rolled_back():
            rollback()
            self.state = self._outside
            self._savepoints.clear()

        return rolled_back

    def __call__(self, execute, sql, params, many, context):
        """Sees each statement (django.db: execute_wrapper)."""
        words = str(sql)[:60].lstrip().upper()
        if words.startswith(_HARMLESS):
            return execute(sql, params, many, context)
        if "SAVEPOINT" in words and self._saw_savepoint(words):
            return execute(sql, params, many, context)
        self.state = _NOT_KNOWN
        if not self.connection.in_atomic_block:
            self._outside = _NOT_KNOWN
        for tape in self._tapes:
            tape.spoilt = tape.spoilt or many or type(sql) is not str or not words.startswith(_WRITES)
        try:
            answer = execute(sql, params, many, context)
        except Exception:
            for tape in self._tapes:
                tape.spoilt = True
            raise
        for tape in self._tapes:
            tape.statements.append((sql, params))
        return answer

    def _saw_savepoint(self, words):
        what, name = words.rsplit(maxsplit=1)
        if what == "SAVEPOINT":
            self._savepoints[name] = self.state
        elif what == "RELEASE SAVEPOINT":
            self._savepoints.pop(name, None)
        elif what == "ROLLBACK TO SAVEPOINT":
            self.state = self._savepoints.get(name, _NOT_KNOWN)
            for tape in self._tapes:
                tape.spoilt = True
        else:
            return False
        return True

    def once(self, key, walk, given):
        """The answer of this walk: walked and recorded, or written again."""
        before = self.state
        try:
            known = self.recordings.get((before, key), False)
        except TypeError:
            return walk(*given.args, **given.kwargs)
        if known:
            return self._write_again(known, given)
        if known is None:
            return walk(*given.args, **given.kwargs)
        sequences = self.engine.sequences()
        tape, hooks, mails = _Tape(), len(self.connection.run_on_commit), len(mail.outbox)
        self._tapes.append(tape)
        try:
            answer = walk(*given.args, **given.kwargs)
        finally:
            self._tapes.remove(tape)
        self.recordings[before, key] = None
        if tape.spoilt or len(mail.outbox) != mails:
            return answer
        places = given.objects
        try:
            if given.described() != key[2]:
                return answer
            copied = _copied(answer, places)
        except (_Indescribable, pickle.PicklingError, TypeError, AttributeError):
            return answer
        if self.state is _NOT_KNOWN:
            self.state = next(self._states)
        left = [(function, robust) for _ids, function, robust in self.connection.run_on_commit[hooks:]]
        statements = self.engine.turned_back(sequences) + tape.statements
        self.recordings[before, key] = _Recording(statements, self.state, copied, left)
        return answer

    def _write_again(self, recording, given):
        for tape in self._tapes:
            tape.statements.extend(recording.statements)
        self.state = _NOT_KNOWN
        self.engine.write_again(recording)
        self.state = recording.after
        for function, robust in recording.left_to_do:
            self.connection.on_commit(function, robust=robust)
        return _Reader(recording.answer, given.objects).load()


# Copies of answers: an argument that comes back comes back itself


class _Writer(pickle.Pickler):
    def __init__(self, file, objects):
        super().__init__(file, protocol=pickle.HIGHEST_PROTOCOL)
        self._places = {id(one): place for place, one in enumerate(objects)}

    def persistent_id(self, value):
        return self._places.get(id(value))


class _Reader(pickle.Unpickler):
    def __init__(self, content, objects):
        super().__init__(io.BytesIO(content))
        self._objects = objects

    def persistent_load(self, place):
        return self._objects[place]


def _copied(answer, objects):
    file = io.BytesIO()
    _Writer(file, objects).dump(answer)
    return file.getvalue()


# The engines


class _SQLite:
    """Keys come from the rows and from a table, so that they are the same wherever the rows are."""

    def __init__(self, connection):
        self.connection = connection

    def sequences(self):
        return {}

    def turned_back(self, earlier):
        return []

    def write_again(self, recording):
        if recording.ready is None:
            with self.connection.cursor() as cursor:
                convert = cursor.cursor.convert_query
                recording.ready = [
                    (convert(sql), params) if params is not None else (sql, ()) for sql, params in recording.statements
                ]
        cursor = self.connection.connection.cursor()
        execute = super(type(cursor), cursor).execute if hasattr(cursor, "convert_query") else cursor.execute
        for sql, params in recording.ready:
            execute(sql, params).fetchall()
        cursor.close()


class _PostgreSQL:
    """Keys come from sequences, which no rollback turns back: they are set to where the walk found them."""

    def __init__(self, connection):
        self.connection = connection

    def sequences(self):
        cursor = self.connection.connection.execute("SELECT quote_ident(sequencename), last_value, start_value FROM pg_sequences")
        return {name: (last or start, last is not None) for name, last, start in cursor.fetchall()}

    def turned_back(self, earlier):
        """Statements that set each sequence a walk has moved to where it was."""
        return [
            ("SELECT setval(%s, %s, %s)", (name, *earlier[name]))
            for name, now in self.sequences().items()
            if earlier[name] != now
        ]

    def write_again(self, recording):
        if not recording.statements:
            return
        if recording.ready is None:
            with self.connection.cursor() as cursor:
                mogrify = cursor.cursor.mogrify
                recording.ready = ";\n".join(mogrify(sql, params) for sql, params in recording.statements).encode()
        # One message for all: the server reads it statement by statement.
        self.connection.connection.execute(recording.ready)
