"""Bringing one table up to its seed file: added, changed, kept as edited.

A row is remembered by a digest of the values it was loaded with (SeedRow). A
row whose present values give another digest was edited here and is left alone;
a row that is gone was removed here and is not brought back.
"""

import csv
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db import models

from districts.models import SeedRow

BATCH = 400


class SeedFault(Exception):
    """A seed file says something that cannot be: a fault of the release, not of a user."""


@dataclass(frozen=True)
class Table:
    """How the rows of one file become rows of one model.

    `values` gives column values by attribute name, foreign keys as `<name>_id`;
    `links` gives many-to-many keys. Either may return None to leave the row
    out because what it hangs on was removed here. `identity` names the
    attributes by which a row entered by hand is recognised. Rows of a higher
    `wave` come later, so that they can point at rows of the same table. `place`
    names a nullable column whose value a row gives up before another takes it.
    """

    name: str
    model: type[models.Model]
    key: Callable
    values: Callable
    identity: tuple[str, ...]
    links: Callable | None = None
    wave: Callable = lambda row: 0
    place: str | None = None


@dataclass
class Outcome:
    """What happened to one table; keys of rows, not numbers, where a person may want to look."""

    table: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: list[str] = field(default_factory=list)
    newer_not_applied: list[str] = field(default_factory=list)
    removed_here: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    no_longer_seeded: list[str] = field(default_factory=list)

    @property
    def wrote(self):
        return bool(self.added or self.changed)


class References:
    """From the keys of seed files to primary keys, for the tables loaded so far."""

    def __init__(self):
        self._by_table = {}

    def learn(self, table, by_key):
        self._by_table[table] = by_key

    def get(self, table, key):
        """The primary key; None where the row was removed here. SeedFault where no file ever had it."""
        try:
            return self._by_table[table][key]
        except KeyError:
            raise SeedFault(f"{table} has no row {key!r}") from None


def read_rows(folder: Path, name: str) -> list[dict]:
    """The rows of seeds/reference/<name>.csv, every value a string."""
    with open(folder / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _plain(value):
    # One spelling per value, whatever engine it came from: 12.50000 and 12.5 are the same coordinate.
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool) or value is None:
        return value
    return str(value)


def digest(values: dict, links: dict) -> str:
    """SHA-256 over the values and the sorted links of a row."""
    plain = {name: _plain(value) for name, value in values.items()}
    plain |= {f"[{name}]": sorted(str(key) for key in keys) for name, keys in links.items()}
    return hashlib.sha256(json.dumps(plain, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


class Loader:
    """Loads one table inside the caller's transaction."""

    def __init__(self, table: Table, rows: list[dict], refs: References):
        self.table, self.model, self.rows, self.refs = table, table.model, rows, refs
        self.outcome = Outcome(table.name)
        self.pk_type = self.model._meta.pk.to_python

    def load(self) -> Outcome:
        self.remembered = {row.key: row for row in SeedRow.objects.filter(table=self.table.name)}
        self.present = self.by_identity = None
        known, seen = {}, set()
        for wave in sorted({self.table.wave(row) for row in self.rows}):
            wanted = self._wanted([row for row in self.rows if self.table.wave(row) == wave], seen)
            known |= self._load(wanted)
            self.refs.learn(self.table.name, known)
        self.outcome.no_longer_seeded = sorted(set(self.remembered) - seen)
        return self.outcome

    def _load(self, wanted):
        if self.present is None:
            self.present = self._present(wanted)
            self.by_identity = self._by_identity()
        known, fresh, memories = {}, [], []
        self.changes = []
        for key, (values, links) in wanted.items():
            seed = digest(values, links)
            memory = self.remembered.get(key)
            if memory is None:
                own = self.by_identity.get(tuple(str(values[name]) for name in self.table.identity))
                if own is None:
                    fresh.append((key, seed, values, links))
                    continue
                # Entered by hand before the seeds had it: the person's row stands.
                memory = SeedRow(table=self.table.name, key=key, object_id=str(own), digest=seed)
                memories.append(memory)
            pk = self.pk_type(memory.object_id)
            known[key] = self._existing(key, pk, memory, seed, values, links)
        SeedRow.objects.bulk_create(memories, batch_size=BATCH)
        self._change_all()
        return known | self._add(fresh)

    def _wanted(self, rows, seen):
        wanted = {}
        for row in rows:
            key = self.table.key(row)
            if key in seen:
                raise SeedFault(f"{self.table.name} has the row {key!r} twice")
            seen.add(key)
            values = self.table.values(row, self.refs)
            if values is None:
                self.outcome.left_out.append(key)
                continue
            wanted[key] = (values, self.table.links(row, self.refs) if self.table.links else {})
        return wanted

    def _present(self, wanted):
        """Every row of the model as {pk: (values, links)}, for the columns the file fills."""
        if not wanted:
            return {}
        sample, sample_links = next(iter(wanted.values()))
        rows = self.model._base_manager.values_list("pk", *sample)
        present = {row[0]: (dict(zip(sample, row[1:], strict=True)), {name: [] for name in sample_links}) for row in rows}
        for name in sample_links:
            field_ = self.model._meta.get_field(name)
            pairs = field_.remote_field.through._base_manager.values_list(
                f"{field_.m2m_field_name()}_id", f"{field_.m2m_reverse_field_name()}_id"
            )
            for pk, other in pairs:
                present[pk][1][name].append(other)
        return present

    def _by_identity(self):
        taken = {row.object_id for row in self.remembered.values()}
        return {
            tuple(str(values[name]) for name in self.table.identity): pk
            for pk, (values, _) in self.present.items()
            if str(pk) not in taken
        }

    def _existing(self, key, pk, memory, seed, values, links):
        if pk not in self.present:
            self.outcome.removed_here.append(key)
            return None
        edited = digest(*self.present[pk]) != memory.digest
        if edited:
            (self.outcome.kept if seed == memory.digest else self.outcome.newer_not_applied).append(key)
        elif seed == memory.digest:
            self.outcome.unchanged += 1
        else:
            self.changes.append((pk, values, links))
            SeedRow.objects.filter(pk=memory.pk).update(digest=seed)
            self.outcome.changed += 1
        return pk

    def _change_all(self):
        place = self.table.place
        if place:
            # Rows may trade places, and a place is given once: all that move leave theirs before one takes another.
            moving = [pk for pk, values, _ in self.changes if values[place] != self.present[pk][0][place]]
            for start in range(0, len(moving), BATCH):
                self.model._base_manager.filter(pk__in=moving[start : start + BATCH]).update(**{place: None})
        for pk, values, links in self.changes:
            self._change(pk, values, links)

    def _change(self, pk, values, links):
        row = self.model._base_manager.get(pk=pk)
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
        for name, keys in links.items():
            getattr(row, name).set(keys)

    def _add(self, fresh):
        if not fresh:
            return {}
        rows = [self.model(**values) for _, _, values, _ in fresh]
        for row in rows:
            if hasattr(row, "refold"):
                row.refold()
        self._insert(rows)
        for name in fresh[0][3]:
            self._link(name, rows, fresh)
        if hasattr(self.model, "history"):
            self.model.history.bulk_history_create(rows, batch_size=BATCH, default_change_reason="load_seeds")
        SeedRow.objects.bulk_create(
            [
                SeedRow(table=self.table.name, key=key, object_id=str(row.pk), digest=seed)
                for (key, seed, _, _), row in zip(fresh, rows, strict=True)
            ],
            batch_size=BATCH,
        )
        self.outcome.added += len(rows)
        return {key: row.pk for (key, _, _, _), row in zip(fresh, rows, strict=True)}

    def _insert(self, rows):
        parents = list(self.model._meta.parents)
        if not parents:
            self.model._base_manager.bulk_create(rows, batch_size=BATCH)
            return
        # Django refuses bulk_create below a parent model: the parents go in bulk, the particulars one by one.
        (parent,) = parents
        columns = [column.attname for column in parent._meta.concrete_fields if not column.primary_key]
        places = [parent(**{name: getattr(row, name) for name in columns}) for row in rows]
        parent._base_manager.bulk_create(places, batch_size=BATCH)
        link = self.model._meta.parents[parent].attname
        for place, row in zip(places, rows, strict=True):
            row.pk = place.pk
            setattr(row, parent._meta.pk.attname, place.pk)
            setattr(row, link, place.pk)
            row.save_base(raw=True, force_insert=True)

    def _link(self, name, rows, fresh):
        field_ = self.model._meta.get_field(name)
        through = field_.remote_field.through
        here, there = field_.m2m_field_name(), field_.m2m_reverse_field_name()
        through._base_manager.bulk_create(
            [
                through(**{f"{here}_id": row.pk, f"{there}_id": other})
                for row, (_, _, _, links) in zip(rows, fresh, strict=True)
                for other in links[name]
            ],
            batch_size=BATCH,
        )
