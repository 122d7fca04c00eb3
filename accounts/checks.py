"""System checks: the table of moves is complete."""

from django.core import checks

from .conditions import missing_conditions
from .moves import MOVES, Move


@checks.register("accounts")
def check_moves(app_configs=None, **_others):
    """accounts.E001: every condition of the table has its function. accounts.E002: every move stands in the table."""
    return conditions_without_functions(MOVES) + moves_without_grants(MOVES)


def conditions_without_functions(moves):
    """One error for each condition that these moves name and nobody registered."""
    return [
        checks.Error(
            f"The table of moves asks the condition {name!r}, and no app has registered a function for it.",
            hint="Call accounts.conditions.register_condition in AppConfig.ready(); a scope also needs places=.",
            id="accounts.E001",
        )
        for name in missing_conditions(moves)
    ]


def moves_without_grants(moves):
    """One error for each move that nobody could ever make."""
    return [
        checks.Error(
            f"The move {move.value!r} stands in no row of the table.",
            hint="Add its grants to accounts.moves.MOVES.",
            id="accounts.E002",
        )
        for move in Move
        if not moves.get(move)
    ]
