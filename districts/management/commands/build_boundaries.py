"""manage.py build_boundaries: district lines from the pinned source, or from a file."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from common import clock
from common.refusals import Refusal
from districts.boundaries import build, manifest, replacement, rows, source
from districts.boundaries.register import read_register


class Command(BaseCommand):
    help = (
        "Builds the map files from the pinned boundary source. With --file, takes the lines of a whole State "
        "(--state) or of the country from a file, through the same checks. The lines in use stay when anything fails."
    )

    def add_arguments(self, parser):
        parser.add_argument("--file", help="lines to take: any vector format GDAL reads, WGS 84, with a field lgd_code")
        parser.add_argument("--state", help="name in addresses of the State the file is for, for example tamil-nadu")
        parser.add_argument(
            "--forget-files", action="store_true", help="go back to the pinned source alone, dropping lines taken from files"
        )

    def handle(self, *args, file=None, state=None, forget_files=False, **options):
        if state and not file:
            raise CommandError("--state says which State a file is for. Give the file with --file as well.")
        try:
            self._build(file, state, forget_files)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal

    def _build(self, file, state, forget_files):
        register = read_register()
        if len(register) == 0:
            raise CommandError("There are no districts in the database. Run load_seeds first.")
        offered = replacement.read_offered(file, register, state) if file else None
        report = build.build(
            manifest.root(),
            register,
            source.PinnedWheel(settings.SEED_ROOT / "reference" / "boundary_key.csv"),
            at=clock.now(),
            offered=offered,
            forget_replacements=forget_files,
        )
        changes = rows.record_lines(report.manifest, on=clock.today(), files_changed=report.changed)
        self._say_coverage(report.manifest)
        if report.changed:
            self._say_measures(report)
        else:
            self.stdout.write("Nothing changed: the inputs are those of the build in force.")
        if changes:
            self.stdout.write(
                f"Lines in the database: {changes.opened} opened, {changes.replaced} replaced, {changes.ended} ended."
            )

    def _say_coverage(self, build_manifest):
        matched, unmatched = build_manifest["matched"], build_manifest["unmatched"]
        line = f"{len(matched)} of {len(matched) + len(unmatched)} drawn"
        if unmatched:
            shared = "; ".join(_says_whose_line(row) for row in unmatched)
            line += f"; these {len(unmatched)} have no line of their own: {shared}"
        self.stdout.write(f"{line}.")
        for entry in build_manifest["replacements"]:
            self.stdout.write(f"Lines of {entry['state'] or 'the country'} from {entry['name']}.")

    def _say_measures(self, report):
        self.stdout.write(f"Area of all shapes: {int(report.manifest['area_sq_km']):,} sq km.")
        headquarters = report.headquarters
        off = ", ".join(f"{name} ({code}) {distance:.1f} km" for name, code, distance in headquarters.outside)
        self.stdout.write(
            f"Headquarters inside their own line: {headquarters.inside} of {headquarters.known}"
            + (f"; outside: {off}." if off else ".")
        )
        states = {name: size for name, size in report.sizes.items() if name.startswith("state ")}
        largest = max(states, key=states.get)
        self.stdout.write(
            f"Overview {report.sizes['overview']:,} bytes compressed; {len(states)} State files, "
            f"largest {largest.removeprefix('state ')} {states[largest]:,}, together {sum(states.values()):,}."
        )
        steps = ", ".join(f"{step} {seconds:.1f}" for step, seconds in report.seconds.items())
        self.stdout.write(f"Seconds: {sum(report.seconds.values()):.1f} ({steps}).")


def _says_whose_line(row):
    if not row["shares_line_of"]:
        return f"{row['name']} is not drawn"
    return f"{row['name']} shares that of {row['shares_line_of_name']}"
