"""What accounts cannot know: functions that committees and plans register under the names of accounts.moves.

# committees/apps.py, in ready()
register_condition("holds_a_seat", votes_here, places=places_of_seats)
# plans/apps.py, in ready()
register_condition("is_no_author", is_no_author)
"""

from collections.abc import Callable
from dataclasses import dataclass

from .moves import CONDITIONS, REGISTERED_SCOPES

_registered: dict[str, "Condition"] = {}


@dataclass(frozen=True)
class Condition:
    """One named condition.

    holds: `fn(user, place, on, thing) -> bool | str`: a sentence is a refusal in
        words. It is asked only when there is a thing (an agenda item, a version).
    places: `fn(posts, on) -> queryset of place ids`, for the names in
        REGISTERED_SCOPES: the places where one of `posts` (a queryset or list of
        Post) meets the condition that day. reach() puts it into its one query,
        so it must be lazy: `Seat.objects....values("committee__place_id")`.
    """

    name: str
    holds: Callable
    places: Callable | None = None


def register_condition(name, holds, *, places=None):
    """Give the condition called `name` its function. Raises ValueError for a name the table does not know."""
    if name not in CONDITIONS:
        raise ValueError(f"accounts.moves names no condition {name!r}; it names {', '.join(sorted(CONDITIONS))}.")
    _registered[name] = Condition(name, holds, places)


def condition(name):
    """The registered condition, or None."""
    return _registered.get(name)


def missing_conditions(moves):
    """Names that stand in this table and have no function (or, for a scope, no places), sorted."""
    named = set()
    for grants in moves.values():
        for grant in grants:
            named.update(grant.conditions)
            if grant.scope in REGISTERED_SCOPES:
                named.add(REGISTERED_SCOPES[grant.scope])
    scopes = set(REGISTERED_SCOPES.values())
    return sorted(name for name in named if name not in _registered or (name in scopes and _registered[name].places is None))
