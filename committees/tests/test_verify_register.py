"""verify_register.py against the portal's own rows: whole where they are, and naming the row where they are not."""

import copy
import io
import json
import random

import pytest
from django.db import transaction

from committees.models import Resolution
from committees.register import chain_of, first_broken_row
from committees.tests.factories import depc_of
from committees.tests.registers import (
    PROGRAM,
    WORDS_IN_CAMERA,
    a_register,
    as_bytes,
    exported,
    heads_of,
    parsed,
    program,
    rehashed,
    verified,
    without_paper,
)
from common.canonical import canonical_bytes, read_canonical
from common.guards import lift_guards

pytestmark = pytest.mark.django_db

MUTATIONS = 1000


@pytest.fixture(scope="module")
def register(django_db_setup, django_db_blocker):
    """The lines of one export, kept for all tests here; what made them is undone."""
    from tests.world import kept_apart

    with django_db_blocker.unblock(), kept_apart():
        a_register()
        return exported()


@pytest.fixture(scope="module")
def module():
    return program()


def judged(module, lines, *heads):
    """(line number, what was said) of the first row that does not hold, or None; in this process, for speed."""
    try:
        module.verify(io.BytesIO(b"".join(lines)), [module._head(head) for head in heads])
    except module.Broken as broken:
        said = str(broken)
        return int(said.split()[1].rstrip(",:")), said
    return None


@pytest.fixture
def file(tmp_path):
    def write(lines):
        path = tmp_path / "register.jsonl"
        path.write_bytes(b"".join(lines))
        return path

    return write


def test_it_imports_nothing_of_ours_and_nothing_from_elsewhere():
    imported = {line.split()[1] for line in PROGRAM.read_text().splitlines() if line.startswith(("import ", "from "))}

    assert imported == {"argparse", "hashlib", "json", "re", "sys"}


def test_a_whole_export_is_whole_and_it_says_that_no_head_was_given(register, file):
    number, said = verified(file(register))

    assert number == 0
    assert said.startswith("Whole: 8 rows of 3 committees, 8 texts beside them.")
    assert "No head was given. A cut tail or a wholly recomputed chain shows only against a head" in said


def test_with_its_heads_it_says_so_of_each(register, file):
    number, said = verified(file(register), *heads_of(register))

    assert (number, said.count("the head given is that of its last row"), "No head was given" in said) == (0, 3, False)


def test_an_older_head_is_as_good_and_what_came_after_it_is_counted(register, file):
    first = parsed(register)[0]

    number, said = verified(file(register), "--head", f"depc-erode={first['row_hash']}")

    assert (number, "depc-erode: the head given is that of row 1; 4 came after it." in said) == (0, True)


def test_a_head_may_be_typed_as_the_page_prints_it(register, file):
    head = parsed(register)[0]["row_hash"]
    groups = " ".join(head[n : n + 8].upper() for n in range(0, 64, 8))

    assert verified(file(register), "--head", f"depc-erode={groups}")[0] == 0


def test_its_canonical_json_is_the_portals(register, module):
    odd = {"\U00010000": 1, "\ue000": [True, None, '\u007f\u2028\x1f\b"\\/é'], "a": {"b": "चमेली", "": -5}}

    assert module.canonical(odd).encode() == canonical_bytes(odd)
    assert [read_canonical(line.rstrip(b"\n")) for line in register] == parsed(register)


def test_rows_stand_by_committee_and_then_in_their_chain(register):
    rows = [line["row"] for line in parsed(register)[:-1]]

    assert [(row["committee"], row["position"]) for row in rows] == [
        *(("depc-erode", n) for n in range(1, 6)), *(("depc-madurai", n) for n in (1, 2)), ("depc-salem", 1),
    ]  # fmt: skip


def test_text_stands_beside_its_row_where_it_is_public_and_nowhere_else(register):
    beside = {
        line["row"]["number"]: sorted(set(line) - {"row", "row_hash", "previous_line", "line_hash"})
        for line in parsed(register)[:-1]
    }

    # The first two decided papers that nobody published; the fourth was in camera.
    assert [beside[f"depc-erode-2025-26-{n}"] for n in (1, 2, 3, 4)] == [[], [], ["dissents", "text"], []]
    assert beside["depc-erode-2025-26-1-annulled"] == ["reason"]
    assert beside["depc-madurai-2025-26-1"] == ["text", "text_hi"]
    assert WORDS_IN_CAMERA.encode() not in b"".join(register)


def test_what_was_changed_past_the_guards_is_written_and_found_by_both(file):
    depc = depc_of()
    numbers = [without_paper(depc, f"Lot {days}", days=days).number for days in (0, 30, 60)]
    changes = [({"text": "Another."}, 2), ({"row": "no row"}, 1), ({"row": "{}"}, 1), ({"row_hash": "0" * 64}, 2)]
    found = []
    for change, place in changes:
        with transaction.atomic():
            with lift_guards():
                Resolution.objects.filter(number=numbers[place]).update(**change)
                ended, said = verified(file(exported()))
                found.append((first_broken_row(chain_of(depc.committee)), ended, f"line {place + 1}, " in said))
            # Only now: the guards are put in again by queries, which a transaction to be rolled back refuses.
            transaction.set_rollback(True)

    assert found == [(numbers[place], 1, True) for _change, place in changes]
    assert first_broken_row(chain_of(depc.committee)) is None


# The mutations. Each takes (the lines as bytes, which one, chance, program) and gives (the lines, the number of the line
# that is to be named).


def _leaves(value, path=()):
    if isinstance(value, dict) and value:
        return [leaf for key in value for leaf in _leaves(value[key], (*path, key))]
    if isinstance(value, list) and value:
        return [leaf for n, item in enumerate(value) for leaf in _leaves(item, (*path, n))]
    return [path]


def _at(value, path):
    for step in path:
        value = value[step]
    return value


def _another(value, chance):
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + chance.choice((-1, 1, 7))
    if isinstance(value, str):
        return chance.choice([value + "x", value[:-1], "", value[::-1], 3, None, [value]]) if value else "x"
    return chance.choice([None, "x", 1])


def a_value(lines, n, chance, module):
    """One value anywhere in the line, of a row or beside it, with nothing recomputed."""
    line = json.loads(lines[n])
    path = chance.choice(_leaves(line))
    old = new = _at(line, path)
    while new == old and type(new) is type(old):
        new = _another(old, chance)
    _at(line, path[:-1])[path[-1]] = new
    return [*lines[:n], as_bytes(line, module), *lines[n + 1 :]], n + 1


def a_key_gone_or_come(lines, n, chance, module):
    """A key of the line, or of its row, taken away or put in."""
    line = json.loads(lines[n])
    place = line.get("row", line) if chance.random() < 0.5 else line
    if chance.random() < 0.5:
        del place[chance.choice(sorted(place))]
    else:
        place[chance.choice(["text", "text_hi", "reason", "note", "vote"])] = chance.choice(["x", 1, None, []])
    return [*lines[:n], as_bytes(line, module), *lines[n + 1 :]], n + 1


def a_row_with_its_own_hashes(lines, n, chance, module):
    """One row changed, its own two hashes made anew, none of the later ones: the next line no longer follows."""
    n = min(n, len(lines) - 2)
    line = json.loads(lines[n])
    names = ("title", "outcome", "signed_by", "order_number", "annulled_as")
    line["row"][chance.choice([name for name in names if name in line["row"]])] += "x"
    line["row_hash"] = module.fingerprint(line["row"])
    line.pop("line_hash")
    line["line_hash"] = module.fingerprint(line)
    return [*lines[:n], as_bytes(line, module), *lines[n + 1 :]], n + 2


def a_byte(lines, n, chance, module):
    """One byte of the file, whatever it means there."""
    content = bytearray(lines[n])
    at = chance.randrange(len(content))
    content[at] = chance.choice([byte for byte in range(256) if byte != content[at]])
    return [*lines[:n], bytes(content), *lines[n + 1 :]], n + 1


def a_line_gone(lines, n, chance, module):
    n = min(n, len(lines) - 2)
    return lines[:n] + lines[n + 1 :], n + 1


def a_line_twice(lines, n, chance, module):
    return lines[: n + 1] + lines[n:], n + 2


def two_lines_swapped(lines, n, chance, module):
    swapped = list(lines)
    n = min(n, len(swapped) - 2)
    other = chance.randrange(n + 1, len(swapped))
    swapped[n], swapped[other] = swapped[other], swapped[n]
    return swapped, n + 1


def a_line_between(lines, n, chance, module):
    stranger = chance.choice([b"\n", b"{}\n", b"[]\n", b"null\n", b"\xff\n", b'{"row":1}\n', b'{"a":1,"a":1}\n', b"1e5\n"])
    return [*lines[:n], stranger, *lines[n:]], n + 1


def another_writing(lines, n, chance, module):
    """The same JSON as another program would write it."""
    value, bare = json.loads(lines[n]), lines[n].rstrip(b"\n")
    turned = dict(reversed(list(value.items())))
    written = chance.choice(
        [
            json.dumps(value, sort_keys=True, ensure_ascii=False).encode() + b"\n",
            json.dumps(turned, separators=(",", ":"), ensure_ascii=False).encode() + b"\n",
            json.dumps(value, separators=(",", ":"), sort_keys=True, ensure_ascii=False).replace("e", "\\u0065", 1).encode()
            + b"\n",
            bare + b" \n",
            bare + b"\r\n",
            b"\xef\xbb\xbf" + lines[n],
            bare + b"{}\n",
        ]
    )
    return [*lines[:n], written, *lines[n + 1 :]], n + 1


def a_cut(lines, n, chance, module):
    """The file ends in the middle of a line."""
    return [*lines[:n], lines[n][: chance.randrange(1, len(lines[n]))]], n + 1


MUTATORS = [
    a_value, a_value, a_value, a_key_gone_or_come, a_row_with_its_own_hashes, a_byte, a_byte, a_line_gone, a_line_twice,
    two_lines_swapped, a_line_between, another_writing, a_cut,
]  # fmt: skip


def test_each_of_a_thousand_mutations_is_found_and_its_row_is_named(register, module):
    wrong, seen = [], set()
    for seed in range(MUTATIONS):
        chance = random.Random(seed)
        mutate = chance.choice(MUTATORS)
        n = chance.randrange(len(register))

        mutated, line = mutate(register, n, chance, module)

        assert b"".join(mutated) != b"".join(register), (seed, mutate.__name__)
        found = judged(module, mutated)
        seen.add(mutate.__name__)
        if found is None or found[0] != line:
            wrong.append((seed, mutate.__name__, n + 1, line, found))
    assert wrong == []
    assert seen == {mutate.__name__ for mutate in MUTATORS}


def test_a_mutated_row_is_named_by_its_number_too(register, module):
    lines = parsed(register)
    for n, line in enumerate(lines[:-1]):
        number = line["row"]["number"]
        changed = copy.deepcopy(lines)
        changed[n]["row"]["extra"] = "x"

        assert judged(module, [as_bytes(one, module) for one in changed])[1].startswith(f"line {n + 1}, {number}: ")


# What looks whole by itself, and shows against a head.


def a_cut_tail(lines, module):
    return rehashed([*lines[:4], *lines[5:]], module)


def a_chain_made_anew(lines, module):
    lines[1]["row"]["outcome"] = "carried"
    return rehashed(lines, module, rows=True)


def a_row_left_out_of_a_chain_made_anew(lines, module):
    return rehashed([lines[0], *lines[2:]], module, rows=True)


@pytest.mark.parametrize("forge", [a_cut_tail, a_chain_made_anew, a_row_left_out_of_a_chain_made_anew])
def test_what_was_recomputed_to_the_end_shows_against_a_head_and_only_there(register, module, file, forge):
    forged = file(forge(parsed(register), module))
    heads = heads_of(register)

    assert verified(forged)[0] == 0
    number, said = verified(forged, *heads[:2])
    assert (number, "NOT WHOLE. line " in said, "the head given for depc-erode is the hash of none" in said) == (1, True, True)
    # The heads of the other committees do not help.
    assert verified(forged, *heads[2:])[0] == 0


def test_a_committee_left_out_shows_against_its_head(register, module, file):
    forged = file(rehashed([*parsed(register)[:7], parsed(register)[-1]], module))

    assert verified(forged)[0] == 0
    number, said = verified(forged, *heads_of(register))
    assert (number, "depc-salem: a head was given for this committee, and no row of it" in said) == (1, True)


def test_committees_in_another_order_are_an_error_at_their_row(register, module, file):
    lines = parsed(register)
    turned = rehashed([*lines[5:7], *lines[:5], *lines[7:]], module)

    number, said = verified(file(turned))

    assert (number, "line 3, depc-erode-2025-26-1: the committee 'depc-erode' stands after 'depc-madurai'" in said) == (1, True)


def test_an_annulment_without_what_it_annuls_is_an_error(register, module):
    for change in ({"annuls": "depc-erode-2025-26-9"}, {"annuls_row": "0" * 64}, {"number": "depc-erode-2025-26-7"}):
        lines = parsed(register)
        n = next(n for n, line in enumerate(lines) if line["row"]["format"] == "annulment/1")
        annuls_row = lines[n]["row"]["annuls_row"]
        made = [*lines[:n], copy.deepcopy(lines[n]), *lines[n + 1 :]]
        made[n]["row"].update(change)
        forged = parsed(rehashed(made, module, rows=False))
        forged[n]["row_hash"] = module.fingerprint(forged[n]["row"])

        assert judged(module, rehashed(forged, module))[0] == n + 1, annuls_row


# Hostile and broken files, run as a stranger runs it.


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the last line, with rows and heads, is missing"),
        (b"\x00\x01\x02", "line 1"),
        (b"{" * 100000 + b"\n", "line 1"),
        (b"[" * 100000 + b"]" * 100000 + b"\n", "line 1: it is"),
        (b'{"a":' + b"9" * 5000 + b"}\n", "beyond 2^53 - 1"),
        (b'{"a":NaN}\n', "no number at all"),
        (b'{"a":1.5}\n', "is a fraction"),
        (b'{"a":"\\ud800"}\n', "half of a character"),
        (b'{"a":"\xff"}\n', "is not UTF-8"),
        (b'{"a":1,"a":2}\n', "stands twice"),
        (b"x" * (17 * 1024 * 1024) + b"\n", "longer than 16 MB"),
        (b'{"row":{"format":["resolution/1"]}}\n', "none that this program knows"),
        (b'{"row":[]}\n', "its row is no object"),
    ],
    ids="empty binary open nested digits NaN fraction surrogate UTF-8 twice long format row".split(),  # noqa: SIM905
)  # fmt: skip
def test_a_broken_file_gets_a_sentence_and_no_traceback(tmp_path, content, said):
    path = tmp_path / "broken.jsonl"
    path.write_bytes(content)

    number, answer = verified(path)

    assert (number, "NOT WHOLE. line 1" in answer, said in answer) == (1, True, True)


@pytest.mark.parametrize(
    "asked", [[], ["--head"], ["FILE", "--head", "depc-erode"], ["FILE", "--head", "depc-erode=xyz"], ["missing.jsonl"], ["."]]
)
def test_asked_wrongly_it_ends_with_two(register, file, asked):
    path = file(register)
    words = [str(path) if word == "FILE" else word for word in asked]

    assert verified(*words)[0] == 2 if words else verified("--nothing")[0] == 2
