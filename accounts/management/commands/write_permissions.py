"""Write docs/permissions.md from the table of moves."""

from django.conf import settings
from django.core.management.base import BaseCommand

from accounts.written import permissions_page


class Command(BaseCommand):
    help = "Write docs/permissions.md from the table of moves (accounts/moves.py)."

    def handle(self, *args, **options):
        page = settings.BASE_DIR / "docs" / "permissions.md"
        page.write_text(permissions_page(), encoding="utf-8")
        self.stdout.write("docs/permissions.md is written.")
