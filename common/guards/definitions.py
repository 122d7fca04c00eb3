"""The guards the apps have registered, as data; the SQL of each engine stands beside in its own file."""

import re
from dataclasses import dataclass, field

from django.core.exceptions import ImproperlyConfigured

APPEND_ONLY, FROZEN, NO_OVERLAP = "append only", "frozen", "no overlap"

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+){2,}")
# PostgreSQL cuts names at 63 bytes; a trigger's name carries "guard_" and "_truncate" besides.
_LONGEST_NAME = 48

_registry: dict[str, "Guard"] = {}


@dataclass(frozen=True)
class Guard:
    """One thing the database refuses. Conditions are SQL both engines understand."""

    name: str
    table: str
    kind: str
    sentence: str
    # frozen: the condition on {row}, or on {parent} when the parent's state decides.
    when: str = ""
    columns: tuple[str, ...] = ()
    parent: str = ""
    key: str = ""
    parent_key: str = "id"
    # no overlap
    keys: tuple[str, ...] = ()
    begins: str = "valid_from"
    ends: str = "valid_to"
    where: str = ""
    range_type: str = "daterange"
    # Tables that `when` or `where` read besides the row and its parent.
    also_reads: tuple[str, ...] = field(default=())

    @property
    def reads(self) -> tuple[str, ...]:
        """Every table besides its own that this guard reads."""
        return (*((self.parent,) if self.parent else ()), *self.also_reads)

    @property
    def refuses_removal(self) -> bool:
        """Whether a row of the table can be kept from being deleted."""
        return self.kind in (APPEND_ONLY, FROZEN)

    @property
    def message(self) -> str:
        """What the database says when it refuses: the name, then the sentence."""
        return f"{self.name}: {self.sentence}"


def register(guard: Guard) -> Guard:
    """Add a guard. The name must read as a sentence and belong to one guard only."""
    if not _NAME.fullmatch(guard.name) or len(guard.name) > _LONGEST_NAME:
        raise ImproperlyConfigured(
            f"The guard name {guard.name!r} must be three words or more, joined by _, at most {_LONGEST_NAME} long."
        )
    if _registry.setdefault(guard.name, guard) != guard:
        raise ImproperlyConfigured(f"Two different guards are named {guard.name}.")
    return guard


def registered() -> list[Guard]:
    """All guards, by name."""
    return [_registry[name] for name in sorted(_registry)]


def append_only(name: str, table: str) -> Guard:
    """Rows of `table` are added, never changed or removed."""
    return register(Guard(name, table, APPEND_ONLY, f"rows of {table} are only added, never changed or removed."))


def frozen_rows(name: str, table: str, when: str, *, columns=(), reads=()) -> Guard:
    """Rows of `table` for which `when` holds can no longer be changed or removed.

    `when` is SQL on the row as it was, written {row}: "{row}.signed_at IS NOT NULL".
    With `columns` only changes of these columns are refused (removal always is).
    `reads` names further tables that `when` asks.
    """
    sentence = f"this row of {table} is frozen and can no longer be changed or removed."
    return register(Guard(name, table, FROZEN, sentence, when=when, columns=tuple(columns), also_reads=tuple(reads)))


def frozen_with_parent(name: str, table: str, *, parent: str, key: str, when: str, parent_key="id", reads=()) -> Guard:
    """Rows of `table` cannot be added, changed, moved or removed while `when` holds for their parent.

    The parent is the row of table `parent` whose `parent_key` equals column `key`;
    `when` is SQL on it, written {parent}. On PostgreSQL the parent is locked for
    share, so that a row cannot slip in beside the transaction that freezes it.
    """
    sentence = f"rows of {table} are frozen together with their row of {parent}."
    return register(
        Guard(
            name, table, FROZEN, sentence,
            when=when, parent=parent, key=key, parent_key=parent_key, also_reads=tuple(reads),
        )
    )  # fmt: skip


def no_overlap(name: str, table: str, *, keys, begins="valid_from", ends="valid_to", where="", range_type="daterange") -> Guard:
    """Two rows of `table` with equal `keys` never hold on the same day.

    `where` limits the rule to rows for which it holds, written on {row}:
    "{row}.kind = 'substantive'". An empty begin or end is open. A row with an
    empty key overlaps nothing.
    """
    sentence = f"two rows of {table} with the same {', '.join(keys)} hold at the same time."
    return register(
        Guard(
            name, table, NO_OVERLAP, sentence,
            keys=tuple(keys), begins=begins, ends=ends, where=where, range_type=range_type,
        )
    )  # fmt: skip
