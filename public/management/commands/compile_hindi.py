"""Compiles the Hindi catalogue with Babel; the result is not kept in git."""

from django.core.management.base import BaseCommand

from public import catalogue


class Command(BaseCommand):
    help = "Writes locale/hi/LC_MESSAGES/django.mo from django.po when it is older."

    def handle(self, *args, **options):
        target = catalogue.compile_hindi()
        if options["verbosity"]:
            self.stdout.write(str(target.name))
