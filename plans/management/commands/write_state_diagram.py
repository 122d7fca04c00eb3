from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from plans.states import ERRATUM_MOVES, MOVES, State, diagram

FILE = Path("docs") / "plan-states.md"


def page():
    """docs/plan-states.md, whole: the diagram and the table, both from plans/states.py."""
    rows, of_errata = _rows(MOVES), _rows(ERRATUM_MOVES)
    return "\n".join(
        [
            "# The states of a plan version",
            "",
            "Written by `manage.py write_state_diagram` from `plans/states.py`; a test compares. Do not edit by hand.",
            "",
            "```mermaid",
            diagram(),
            "```",
            "",
            *_TABLE,
            *rows,
            "",
            "An erratum (a list of corrections, minor number above 0) goes a way of its own. While it is in force it is",
            "superseded, suspended, resumed and closed together with the text it corrects (docs/adr/0012).",
            "",
            "```mermaid",
            diagram(ERRATUM_MOVES),
            "```",
            "",
            *_TABLE,
            *of_errata,
            "",
            "States: " + ", ".join(f"{state.value} ({state.label})" for state in State) + ".",
            "",
        ]
    )


_TABLE = ("| move | from | to | permission asked | event | condition |", "|---|---|---|---|---|---|")


def _rows(moves):
    return [
        f"| {move.name} | {', '.join(state.value for state in move.source) or 'nothing'} | {move.target or 'stays'} "
        f"| {move.permission or 'follows from a signature or another version'} | `{move.verb}` | {move.condition} |"
        for move in moves
    ]


class Command(BaseCommand):
    help = "Writes docs/plan-states.md from the table of moves."

    def handle(self, *args, **options):
        (Path(settings.BASE_DIR) / FILE).write_text(page(), encoding="utf-8")
        self.stdout.write(f"Wrote {FILE}.")
