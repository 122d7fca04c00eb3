"""Everything between a fresh clone and a served page, in one process; what is already done is skipped in seconds."""

import hashlib
import time

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from audit import installation
from common import guards


class Command(BaseCommand):
    help = "Migrates, loads the seeds, builds the boundaries, compiles the Hindi texts, gathers static files."

    def handle(self, *args, **options):
        self.step("Database", self._migrate)
        installation.mark(settings.DATABASE_KIND)
        self.step("Hindi texts", lambda: call_command("compile_hindi", verbosity=0))
        self.step("Register and products", lambda: call_command("load_seeds", verbosity=options["verbosity"]))
        self.step("Boundaries", lambda: call_command("build_boundaries", verbosity=options["verbosity"]))
        self.step("Static files", self._collect)
        if installation.is_demonstration():
            self.step("Demonstration year", lambda: call_command("load_demo", if_missing=True))

    def step(self, name, do):
        began = time.monotonic()
        do()
        self.stdout.write(f"{name}: {time.monotonic() - began:.1f} s")

    def _migrate(self):
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
        missing = [] if pending else guards.verify()
        if missing:
            # A release may bring a guard without a migration; nothing is served before it stands.
            self.stdout.write(f"Guards put in: {', '.join(missing)}.")
        if pending or missing:
            call_command("migrate", verbosity=0, interactive=False)

    def _collect(self):
        # The compressed copies are the slow part; a stamp of names, sizes and times tells whether they are current.
        stamp_file = settings.STATIC_ROOT / ".stamp"
        stamp = _stamp_of_static_files()
        if stamp_file.exists() and stamp_file.read_text(encoding="utf-8") == stamp:
            return
        # No stamp: the first time, or one that was broken off. From nothing, then.
        broken_off = not stamp_file.exists()
        stamp_file.unlink(missing_ok=True)
        call_command("collectstatic", verbosity=0, interactive=False, clear=broken_off)
        stamp_file.write_text(stamp, encoding="utf-8")


def _stamp_of_static_files():
    lines = []
    for finder in get_finders():
        for path, storage in finder.list(apps.get_app_config("staticfiles").ignore_patterns):
            lines.append(f"{path} {storage.size(path)} {storage.get_modified_time(path).timestamp()}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
