#!/usr/bin/env python3
"""Checks the text of a plan as it was downloaded, without trusting whoever serves it.

    python3 verify_plan.py FILE [--sha256 HASH] [--adopted FILE]

Plain Python 3.8 or newer, this one file, nothing else. FILE is the text as data (1.0.json), or the tables (1.0.zip), which
hold the same text. HASH is the fingerprint as the page of the plan, its PDF or the resolution prints it; blanks in it do
not matter. Where FILE is a list of corrections (1.1.json), --adopted names the text it corrects (1.0.json). Ends with 0
where all holds, with 1 where it does not, with 2 where it was asked wrongly.

What is checked: the file is canonical JSON (RFC 8785: one way to write it, so one fingerprint), it is a plan in the
format deap/1 or a list of corrections in the format deap-errata/1, and its SHA-256 is the one given. Of corrections with
the text they correct: that it is this text, that each old word stands where it is said to, and that the text with the new
words has the fingerprint the list names, so that nothing else is changed.

What is not: who decided on it, and whether what it says is true. The first is in the register of resolutions, which
verify_register.py checks; the second no program can tell.
"""

import argparse
import hashlib
import json
import re
import sys
import unicodedata
import zipfile

LARGEST_FILE = 64 * 1024 * 1024
LARGEST_INTEGER = 2**53 - 1
FORMAT, ERRATA = "deap/1", "deap-errata/1"
#: The name of the text inside the file of tables.
IN_THE_TABLES = "plan.json"
NEEDED = {
    "format": str, "kind": dict, "place": dict, "authentic_language": str, "title": str, "period": dict, "file_number": str,
    "sections": list, "facts": list, "products": list, "bottlenecks": list, "interventions": list, "targets": list,
    "training_needs": list, "incentives": list,
}  # fmt: skip
NEEDED_OF_ERRATA = {
    "kind": dict, "place": dict, "authentic_language": str, "corrects": dict, "corrections": list, "corrected_sha256": str,
}  # fmt: skip

_HASH = re.compile(r"[0-9a-f]{64}\Z")
_HIGH = re.compile("[\ue000-\U0010ffff]")


class Broken(Exception):
    """What does not hold, as a sentence."""


# Canonical JSON, as far as plans use it: no fractions, keys in the order of their UTF-16, no spaces.


def canonical(value):
    """`value` in RFC 8785, as text."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    # Code points and UTF-16 order keys differently only from here on; plans hardly ever go there.
    return _in_utf16_order(value) if _HIGH.search(text) else text


def _in_utf16_order(value):
    if value is None:
        return "null"
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[" + ",".join(map(_in_utf16_order, value)) + "]"
    keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
    return "{" + ",".join(_in_utf16_order(key) + ":" + _in_utf16_order(value[key]) for key in keys) + "}"


def _once(pairs):
    found = {}
    for key, value in pairs:
        if key in found:
            raise Broken(f"the key {shown(key)} stands twice in one object")
        found[key] = value
    return found


def _no_fraction(text):
    raise Broken(f"{shown(text)} is a fraction or no number at all; plans write figures as texts")


def _whole(text):
    if len(text) > 17 or abs(int(text)) > LARGEST_INTEGER:
        raise Broken(f"the number {shown(text)} is beyond 2^53 - 1")
    return int(text)


def shown(text):
    """A text as a message names it: short, on one line, safe for any terminal."""
    text = str(text)
    return ascii(text if len(text) <= 60 else text[:57] + "...")


def read(content):
    """The plan in these bytes. Raises Broken where they are not canonical JSON, or no plan."""
    if content.startswith(b"\xef\xbb\xbf"):
        raise Broken("a byte order mark stands before the text; some editor saved the file anew")
    if content.endswith((b"\n", b"\r", b" ")):
        raise Broken("something stands after the text, a line end or a blank; some editor saved the file anew")
    try:
        value = json.loads(
            content.decode("utf-8"),
            object_pairs_hook=_once,
            parse_float=_no_fraction,
            parse_constant=_no_fraction,
            parse_int=_whole,
        )
        same = canonical(value).encode("utf-8") == content
    except UnicodeDecodeError as wrong:
        raise Broken(f"byte {wrong.start + 1} is not UTF-8") from None
    except UnicodeEncodeError:
        raise Broken("a text holds half of a character") from None
    except RecursionError:
        raise Broken("it is nested deeper than any plan") from None
    except ValueError as wrong:
        raise Broken(f"it is not JSON ({getattr(wrong, 'msg', wrong)})") from None
    if not same:
        raise Broken("it is JSON, but not in canonical form: it was written anew by another program")
    if not unicodedata.is_normalized("NFC", content.decode("utf-8")):
        raise Broken("a text is not in NFC, the one form in which plans write letters with marks")
    if not isinstance(value, dict):
        raise Broken("it is no plan: the outermost is no object")
    known = value.get("format")
    if known not in (FORMAT, ERRATA):
        raise Broken(f"its format is {shown(known)}, and this program knows {FORMAT} and {ERRATA}; a newer one may know more")
    for key, kind in (NEEDED if known == FORMAT else NEEDED_OF_ERRATA).items():
        if not isinstance(value.get(key), kind):
            raise Broken(f"{shown(key)} is missing or of another kind; this is nothing in the format {known}")
    if value.get("demonstration", True) is not True:
        raise Broken("the mark of a demonstration is true or not there")
    return value


def content_of(path):
    """The bytes of the text: the file itself, or that inside a file of tables. Raises OSError, Broken."""
    with open(path, "rb") as file:
        content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise Broken("it is larger than any plan")
    if not content.startswith(b"PK\x03\x04"):
        return content
    try:
        with zipfile.ZipFile(path) as tables:
            inside = tables.getinfo(IN_THE_TABLES)
            if inside.file_size > LARGEST_FILE:
                raise Broken("the text inside is larger than any plan")
            return tables.read(inside)
    except KeyError:
        raise Broken(f"it is a ZIP file without {IN_THE_TABLES}") from None
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, ValueError) as wrong:
        raise Broken(f"it is a ZIP file that cannot be read ({wrong})") from None


def verify(content, sha256=None):
    """(the plan, its fingerprint). Raises Broken where the bytes are no canonical plan or have another fingerprint."""
    found = hashlib.sha256(content).hexdigest()
    if sha256 and found != sha256:
        raise Broken(f"it has the fingerprint {found}, not {sha256}: this is another text, or it was changed")
    return read(content), found


def apply(corrections, plan):
    """Puts each new word at its path in `plan`, where the old one stands. Raises Broken at the first that does not fit."""
    for number, one in enumerate(corrections, 1):
        if not isinstance(one, dict) or not all(isinstance(one.get(key), str) for key in ("path", "old", "new", "reason")):
            raise Broken(f"correction {number} has not its path, old and new words and reason")
        try:
            place, key = _place(plan, one["path"].split("/"))
            stands = place[key]
        except (KeyError, IndexError, TypeError, ValueError, StopIteration):
            raise Broken(f"correction {number} names {shown(one['path'])}, and there is no such place in the text") from None
        if stands != one["old"]:
            raise Broken(f"correction {number}: at {shown(one['path'])} stands another text than the old one it names")
        place[key] = one["new"]


def _place(plan, steps):
    if steps[0] == "sections":
        here = next(row for row in plan["sections"] if str(row["head"]) == steps[1]) if len(steps) > 1 else None
        steps = steps[2:]
    elif isinstance(plan.get(steps[0]), list):
        here = {row["uid"]: row for row in plan[steps[0]]}[steps[1]]
        steps = steps[2:]
    else:
        here = plan
    for step in steps[:-1]:
        here = here[int(step) if isinstance(here, list) else step]
    return here, int(steps[-1]) if isinstance(here, list) else steps[-1]


def verify_errata(errata, adopted):
    """Raises Broken unless the list corrects just the text in these bytes, and nothing but what it names."""
    if hashlib.sha256(adopted).hexdigest() != errata["corrects"].get("sha256"):
        raise Broken("the list corrects a text with another fingerprint than the one given with --adopted")
    plan = read(adopted)
    apply(errata["corrections"], plan)
    if hashlib.sha256(canonical(plan).encode("utf-8")).hexdigest() != errata["corrected_sha256"]:
        raise Broken("the text with the new words in their places has another fingerprint than the list names")


def _hash(text):
    # Pages print a fingerprint in groups of eight.
    found = re.sub(r"[\s\u200b-]", "", text).lower()
    if not _HASH.match(found):
        raise argparse.ArgumentTypeError("write the fingerprint with its 64 hexadecimal digits, in quotes where it has blanks")
    return found


def _arguments(given):
    parser = argparse.ArgumentParser(
        prog="verify_plan.py", description="Checks the text of a plan as it was downloaded. Ends with 0, 1 or 2."
    )
    parser.add_argument("file", metavar="FILE", help="the text as data (JSON) or the tables (ZIP), as downloaded")
    parser.add_argument("--adopted", metavar="FILE", help="the text that a list of corrections corrects (1.0.json)")
    parser.add_argument("--sha256", metavar="HASH", type=_hash, help="the fingerprint from the page, the PDF or the resolution")
    return parser.parse_args(given)


def _name(written):
    name = written.get("name")
    return name if isinstance(name, str) and name.isprintable() else "?"


def _say_errata(errata, adopted):
    print(f"Canonical: {len(errata['corrections'])} corrections of a plan of {_name(errata['place'])}.")
    print(f"They correct the text with the SHA-256: {errata['corrects'].get('sha256')}")
    if adopted:
        print("This is the text given with --adopted; each old word stands in it, and nothing but the new words is changed.")
    else:
        print("Not compared with that text: give it with --adopted 1.0.json.")


def main(given=None):
    """Returns the number to end with."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace")
    asked = _arguments(given)
    try:
        plan, found = verify(content_of(asked.file), asked.sha256)
        if plan["format"] == ERRATA and asked.adopted:
            verify_errata(plan, content_of(asked.adopted))
    except OSError as wrong:
        print(f"verify_plan.py: {wrong.filename or asked.file} cannot be read: {wrong.strerror}.", file=sys.stderr)
        return 2
    except Broken as broken:
        print(f"DOES NOT HOLD. {asked.file}: {broken}.")
        return 1
    if plan["format"] == ERRATA:
        _say_errata(plan, asked.adopted)
    else:
        counted = ", ".join(f"{len(plan[key])} {key}" for key in ("products", "targets", "interventions"))
        print(f"Canonical: a plan of {_name(plan['place'])}, {counted}.")
        print(f"Title: {plan['title'] if plan['title'].isprintable() else shown(plan['title'])}")
    if "demonstration" in plan:
        print("This is a text of a DEMONSTRATION: everything in it is invented.")
    print(f"SHA-256: {found}")
    if asked.sha256:
        print("This is the fingerprint you gave.")
    else:
        print("Compare it with the resolution that adopted the plan, or run this again with --sha256 HASH.")
    print(
        "Not checked here: that a committee decided on this text (take the resolution, and verify_register.py), and that what "
        "it says is true."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
