"""Load the facts the portal starts from."""

from django.conf import settings
from django.core.management.base import BaseCommand

from districts.seeding.loading import load_seeds

_MENTIONED = (
    ("kept", "edited here, left as it is"),
    ("newer_not_applied", "edited here, and the seed has changed too; left as it is"),
    ("removed_here", "removed here, not brought back"),
    ("left_out", "left out, because what it hangs on was removed here"),
    ("no_longer_seeded", "no longer in the seeds, left as it is"),
)


class Command(BaseCommand):
    help = "Load places, products, HS codes, lists and figures from seeds/reference. A second run changes nothing."

    def handle(self, *args, verbosity=1, **options):
        outcomes = load_seeds(settings.SEED_ROOT / "reference")
        if verbosity == 0:
            return
        if verbosity > 1 or any(outcome.wrote for outcome in outcomes):
            self.stdout.write(f"{'table':<20}{'added':>8}{'changed':>9}{'unchanged':>11}")
            for outcome in outcomes:
                self.stdout.write(f"{outcome.table:<20}{outcome.added:>8}{outcome.changed:>9}{outcome.unchanged:>11}")
        for outcome in outcomes:
            self._mention(outcome)
        if not any(outcome.wrote for outcome in outcomes):
            rows = sum(outcome.unchanged for outcome in outcomes)
            self.stdout.write(f"Nothing to change: {rows} rows in {len(outcomes)} tables are as the seeds have them.")

    def _mention(self, outcome):
        for name, words in _MENTIONED:
            keys = getattr(outcome, name)
            if keys:
                more = f" and {len(keys) - 5} more" if len(keys) > 5 else ""
                self.stdout.write(f"{outcome.table}: {', '.join(keys[:5])}{more}: {words}.")
