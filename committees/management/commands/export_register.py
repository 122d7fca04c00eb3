from django.core.management.base import BaseCommand, CommandError

from committees.register_export import write_to
from common.refusals import Refusal


class Command(BaseCommand):
    help = "Writes the register of resolutions as JSON lines, whole or not at all; check it with committees/verify_register.py."

    def add_arguments(self, parser):
        parser.add_argument("file", help="where to write; an older export there is replaced, anything else is not")

    def handle(self, *args, **options):
        try:
            export = write_to(options["file"])
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        for number in export.broken:
            self.stderr.write(f"{number} does not hold: its row, or what stands beside it, was changed past the portal.")
        self.stdout.write(f"{options['file']}: {export.rows} rows of {len(export.heads)} committees.")
