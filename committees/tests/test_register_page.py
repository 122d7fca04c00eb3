"""docs/register.md says what the code writes and what the program checks."""

import json
import re
from pathlib import Path

import pytest

from committees.tests.registers import a_register, exported, program

pytestmark = pytest.mark.django_db

PAGE = (Path(__file__).parents[2] / "docs" / "register.md").read_text(encoding="utf-8")


def keys_under(heading):
    """The keys in the first column of the last table under a heading."""
    part = PAGE.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line for line in part.splitlines() if line.startswith("| `")]
    return {key for row in rows for key in re.findall(r"`(\w+)`", row.split("|")[1])}


def test_the_page_names_each_key_of_each_row_and_no_other():
    a_register()
    module = program()
    rows = [json.loads(line)["row"] for line in exported()[:-1]]

    for form in ("resolution/1", "annulment/1"):
        told = keys_under(f"A row of the format `{form}`")
        assert told - {"demonstration"} == {key for row in rows if row["format"] == form for key in row}
        # Rows from before 0.2.0 say nothing of a scan.
        assert told - {"demonstration", "format", "scan_sha256"} == set(module.NEEDED[form])


def test_the_page_names_each_key_of_a_line_and_each_text():
    module = program()

    assert keys_under("The file") == module.OF_A_LINE | {"demonstration"}
    texts = {name for beside in module.BESIDE.values() for name in beside}
    assert keys_under("The texts beside a row") == texts
    assert {f"{name}_sha256" for name in texts} <= set(re.findall(r"`(\w+)`", PAGE))
    assert set(re.findall(r"`(\w+)`", PAGE)) >= module.OF_THE_LAST
    assert {module.RESOLUTION, module.ANNULMENT, module.REGISTER} <= set(re.findall(r"`([\w/]+)`", PAGE))
