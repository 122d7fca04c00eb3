"""How long a PDF takes: python bench/printing.py

Prints the packet and the published version of a plan with 10 targets and 21
interventions, and of one with 30 and 60, in English and Hindi, cold (the first
of its kind) and warm, beside an empty sheet of the same run. Milliseconds of
processor time, pages and bytes; the budget is one second for a file, cold. Times vary with the load on the machine.
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


#: Products, targets, interventions; wholes and their parts come in threes.
SIZES = {"Erode": (3, 10, 21), "Salem": (7, 30, 60)}


def measure():
    from bench import big_plan
    from documents import printing
    from documents.tests.reading_pdf import Read
    from plans import queries
    from plans.printed import packet_pdf, plan_pdf
    from plans.tests.factories import SITTING, adopted, an_office, paper_of_last_tabling, published, tabled

    empty = printing.Sheet("Empty", "en", printing.words("Nothing."))
    over = []
    for name, size in SIZES.items():
        big_plan.PRODUCTS, big_plan.TARGETS, big_plan.INTERVENTIONS = size
        office = an_office(name)
        version = tabled(office, version=big_plan.big_draft(office))
        paper, committee = paper_of_last_tabling(version), office.depc.committee
        published(office, version=adopted(office, version=version))
        found = queries.plan_page(office.district, "1.0")
        made = {
            "packet": lambda language, paper=paper, committee=committee: packet_pdf(
                paper, language=language, committee=committee, on=SITTING.date()
            ),
            "published": lambda language, found=found: plan_pdf(found, language=language),
        }
        for kind, make in made.items():
            for language in ("en", "hi"):
                cold, content = spent(lambda make=make, language=language: make(language))
                warm = statistics.median(spent(lambda make=make, language=language: make(language))[0] for _ in range(ROUNDS))
                plain = statistics.median(spent(lambda: printing.render(empty, at=SITTING))[0] for _ in range(ROUNDS))
                read = Read(content)
                print(
                    f"{size[1]} targets, {size[2]} interventions, {kind}, {language}: first {cold:.0f} ms, again {warm:.0f} ms, "
                    f"an empty sheet {plain:.1f} ms ({warm / plain:.0f} x); {len(read.pages)} pages, {len(content):,} bytes, "
                    f"PDF/UA-1 {read.is_pdf_ua_1}"
                )
                over += [language] if cold > BUDGET_MS else []
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
