"""The page of a plan's workbook: who opens it, and what it shows before anything is written."""

from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.tests.factories import make_auditor, stranger
from common.clock import today
from documents.kinds import XLSX
from imports.workbook.writing import workbook_of
from plans import checks, rows, workflow
from plans.models import Section
from plans.tests.desk import at_desk, plan_url, text_of
from plans.tests.factories import LATER, an_office

from .workbook_drafts import changed

pytestmark = pytest.mark.django_db


def page_of(version):
    return reverse("desk-workbook", args=[version.pk])


def file_of(version):
    return reverse("desk-workbook-file", args=[version.pk])


def uploaded(client, version, content, **more):
    return client.post(page_of(version), {"sheet": SimpleUploadedFile("plan.xlsx", content), **more})


def with_a_new_strategy(version, text="New."):
    return changed(workbook_of(version), lambda book: book["Strategy"].__setitem__("B2", text))


def confirmed(client, version, answer, **ticks):
    context = answer.context
    return client.post(
        page_of(version), {"token": context["token"], "stamp": context["trial"].stamp, "confirm": "yes", **ticks}, follow=True
    )


def test_an_officer_downloads_fills_looks_and_confirms(version):
    client = at_desk(version.office.officer)

    assert page_of(version) in text_of(client.get(plan_url(version)))
    download = client.get(file_of(version))
    assert (download["Content-Type"], download["Content-Disposition"][:16]) == (XLSX, "attachment; file")
    content = changed(download.content, lambda book: book["Strategy"].__setitem__("B2", "सन् 2030 तक।"))
    answer = uploaded(client, version, content)
    shown = text_of(answer)
    assert "What stands under head 11." in shown
    assert "सन् 2030 तक।" in shown
    assert "Write 1 change into the plan" in shown
    score = checks.run_on(version, on=today()).score
    assert f"{score['heads_filled']} of 11 heads filled, {score['passed']} of {score['checks']} checks passed" in shown
    assert "Growth asked for, beside what was seen before" in shown
    assert version.sections.get(head=11).text == "What stands under head 11."
    done = confirmed(client, version, answer)

    assert done.redirect_chain[-1][0] == plan_url(version)
    assert "The workbook is in the plan: 1 change." in text_of(done)
    assert version.sections.get(head=11).text == "सन् 2030 तक।"


def test_a_fault_is_told_at_its_cell_and_nothing_can_be_confirmed(version):
    client = at_desk(version.office.officer)

    def change(book):
        book["Strategy"]["B2"].value = "New."
        book["Cover"]["C10"].value = "2026"

    answer = uploaded(client, version, changed(workbook_of(version), change))

    assert (answer.status_code, answer.context["token"]) == (HTTPStatus.UNPROCESSABLE_ENTITY, "")
    assert "Sheet Cover, cell C10: “2026” is not a financial year." in text_of(answer)
    assert "into the plan" not in text_of(answer)
    assert version.sections.get(head=11).text == "What stands under head 11."


def test_what_is_no_workbook_gets_its_sentence_at_the_field(version):
    client = at_desk(version.office.officer)

    answer = uploaded(client, version, b"head,text\n1,x\n")

    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "This is not a workbook, whatever its name says" in text_of(answer)


def test_a_draft_changed_after_the_look_is_shown_anew_and_nothing_written(version):
    client = at_desk(version.office.officer)
    answer = uploaded(client, version, with_a_new_strategy(version))
    section = version.sections.get(head=11)
    rows.save_row(
        Section,
        {"text": "Faster."},
        version=version,
        pk=section.pk,
        row_version=section.row_version,
        by=version.office.officer,
        at=LATER,
    )

    again = confirmed(client, version, answer)

    assert again.status_code == HTTPStatus.CONFLICT
    assert "Somebody changed the plan after this was shown" in text_of(again)
    assert "Faster." in text_of(again)
    assert "Replace these with what the workbook says" in text_of(again)
    assert version.sections.get(head=11).text == "Faster."
    refused = confirmed(client, version, again)
    assert (refused.status_code, version.sections.get(head=11).text) == (HTTPStatus.UNPROCESSABLE_ENTITY, "Faster.")
    confirmed(client, version, refused, replaces_newer="yes")
    assert version.sections.get(head=11).text == "New."


def test_rows_left_out_are_listed_and_go_only_after_two_ticks(version):
    client = at_desk(version.office.officer)
    answer = uploaded(client, version, changed(workbook_of(version), lambda book: book["Incentives"].delete_rows(9)))
    assert "It stays in the plan" in text_of(answer)
    assert "@scheme" in text_of(answer)

    answer = client.post(page_of(version), {"token": answer.context["token"], "take_out": "yes", "again": "yes"})
    assert "taken out of the plan" in text_of(answer)
    refused = confirmed(client, version, answer, take_out="yes")
    assert (refused.status_code, version.incentives.count()) == (HTTPStatus.UNPROCESSABLE_ENTITY, 2)
    confirmed(client, version, refused, take_out="yes", confirms_removal="yes")

    assert version.incentives.count() == 1


def test_a_stranger_finds_no_workbook_and_cannot_confirm_what_another_uploaded(version):
    officer, other = at_desk(version.office.officer), an_office("Agra", "Uttar Pradesh")
    answer = uploaded(officer, version, with_a_new_strategy(version))

    for user in (stranger(), make_auditor(), other.officer, version.office.depc.user("member")):
        client = at_desk(user)
        found = [client.get(page_of(version)), client.get(file_of(version)), uploaded(client, version, workbook_of(version))]
        assert [one.status_code for one in found] == [HTTPStatus.NOT_FOUND] * 3
    convener = at_desk(version.office.convener)
    assert "no longer kept" in text_of(confirmed(convener, version, answer))
    assert version.sections.get(head=11).text == "What stands under head 11."


def test_from_tabling_on_the_text_stands_for_workbooks_too(version):
    client = at_desk(version.office.officer)
    answer = uploaded(client, version, with_a_new_strategy(version))
    workflow.withdraw(version, remark="Begun anew.", by=version.office.convener, at=LATER)

    for address in (page_of(version), file_of(version)):
        assert "so its text stands" in text_of(client.get(address, follow=True))
    assert "so its text stands" in text_of(
        client.post(page_of(version), {"token": answer.context["token"], "stamp": "", "confirm": "yes"}, follow=True)
    )
    assert version.sections.get(head=11).text == "What stands under head 11."
