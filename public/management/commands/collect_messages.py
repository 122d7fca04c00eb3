"""Brings locale/hi/LC_MESSAGES/django.po up to date with the source."""

from django.core.management.base import BaseCommand

from public import catalogue


class Command(BaseCommand):
    help = "Gathers marked texts from templates and Python into the Hindi catalogue; says which lack Hindi."

    def handle(self, *args, **options):
        found = catalogue.renew()
        missing = catalogue.without_hindi()
        self.stdout.write(f"{len(found)} texts, {len(missing)} without Hindi")
        for message in missing:
            self.stdout.write(f"  {message.id}")
