"""A register with everything in it: three chains, a return with reasons, a dissent, an item in camera, an annulment."""

import importlib.util
import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from accounts.tests.factories import a_district
from committees import proceedings
from committees.register_export import Export
from committees.tests.factories import (
    AFTER,
    PRESENT,
    STARTS,
    a_meeting,
    a_paper,
    attend,
    carried_resolution,
    depc_of,
    drawn_up,
    returned_resolution,
    signed,
    vote,
)

PROGRAM = Path(__file__).parents[1] / "verify_register.py"
WORDS_IN_CAMERA = "What was said behind the door."


def a_register():
    """{name: committee and people} with rows of every kind; "erode" has four rows, the others one and two."""
    found = {name: depc_of(a_district(name.title(), "Tamil Nadu")) for name in ("erode", "salem", "madurai")}
    erode = found["erode"]
    wrong = carried_resolution(a_paper("one"), erode)
    returned_resolution(a_paper("two"), erode, starts_at=STARTS + timedelta(days=30))
    without_paper(erode, "The road to the railhead", dissent="Too dear.", days=60)
    without_paper(erode, "A matter of staff", words=WORDS_IN_CAMERA, in_camera=True, days=90)
    proceedings.annul(
        wrong,
        order_number="DoC/7/2025",
        order_date=date(2025, 8, 20),
        reason="The sitting had not been called.",
        password_confirmed=True,
        by=erode.hq,
        at=AFTER + timedelta(days=9),
    )
    without_paper(found["salem"], "A weighbridge for the yard")
    for days in (0, 30):
        without_paper(found["madurai"], f"Jasmine, lot {days}", days=days, hindi="चमेली")
    return found


def without_paper(depc, title, *, words="", hindi="", in_camera=False, dissent="", days=0):
    """A signed, carried resolution on an item without a paper: its words are public unless in camera."""
    meeting = a_meeting(depc, starts_at=STARTS + timedelta(days=days))
    at, by = meeting.starts_at, depc.user("convener")
    proceedings.put_on_agenda(meeting, depc.committee, title=title, in_camera=in_camera, by=by, at=at)
    attend(meeting, depc, *PRESENT)
    proceedings.open_sitting(meeting, by=by, at=at)
    item = proceedings.open_item(meeting.items.get(title=title), motion="resolve", by=by, at=at)
    item = type(item).objects.select_related("committee__place", "meeting").get(pk=item.pk)
    vote(item, depc, chair="for", convener="for", member="for", member_2="for")
    if dissent:
        proceedings.note_dissent(item, seat=depc.seat("member"), text=dissent, by=depc.user("member"), at=at)
    return signed(drawn_up(item, depc, text=words or f"Resolved: {title}.", text_hi=hindi), depc)


def exported():
    """The export as a list of lines, each with its line end."""
    return list(Export().lines())


def program():
    """verify_register.py as a module, loaded from its file: it belongs to no package."""
    spec = importlib.util.spec_from_file_location("verify_register_alone", PROGRAM)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def verified(path, *more):
    """(number it ended with, what it said), run as a stranger runs it: another process, isolated from everything of ours."""
    done = subprocess.run(
        [sys.executable, "-I", str(PROGRAM), str(path), *more], capture_output=True, text=True, timeout=120, check=False
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, done.stdout + done.stderr


def rehashed(lines, module, *, rows=False):
    """The parsed `lines` with the chain of lines made anew, and with rows=True the chains of rows too; as bytes."""
    before, heads, counts, tails = "", {}, {}, {}
    for line in lines:
        row = line.get("row")
        if row is None:
            line["rows"] = sum(counts.values())
            line["committees"] = {name: {"rows": counts[name], "head": heads[name]} for name in counts}
        else:
            name = row["committee"]
            counts[name] = counts.get(name, 0) + 1
            if rows:
                row["position"], row["previous"] = counts[name], heads.get(name, "")
                if "annuls" in row:
                    row["annuls_row"] = tails[row["annuls"]]
                line["row_hash"] = module.fingerprint(row)
            heads[name] = tails[row["number"]] = line["row_hash"]
        line["previous_line"] = before
        line.pop("line_hash", None)
        before = line["line_hash"] = module.fingerprint(line)
    return [as_bytes(line, module) for line in lines]


def as_bytes(line, module):
    return module.canonical(line).encode() + b"\n"


def parsed(lines):
    return [json.loads(line) for line in lines]


def heads_of(lines):
    """["--head", "depc-erode=<hash>", ...] as the pages print them."""
    committees = json.loads(lines[-1])["committees"]
    return [word for name, found in committees.items() for word in ("--head", f"{name}={found['head']}")]
