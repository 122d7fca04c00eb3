"""Workbooks dropped into imports/tests/workbooks/: each NAME.xlsx is tried against an empty draft of Erode, and NAME.expected
says what the portal answers, line by line. workbook_corpus.py writes the folder."""

import os

import pytest
from django.db import transaction

from common.refusals import Refusal
from imports.workbook.trial import try_workbook
from imports.workbook.writing import workbook_of
from plans import checks
from plans.models import Commitment, PlanVersion
from plans.tests.factories import LATER, a_draft, an_office

from .workbook_corpus import CHANGES, FILES, FOLDER, OF_ANOTHER_PLAN, good_from, write_folder
from .workbook_drafts import a_good_draft

pytestmark = pytest.mark.django_db

WRITING = os.environ.get("WORKBOOKS") == "write"


@pytest.fixture(scope="module")
def empty_draft(django_db_setup, django_db_blocker):
    """(version, officer) of an empty draft of Erode, beside the plan of another district."""
    with django_db_blocker.unblock(), transaction.atomic():
        other = a_draft(an_office("Agra", "Uttar Pradesh"))
        Commitment.objects.create(uid=OF_ANOTHER_PLAN, plan=other.plan, kind=Commitment.Kind.TARGET, opened_in=other)
        office = an_office()
        if WRITING:
            with transaction.atomic():
                FOLDER.mkdir(exist_ok=True)
                write_folder(good_from(workbook_of(a_good_draft(office))))
                transaction.set_rollback(True)
        yield a_draft(office), office.officer
        transaction.set_rollback(True)


def names():
    found = {path.stem for path in FOLDER.glob("*.xlsx")}
    # The good one first: what the others are measured against.
    return sorted(found | {"good", *FILES, *CHANGES} if WRITING else found, key=lambda name: (name != "good", name))


def answer(version, officer, content, *, in_full):
    """What the portal says of this workbook, line by line."""
    version = PlanVersion.objects.get(pk=version.pk)
    try:
        trial = try_workbook(version, content, take_out=False, by=officer, at=LATER)
    except Refusal as refused:
        return [f"Refused: {refused}"]
    if trial.faults:
        return [str(fault) for fault in trial.faults]
    lines = [f"Taken: {len(trial.changes)} changes."]
    if in_full:
        lines += [
            f"{change.sheet}, {change.name}: {label}: {new}" for change in trial.changes for label, _old, new in change.cells
        ]
    return lines + [f"Check {found.check}, {found.level}: {found.sentence}" for found in trial.report.findings]


@pytest.mark.parametrize("name", names())
def test_the_workbook_gets_the_answer_that_stands_beside_it(name, empty_draft):
    version, officer = empty_draft
    content = (FOLDER / f"{name}.xlsx").read_bytes()
    before = version.sections.count(), version.targets.count()

    lines = answer(version, officer, content, in_full=name == "good" or name.startswith("understood"))
    if name.startswith("understood"):
        known = set((FOLDER / "good.expected").read_text(encoding="utf-8").splitlines())
        lines = [line for line in lines if line not in known]
    told = "\n".join(lines).replace("\n\n", "\n") + "\n"
    if WRITING:
        (FOLDER / f"{name}.expected").write_text(told, encoding="utf-8")

    assert told == (FOLDER / f"{name}.expected").read_text(encoding="utf-8")
    assert (version.sections.count(), version.targets.count()) == before


def test_each_check_finds_its_fault_in_a_workbook_and_each_file_is_small():
    found = {path.stem: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.expected")}

    for module in checks.CHECKS:
        if hasattr(module, "ASKS_EVIDENCE"):
            # What the district exported in other years stands in no workbook.
            continue
        told = found[f"check_{module.NUMBER:02}"]
        assert f"Check {module.NUMBER}, " in told
        assert f"Check {module.NUMBER}, " not in found["good"]
    assert all(path.stat().st_size < 60_000 for path in FOLDER.glob("*.xlsx"))
