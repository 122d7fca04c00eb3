"""verify_plan.py, as a stranger runs it: whole where the text is, and saying why where it is not."""

import importlib.util
import io
import json
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.canonical import canonical_bytes, sha256_hex
from plans import verify_plan
from plans.tests.plan_texts import a_plan, target

PROGRAM = Path(verify_plan.__file__).resolve()
MUTATIONS = 600


def content(**keys):
    return canonical_bytes(a_plan(title="निर्यात योजना, é", targets=[target(note='“Counted” at \\ the "port"')], **keys))


@pytest.fixture
def run(tmp_path):
    """Run the program on these bytes, alone: (number, what it said)."""

    def running(given, *more, name="1.0.json"):
        (tmp_path / name).write_bytes(given)
        found = subprocess.run(
            [sys.executable, "-I", "-S", PROGRAM, name, *more], cwd=tmp_path, capture_output=True, encoding="utf-8"
        )
        assert "Traceback" not in found.stderr
        return found.returncode, found.stdout + found.stderr

    return running


def as_zip(**files):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as package:
        for name, inside in files.items():
            package.writestr(name.replace("_json", ".json"), inside)
    return written.getvalue()


def judged(given, sha256=None):
    """What is wrong with these bytes, "" where nothing is."""
    try:
        verify_plan.verify(given, sha256)
    except verify_plan.Broken as broken:
        return str(broken)
    return ""


def test_a_whole_text_holds_alone_and_inside_its_tables_and_the_fingerprint_may_have_blanks(run):
    text = content()
    sha256 = sha256_hex(text)
    printed = " ".join(sha256[at : at + 8] for at in range(0, 64, 8))

    alone, inside, unasked = run(text, "--sha256", printed), run(as_zip(plan_json=text), "--sha256", sha256.upper()), run(text)

    assert [alone[0], inside[0], unasked[0]] == [0, 0, 0]
    assert "This is the fingerprint you gave." in alone[1]
    assert "DEMONSTRATION" not in alone[1]
    assert "run this again with --sha256" in unasked[1]
    assert all("Not checked here: that a committee decided" in said for _number, said in (alone, inside, unasked))


def test_a_demonstration_is_called_one(run):
    number, said = run(content(demonstration=True))

    assert (number, "everything in it is invented" in said) == (0, True)


def test_what_was_asked_wrongly_ends_with_two(run):
    assert run(content(), "--sha256", "abc")[0] == 2
    assert run(content(), "--sha256")[0] == 2
    assert run(content(), "--sha256", "0" * 64, "more")[0] == 2
    missing = subprocess.run([sys.executable, "-I", PROGRAM, "/none/such"], capture_output=True, text=True)
    assert (missing.returncode, "cannot be read" in missing.stderr) == (2, True)


def test_a_changed_text_is_told_by_its_fingerprint_whatever_was_changed():
    text, chance = content(), random.Random(4)
    sha256 = sha256_hex(text)

    for _ in range(MUTATIONS):
        place = chance.randrange(len(text))
        how = chance.choice(("flip", "cut", "double"))
        other = {"flip": bytes([text[place] ^ (1 << chance.randrange(8))]), "cut": b"", "double": text[place : place + 1] * 2}[
            how
        ]
        changed = text[:place] + other + text[place + 1 :]
        assert "fingerprint" in judged(changed, sha256), (place, how)
        # Without a fingerprint it may hold, but it never breaks the program.
        judged(changed)


FAULTS = {
    "a byte order mark": (lambda text: b"\xef\xbb\xbf" + text, "byte order mark"),
    "a line end": (lambda text: text + b"\n", "stands after the text"),
    "another layout": (lambda text: json.dumps(json.loads(text), ensure_ascii=False, indent=1).encode(), "not in canonical form"),
    "escaped letters": (
        lambda text: json.dumps(json.loads(text), separators=(",", ":"), sort_keys=True).encode(),
        "not in canonical",
    ),
    "another order": (
        lambda text: json.dumps(dict(reversed(json.loads(text).items())), ensure_ascii=False, separators=(",", ":")).encode(),
        "not in canonical form",
    ),
    "a key twice": (lambda text: text[:-1] + b',"title":"x"}', "stands twice"),
    "a fraction": (lambda text: text.replace(b'"rupees":55000000', b'"rupees":5.5'), "is a fraction"),
    "too large a number": (lambda text: text.replace(b'"rupees":55000000', b'"rupees":9007199254740993'), "beyond 2^53"),
    "letters and marks apart": (lambda text: text.replace("é".encode(), "e\u0301".encode()), "NFC"),
    "no UTF-8": (lambda text: text.replace("é".encode(), b"\xe9"), "is not UTF-8"),
    "half of a character": (lambda text: text.replace("é".encode(), b"\\ud800"), "half of a character"),
    "cut in the middle": (lambda text: text[: len(text) // 2], "not JSON"),
    "nested without end": (lambda _text: b"[" * 100_000, "nested deeper"),
    "nothing": (lambda _text: b"", "not JSON"),
    "no object": (lambda _text: b"[]", "no plan"),
    "another format": (lambda text: text.replace(b'"deap/1"', b'"deap/9"'), "its format is"),
    "a list missing": (lambda text: canonical_bytes({k: v for k, v in json.loads(text).items() if k != "targets"}), "'targets'"),
    "a false mark": (lambda text: canonical_bytes(json.loads(text) | {"demonstration": False}), "mark of a demonstration"),
    "a ZIP file without the text": (lambda text: as_zip(other=text), "without plan.json"),
    "a ZIP file that was cut": (lambda text: as_zip(plan_json=text)[:-40], "cannot be read"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named(run, fault):
    change, said = FAULTS[fault]

    number, told = run(change(content()))

    assert (number, said in told) == (1, True), told


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(_JSON)
def test_it_writes_canonical_json_as_the_portal_does(value):
    try:
        written = canonical_bytes(value)
    except ValueError:
        return
    assert verify_plan.canonical(json.loads(written)).encode() == written


def test_it_needs_no_part_of_the_portal():
    found = importlib.util.find_spec("plans.verify_plan")
    imported = {
        line.split()[1]
        for line in found.loader.get_source("plans.verify_plan").splitlines()
        if line.startswith(("import ", "from "))
    }

    assert imported <= set(sys.stdlib_module_names)


def errata_of(adopted, **changes):
    """A list of one correction of this text, as plans/workflow freezes it; `changes` break it."""
    plan = json.loads(adopted)
    uid, old = plan["targets"][0]["uid"], plan["targets"][0]["note"]
    corrected = json.loads(adopted)
    corrected["targets"][0]["note"] = "Counted at the port."
    written = {
        "format": "deap-errata/1",
        "kind": plan["kind"],
        "place": plan["place"],
        "authentic_language": "en",
        "corrects": {"format": "deap/1", "sha256": sha256_hex(adopted), "resolution": None},
        "corrections": [{"path": f"targets/{uid}/note", "old": old, "new": "Counted at the port.", "reason": "A slip."}],
        "corrected_sha256": sha256_hex(canonical_bytes(corrected)),
    }
    return canonical_bytes(written | changes)


def test_a_list_of_corrections_holds_alone_and_beside_the_text_it_corrects(run, tmp_path):
    adopted = content()
    (tmp_path / "1.0.json").write_bytes(adopted)
    errata = errata_of(adopted)

    number, said = run(errata, "--sha256", sha256_hex(errata), name="1.1.json")
    assert (number, "1 corrections of a plan" in said, "Not compared with that text" in said) == (0, True, True)
    number, said = run(errata, "--adopted", "1.0.json", name="1.1.json")
    assert (number, "nothing but the new words is changed" in said) == (0, True)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"corrects": {"sha256": "0" * 64}}, "corrects a text with another fingerprint"),
        ({"corrections": [{"path": "title", "old": "x", "new": "y", "reason": "z"}]}, "stands another text than the old one"),
        ({"corrections": [{"path": "targets/none/note", "old": "x", "new": "y", "reason": "z"}]}, "no such place"),
        ({"corrections": [{"path": "sections/99/text", "old": "x", "new": "y", "reason": "z"}]}, "no such place"),
        ({"corrections": [{"path": "title"}]}, "has not its path, old and new words and reason"),
        ({"corrections": []}, "another fingerprint than the list names"),
    ],
)
def test_corrections_that_do_not_fit_the_text_are_named(run, tmp_path, changes, says):
    adopted = content()
    (tmp_path / "1.0.json").write_bytes(adopted)

    number, said = run(errata_of(adopted, **changes), "--adopted", "1.0.json", name="1.1.json")

    assert (number, says in said) == (1, True), said
