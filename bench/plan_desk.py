"""How fast the desk is: python bench/plan_desk.py

Opens and saves a plan of 11 heads, 7 products, 30 targets and 60 interventions
in a database of its own, through the whole stack of middleware, and compares
with an empty admin page of the same run (the page to change one's password).
Prints medians in ms of processor time, numbers of queries and the two ratios of the budget
(opening <= 8, saving one row <= 3). Times vary with the load on the machine;
the ratios are what counts.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 25
OPENING, SAVING = 8, 3


def main():
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(VAR_DIR=folder, DATABASE_URL=f"sqlite:///{folder}/bench.sqlite3")
        os.environ["DJANGO_SETTINGS_MODULE"] = "deh_portal.settings"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("load_seeds", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        return measure()


def measure():
    from django.test import override_settings
    from django.urls import reverse

    from bench.big_plan import big_draft
    from plans.models import Target
    from plans.tests.desk import at_desk, form_of, plan_url, row_url
    from plans.tests.factories import an_office

    with override_settings(ALLOWED_HOSTS=["testserver"]):
        version = big_draft(an_office())
        client = at_desk(version.office.officer)
        row = Target.objects.filter(version=version).first()
        address = row_url(version, "targets", row)

        def saving(turn):
            sent = form_of_page | {"note": f"Turn {turn}.", "row_version": turn + row.row_version}
            answer = client.post(address, sent)
            assert answer.status_code == 302, answer.status_code
            return answer

        from django.test.utils import setup_test_environment

        setup_test_environment()
        form_of_page = form_of(client.get(address))
        asked = {
            "empty admin page": lambda _turn: client.get(reverse("admin:password_change")),
            "open the plan": lambda _turn: client.get(plan_url(version)),
            "open one row's form": lambda _turn: client.get(address),
            "save one row": saving,
        }
        took = timed(asked)
    empty, opened, form, saved = took.values()
    print(f"opening / empty: {opened / empty:.1f} (budget {OPENING}); form / empty: {form / empty:.1f}")
    print(f"saving / empty: {saved / empty:.1f} (budget {SAVING})")
    return 0 if opened / empty <= OPENING and saved / empty <= SAVING else 1


def timed(asked):
    """{name: median ms of the processor in ROUNDS requests}. The kinds take turns, so that a busy moment strikes all alike."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    took = {name: [] for name in asked}
    for turn in range(ROUNDS):
        for name, do in asked.items():
            began = time.process_time()
            do(turn)
            took[name].append((time.process_time() - began) * 1000)
    medians = {name: statistics.median(times[2:]) for name, times in took.items()}
    for name, do in asked.items():
        with CaptureQueriesContext(connection) as queries:
            answer = do(ROUNDS)
        print(f"{name}: {medians[name]:.1f} ms, {len(queries)} queries, {len(answer.content)} bytes")
    return medians


if __name__ == "__main__":
    sys.exit(main())
