from django.core.management.base import BaseCommand, CommandError

from plans.proving import check_all


class Command(BaseCommand):
    help = "Proves that the rows of every tabled version say what its paper says, and that each paper has its fingerprint."

    def handle(self, *args, **options):
        checked, renamed, differing = check_all()
        for version, labels in renamed:
            self.stdout.write(f"{version}: the same, but for names that were changed since: {', '.join(labels)}.")
        for version, paths in differing:
            self.stderr.write(f"{version}: rows and paper differ at {', '.join(paths)}.")
        if differing:
            raise CommandError(f"{len(differing)} of {checked} versions differ from their paper. The paper is what was decided.")
        self.stdout.write(f"{checked} versions, all as their papers.")
