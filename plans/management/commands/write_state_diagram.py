from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from plans.states import MOVES, State, diagram

FILE = Path("docs") / "plan-states.md"


def page():
    """docs/plan-states.md, whole: the diagram and the table, both from plans/states.py."""
    rows = [
        f"| {move.name} | {', '.join(state.value for state in move.source) or 'nothing'} | {move.target or 'stays'} "
        f"| {move.permission or 'follows from a signature or another version'} | `{move.verb}` | {move.condition} |"
        for move in MOVES
    ]
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
            "| move | from | to | permission asked | event | condition |",
            "|---|---|---|---|---|---|",
            *rows,
            "",
            "States: " + ", ".join(f"{state.value} ({state.label})" for state in State) + ".",
            "",
        ]
    )


class Command(BaseCommand):
    help = "Writes docs/plan-states.md from the table of moves."

    def handle(self, *args, **options):
        (Path(settings.BASE_DIR) / FILE).write_text(page(), encoding="utf-8")
        self.stdout.write(f"Wrote {FILE}.")
