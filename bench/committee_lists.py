"""Lists of committees, meetings and resolutions at the size of the country: python bench/committee_lists.py

Fills a database of its own with 784 committees of seven seats, 40 meetings each and a signed resolution in every one
(31,360 of each), copied from one that went the whole way, and asks for each list, the calendar and one page of each
through the whole stack of middleware, rendered anew every time. Beside them stands an empty view (/healthz) of the
same run, in turns. Prints medians in ms of processor time, the numbers of queries at 3 committees with one meeting and
at 784 with 40, and the multiple of the empty view; ends with 1 where a number of queries grew.
"""

import copy
import os
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

COMMITTEES, MEETINGS, ROUNDS = 784, 40, 9
EMPTY = "/healthz"


def main():
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    with tempfile.TemporaryDirectory() as folder:
        address = os.environ.get("BENCH_DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ.update(VAR_DIR=folder, DATABASE_URL=address, DJANGO_SETTINGS_MODULE="deh_portal.settings")
        import django

        django.setup()
        from django.core.management import call_command
        from django.test import override_settings
        from django.test.utils import setup_test_environment

        call_command("migrate", verbosity=0)
        call_command("load_seeds", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        with override_settings(ALLOWED_HOSTS=["testserver"]):
            setup_test_environment()
            return measure()


def measure():
    from django.test import Client

    from accounts.tests.factories import make_auditor

    pattern = Pattern()
    districts = pattern.other_districts()
    pattern.copy_to(districts[:2], meetings=1)
    client, auditor = Client(), Client()
    auditor.force_login(make_auditor(), backend="django.contrib.auth.backends.ModelBackend")
    asked = {path: (auditor if path.startswith("/admin/") else client) for path in [EMPTY, *pattern.addresses()]}
    few = {path: queries(who, path) for path, who in asked.items()}
    pattern.copy_to(districts[2 : COMMITTEES - 1], meetings=MEETINGS)
    pattern.analyse()
    many = {path: queries(who, path) for path, who in asked.items()}
    took = {path: [] for path in asked}
    for _turn in range(ROUNDS):
        for path, who in asked.items():
            fresh()
            began = time.process_time()
            assert who.get(path).status_code == 200, path
            took[path].append((time.process_time() - began) * 1000)
    empty = statistics.median(took[EMPTY])
    print(f"{'address':52}{'ms':>9}{'x empty':>9}{'queries at 3':>14}{'at ' + str(COMMITTEES * MEETINGS):>12}")
    for path in asked:
        own = statistics.median(took[path])
        print(f"{path:52}{own:9.1f}{own / empty:9.1f}{few[path]:14}{many[path]:12}")
    return 0 if few == many else 1


def fresh():
    from django.core.cache import cache

    cache.clear()


def queries(client, path):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(path)
    fresh()
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return len(asked)


class Pattern:
    """One committee whose meeting was called, held and signed by the proceedings, and copies of its rows elsewhere."""

    def __init__(self):
        from committees.models import Meeting, Resolution
        from committees.tests.factories import AFTER, carried_resolution, depc_of
        from districts.models import District

        self.depc = depc_of(District.objects.get(slug="erode"))
        resolution = carried_resolution(None, self.depc)
        self.resolution = Resolution.objects.get(pk=resolution.pk)
        from committees import proceedings

        proceedings.close_sitting(resolution.item.meeting, by=self.depc.user("convener"), at=AFTER)
        self.meeting = Meeting.objects.get(pk=resolution.item.meeting_id)
        self.committee = self.depc.committee

    def addresses(self):
        slug, resolution = self.committee.slug, self.resolution
        return [
            "/committees/", "/committees/?page=3", "/committees/?state=tamil-nadu", "/meetings/", "/meetings/?page=9",
            "/meetings/?state=tamil-nadu", "/meetings/?when=held", "/resolutions/", "/resolutions/?page=9",
            "/resolutions/?state=tamil-nadu", f"/committees/{slug}/", f"/committees/{slug}/meetings.ics",
            self.meeting.get_absolute_url(), resolution.get_absolute_url(), "/api/v1/committees/", "/api/v1/meetings/",
            "/api/v1/resolutions/", "/admin/meetings/", f"/admin/meetings/{self.meeting.pk}/",
        ]  # fmt: skip

    def other_districts(self):
        from districts.models import District

        return list(District.objects.current().exclude(pk=self.committee.place_id).order_by("pk"))

    def copy_to(self, districts, *, meetings):
        from committees.models import Committee, Seat

        committees = []
        for district in districts:
            row = _copy(self.committee, slug=f"depc-{district.slug}-{district.pk}", place_id=district.pk)
            row.name = f"District Export Promotion Committee, {district.name}"
            committees.append(row)
        Committee.objects.bulk_create(committees)
        seats = list(Seat.objects.filter(committee=self.depc.committee).select_related("post"))
        posts = [_copy(seat.post, place_id=committee.place_id) for committee in committees for seat in seats]
        type(seats[0].post).objects.bulk_create(posts, batch_size=500)
        places = iter(posts)
        Seat.objects.bulk_create(
            [_copy(seat, committee_id=committee.pk, post_id=next(places).pk) for committee in committees for seat in seats],
            batch_size=500,
        )
        for committee in committees:
            self._sit(committee, meetings)

    def _sit(self, committee, number):
        """So many meetings of one committee, a week apart, each with its item and its signed resolution."""
        from committees.models import AgendaItem, Meeting, Resolution, Sitting

        weeks = [timedelta(weeks=7 * n) for n in range(number)]
        meetings = [
            _copy(self.meeting, starts_at=self.meeting.starts_at - week, held_on=self.meeting.held_on - week) for week in weeks
        ]
        Meeting.objects.bulk_create(meetings)
        sitting = self.meeting.sittings.get()
        Sitting.objects.bulk_create([_copy(sitting, meeting_id=m.pk, committee_id=committee.pk) for m in meetings])
        item = self.resolution.item
        items = [_copy(item, meeting_id=m.pk, committee_id=committee.pk) for m in meetings]
        AgendaItem.objects.bulk_create(items)
        Resolution.objects.bulk_create(
            [
                _copy(
                    self.resolution,
                    item_id=one.pk,
                    committee_id=committee.pk,
                    number=f"{committee.slug}-{n}",
                    ordinal=n,
                    chain_position=n,
                    previous_hash="x" if n > 1 else "",
                    row_hash=f"{committee.slug}-{n}"[:64],
                    decided_on=self.meeting.held_on - weeks[n - 1],
                    signed_at=self.resolution.signed_at - weeks[n - 1],
                )
                for n, one in enumerate(items, 1)
            ]
        )

    @staticmethod
    def analyse():
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _copy(row, **changed):
    """The same row once more, without its key."""
    made = copy.copy(row)
    made._state = copy.copy(row._state)
    made._state.adding, made._state.fields_cache = True, {}
    made.pk = None
    for name, value in changed.items():
        setattr(made, name, value)
    return made


if __name__ == "__main__":
    sys.exit(main())
