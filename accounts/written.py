"""docs/permissions.md, written from the table of moves."""

from django.utils import translation

from .models import Duty
from .moves import ANY_POST, CONDITIONS, MOVES, REGISTERED_SCOPES, Move, Scope

HEAD = """# Who may do what

Written by `manage.py write_permissions` from `accounts/moves.py`; a test fails when the two differ. `may()` and
`reach()` in `accounts/permission.py` answer from the same table, at every door. Rights come from posts: each
posting that holds on the day counts, additional charge included; there is no superuser.

"""


def permissions_page():
    """The page as Markdown, in English whatever language is active."""
    with translation.override("en"):
        return HEAD + "\n".join([*_moves(), "", *_scopes(), "", *_conditions(), ""])


def _moves():
    yield "| move | post with the duty | where | only if |"
    yield "|---|---|---|---|"
    for move in Move:
        for number, grant in enumerate(MOVES[move]):
            first = f"`{move.value}`: {move.label}" if number == 0 else ""
            duties = "any post" if grant.duties == ANY_POST else ", ".join(str(Duty(duty).label) for duty in grant.duties)
            conditions = ", ".join(f"`{name}`" for name in _asked(grant))
            yield f"| {first} | {duties} | {_scope(grant.scope)} | {conditions} |"


def _asked(grant):
    registered = (REGISTERED_SCOPES[grant.scope],) if grant.scope in REGISTERED_SCOPES else ()
    return registered + grant.conditions


def _scope(scope):
    return scope.name.lower().replace("_", " ")


def _scopes():
    yield "## Where\n"
    yield "| word | meaning |"
    yield "|---|---|"
    for scope in Scope:
        yield f"| {_scope(scope)} | {scope.value} |"


def _conditions():
    yield "## Conditions\n"
    yield "What accounts cannot know; the apps above register the functions, and `accounts.E001` fails where one is missing.\n"
    yield "| condition | said when it does not hold |"
    yield "|---|---|"
    for name, sentence in CONDITIONS.items():
        yield f"| `{name}` | {sentence} |"
