"""export_register writes the file whole or not at all, and nothing of it says what is not public."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from committees import register_export
from committees.models import Resolution
from committees.tests.factories import depc_of
from committees.tests.registers import a_register, exported, verified, without_paper
from common.guards import lift_guards

pytestmark = pytest.mark.django_db


@pytest.fixture
def target(tmp_path):
    return tmp_path / "register.jsonl"


def test_an_empty_register_is_one_line_and_whole(target):
    call_command("export_register", str(target))

    assert verified(target)[0] == 0
    assert json.loads(target.read_bytes()) | {"line_hash": ""} == {
        "format": "register/1", "rows": 0, "committees": {}, "previous_line": "", "line_hash": "",
    }  # fmt: skip


def test_what_the_command_writes_and_the_page_offers_is_the_same_whole_file(target, capsys):
    a_register()

    call_command("export_register", str(target))

    assert capsys.readouterr().out == f"{target}: 8 rows of 3 committees.\n"
    assert verified(target)[0] == 0
    offered = Client().get("/resolutions/register.jsonl")
    assert b"".join(offered.streaming_content) == target.read_bytes()
    assert list(target.parent.iterdir()) == [target]


def test_an_older_export_and_an_empty_file_are_replaced(target):
    target.write_bytes(b"")
    call_command("export_register", str(target))
    without_paper(depc_of(), "The road to the railhead")

    call_command("export_register", str(target))

    assert json.loads(target.read_bytes().splitlines()[-1])["rows"] == 1


@pytest.mark.parametrize("content", [b"my only copy of something else\n", b'{"a":1}\n', b"\x00\xff"])
def test_anything_else_is_not_overwritten(target, content):
    target.write_bytes(content)

    with pytest.raises(CommandError, match="is no export of the register, so it was not overwritten"):
        call_command("export_register", str(target))
    assert target.read_bytes() == content


@pytest.mark.parametrize(("name", "said"), [(".", "is a folder"), ("nowhere/register.jsonl", "is not there")])
def test_a_place_that_cannot_be_gets_a_sentence(tmp_path, name, said):
    with pytest.raises(CommandError, match=said):
        call_command("export_register", str(tmp_path / name))


def test_a_failure_in_the_middle_leaves_the_older_export(target, monkeypatch):
    call_command("export_register", str(target))
    before = target.read_bytes()
    without_paper(depc_of(), "The road to the railhead")

    def breaks(thing, papers):
        raise RuntimeError("no")

    monkeypatch.setattr(register_export, "beside", breaks)
    with pytest.raises(RuntimeError):
        call_command("export_register", str(target))

    assert target.read_bytes() == before
    assert list(target.parent.iterdir()) == [target]


def test_a_row_changed_past_the_guards_is_named_by_the_command_and_by_the_check(target, capsys):
    a_register()
    with lift_guards():
        Resolution.objects.filter(number="depc-salem-2025-26-1").update(text="Another.")

    call_command("export_register", str(target))

    assert "depc-salem-2025-26-1 does not hold" in capsys.readouterr().err
    assert verified(target)[0] == 1


def test_a_demonstration_says_so_in_every_line_and_in_every_row(target, settings):
    settings.DATABASE_KIND = "demonstration"
    without_paper(depc_of(), "The road to the railhead")

    call_command("export_register", str(target))

    lines = [json.loads(line) for line in target.read_bytes().splitlines()]
    assert [line["demonstration"] for line in lines] == [True, True]
    assert lines[0]["row"]["demonstration"] is True
    number, said = verified(target)
    assert (number, "This is the register of a DEMONSTRATION" in said) == (0, True)


def test_the_mark_cannot_be_taken_from_a_demonstration(target, settings):
    settings.DATABASE_KIND = "demonstration"
    without_paper(depc_of(), "The road to the railhead")
    settings.DATABASE_KIND = "facts"

    target.write_bytes(b"".join(exported()))

    assert verified(target) == (
        1,
        "NOT WHOLE. line 1, depc-erode-2025-26-1: the row is of a demonstration, and its line does not say so.\n",
    )


def _queries():
    with CaptureQueriesContext(
        connection,
    ) as queries:
        exported()
    return len(queries)


def test_one_row_and_several_chains_take_the_same_queries():
    without_paper(depc_of(), "The road to the railhead")
    one = _queries()
    a_register_of_two_more()

    assert _queries() == one == 3


def a_register_of_two_more():
    from accounts.tests.factories import a_district

    for name in ("Salem", "Madurai"):
        depc = depc_of(a_district(name, "Tamil Nadu"))
        for days in (0, 30):
            without_paper(depc, f"Lot {days}", days=days, dissent="Too dear.")


def test_the_program_is_offered_as_it_stands():
    from committees.tests.registers import PROGRAM

    answer = Client().get("/resolutions/verify_register.py")

    assert (answer.content, answer["Content-Type"]) == (Path(PROGRAM).read_bytes(), "text/x-python; charset=utf-8")
    assert answer["Content-Disposition"] == 'attachment; filename="verify_register.py"'


def test_a_reader_who_has_it_is_told_so_until_something_changes():
    client = Client()
    first = client.get("/resolutions/register.jsonl")
    again = client.get("/resolutions/register.jsonl", headers={"If-None-Match": first["ETag"]})
    without_paper(depc_of(), "The road to the railhead")
    later = client.get("/resolutions/register.jsonl", headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, again.status_code, later.status_code) == (200, 304, 200)
    assert again.headers.get("Set-Cookie") is None
