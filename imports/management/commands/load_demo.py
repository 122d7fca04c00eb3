"""The demonstration year, April 2025 to March 2026, through the functions the portal itself uses."""

import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext_lazy as _

from accounts.models import Posting
from audit import installation
from audit.models import Installation
from common.refusals import Refusal
from imports.demo.walking import Walk, counted
from plans.models import PlanVersion


class Command(BaseCommand):
    help = "Walks the invented year of seeds/demo through the real workflow. Only in a demonstration database (DEMO=yes)."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-missing", action="store_true", help="Say so and do nothing where the demonstration is loaded already."
        )

    def handle(self, *args, if_missing=False, **options):
        if settings.DATABASE_KIND != Installation.Kind.DEMONSTRATION:
            raise CommandError(
                _(
                    "This database holds facts, and the demonstration is invented. Nothing was loaded. "
                    "Run it with DEMO=yes, which uses a database of its own."
                )
            )
        try:
            installation.mark(Installation.Kind.DEMONSTRATION)
        except Refusal as refused:
            raise CommandError(refused.sentence) from refused
        if PlanVersion.objects.exists() or Posting.objects.exists():
            if if_missing:
                self.stdout.write(str(_("The demonstration year is loaded already; nothing was changed.")))
                return
            raise CommandError(
                _(
                    "There are plans or postings in this database already, so nothing was loaded. "
                    "Remove the demonstration's database file and run it again."
                )
            )
        began = time.monotonic()
        Walk().run()
        states = ", ".join(f"{count} {state}" for state, count in counted().items() if count)
        self.stdout.write(f"Demonstration year: {states}; {time.monotonic() - began:.1f} s.")
