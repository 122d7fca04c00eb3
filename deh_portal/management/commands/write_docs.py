from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand

from deh_portal.written_docs import OUR_APPS, pages


class Command(BaseCommand):
    help = "Writes every page of docs/ that comes from the code; runs the other write_ commands too."

    def handle(self, **options):
        for path, text in pages().items():
            if path.exists() and path.read_text(encoding="utf-8") == text:
                self.stdout.write(f"{path.name}: unchanged")
            else:
                path.write_text(text, encoding="utf-8")
                self.stdout.write(f"{path.name}: written")
        for name, app in sorted(get_commands().items()):
            if app in OUR_APPS and name.startswith("write_") and name != "write_docs":
                call_command(name, stdout=self.stdout)
