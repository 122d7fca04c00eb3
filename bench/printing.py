"""How long a PDF takes: python bench/printing.py

Prints the packet of a plan with 10 targets and 21 interventions in English and
Hindi, cold (the first of a process) and warm, beside an empty sheet of the same
run. Milliseconds of processor time, pages and bytes; the budget is one second
for a file, cold. Times vary with the load on the machine.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROUNDS, BUDGET_MS = 15, 1000


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
        return measure()


def spent(what):
    before = time.process_time()
    made = what()
    return (time.process_time() - before) * 1000, made


def measure():
    from bench import big_plan
    from documents import printing
    from documents.tests.reading_pdf import Read
    from plans.printed import packet_pdf
    from plans.tests.factories import SITTING, an_office, paper_of_last_tabling, tabled

    big_plan.PRODUCTS, big_plan.TARGETS, big_plan.INTERVENTIONS = 3, 10, 21
    office = an_office()
    version = tabled(office, version=big_plan.big_draft(office))
    paper, committee = paper_of_last_tabling(version), office.depc.committee
    empty = printing.Sheet("Empty", "en", printing.words("Nothing."))

    def packet(language):
        return packet_pdf(paper, language=language, committee=committee, on=SITTING.date())

    over = []
    for language in ("en", "hi"):
        cold, content = spent(lambda language=language: packet(language))
        warm = statistics.median(spent(lambda language=language: packet(language))[0] for _ in range(ROUNDS))
        plain = statistics.median(spent(lambda: printing.render(empty, at=SITTING))[0] for _ in range(ROUNDS))
        read = Read(content)
        print(
            f"{language}: first {cold:.0f} ms, again {warm:.0f} ms, an empty sheet {plain:.1f} ms ({warm / plain:.0f} x); "
            f"{len(read.pages)} pages, {len(content):,} bytes, PDF/UA-1 {read.is_pdf_ua_1}"
        )
        over += [language] if cold > BUDGET_MS else []
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
