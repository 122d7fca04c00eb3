#!/usr/bin/env python3
"""Checks an export of the register of resolutions, without trusting whoever made it.

    python3 verify_register.py FILE [--head COMMITTEE=HASH]...

Plain Python 3.8 or newer, this one file, nothing else. Ends with 0 where the export is whole, with 1 where it is not
(the first row that does not hold is named), with 2 where it was asked wrongly.

A cut tail and a wholly recomputed chain look whole by themselves. They show only against a head: the hash of a
committee's last row, as its page, a resolution's page or the minutes print it. An older head is as good: what came
after it is counted.

What is checked is written in docs/register.md of the portal. In short: each line is canonical JSON (RFC 8785), holds
nothing that is not hashed or compared, and follows the line before it; each row has the hash it says, names the hash
of the row before it in its committee's chain, and has the place, number and committee that follow from there; each
text beside a row has the fingerprint that the row names; an annulment names an earlier resolution of its chain, by
number and hash, that was not annulled before; the last line counts it all.
"""

import argparse
import hashlib
import json
import re
import sys

LONGEST_LINE = 16 * 1024 * 1024
LARGEST_INTEGER = 2**53 - 1

RESOLUTION, ANNULMENT, REGISTER = "resolution/1", "annulment/1", "register/1"

#: What may stand beside a row of each format: the fingerprint of each stands in the row as <name>_sha256.
BESIDE = {
    RESOLUTION: {"text": str, "text_hi": str, "reasons": list, "dissents": list, "concurrence_remark": str},
    ANNULMENT: {"reason": str},
}
#: What a row of each format must have; whatever more it has is hashed with it.
NEEDED = {
    RESOLUTION: {
        "committee": str, "position": int, "number": str, "previous": str, "decided_on": str, "title": str,
        "text_sha256": str, "text_hi_sha256": str, "paper_sha256": str, "question": str, "method": str, "outcome": str,
        "reasons_sha256": str, "dissents_sha256": str, "rule": dict, "rule_text": str, "seats": list,
        "concurrence": str, "concurrence_remark_sha256": str, "signed_by": str, "signed_as": str, "signed_at": str,
    },
    ANNULMENT: {
        "committee": str, "position": int, "number": str, "previous": str, "annuls": str, "annuls_row": str,
        "order_number": str, "order_date": str, "order_sha256": str, "reason_sha256": str,
        "annulled_by": str, "annulled_as": str, "annulled_at": str,
    },
}  # fmt: skip
OF_A_LINE = {"row", "row_hash", "previous_line", "line_hash"}
OF_THE_LAST = {"format", "committees", "rows", "previous_line", "line_hash"}

_HASH = re.compile(r"[0-9a-f]{64}\Z")
_HIGH = re.compile("[\ue000-\U0010ffff]")
_NAME = re.compile(r"[-A-Za-z0-9_]{1,120}\Z")
_KINDS = {str: "text", int: "a whole number", dict: "an object", list: "a list"}


class Broken(Exception):
    """What does not hold; the line is named by whoever catches it."""


# Canonical JSON, as far as the register uses it: no fractions, keys in the order of their UTF-16, no spaces.


def canonical(value):
    """`value` in RFC 8785, as text."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    # Code points and UTF-16 order keys differently only from here on; rows hardly ever go there.
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


def fingerprint(value):
    """SHA-256 of a text in UTF-8, of anything else in canonical JSON."""
    text = value if isinstance(value, str) else canonical(value)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _once(pairs):
    found = {}
    for key, value in pairs:
        if key in found:
            raise Broken(f"the key {shown(key)} stands twice in one object")
        found[key] = value
    return found


def _no_fraction(text):
    raise Broken(f"{shown(text)} is a fraction or no number at all; the register writes whole numbers and texts")


def _whole(text):
    if len(text) > 17 or abs(int(text)) > LARGEST_INTEGER:
        raise Broken(f"the number {shown(text)} is beyond 2^53 - 1")
    return int(text)


def shown(text):
    """A text as a message names it: short, on one line, safe for any terminal."""
    text = str(text)
    return ascii(text if len(text) <= 60 else text[:57] + "...")


def read(content):
    """The object in one line of the file. Raises Broken where it is not canonical JSON."""
    if not content.endswith(b"\n"):
        raise Broken("the line has no end: the file was cut in the middle of it")
    content = content[:-1]
    if content.startswith(b"\xef\xbb\xbf"):
        raise Broken("a byte order mark stands before it; some editor saved the file anew")
    if content.endswith(b"\r"):
        raise Broken("the line ends as on Windows; some editor saved the file anew")
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
        raise Broken("it is nested deeper than any row") from None
    except ValueError as wrong:
        raise Broken(f"it is not JSON ({getattr(wrong, 'msg', wrong)})") from None
    if not same:
        raise Broken("it is JSON, but not in canonical form: it was written anew by another program")
    if not isinstance(value, dict):
        raise Broken("it is no object")
    return value


def lines_of(file):
    """The lines of an open binary file, numbered from one; a longer one than any row is refused unread."""
    number = 0
    while True:
        content = file.readline(LONGEST_LINE + 1)
        if not content:
            return
        number += 1
        yield number, content


class Export:
    """The state of one reading: where each chain stands, and the chain of the lines."""

    def __init__(self):
        self.line_before = ""
        self.marked = None
        self.committee, self.position, self.head = "", 0, ""
        self.hashes = {}  # committee -> hashes of its rows in order
        self.last = {}  # committee -> (line, number) of its last row
        self.resolutions = {}  # number -> hash, of the committee being read
        self.annulled = set()
        self.numbers = set()
        self.before = ""  # the number of the row above
        self.rows = self.texts = 0
        self.total = None

    def take(self, number, line):
        """One line. Raises Broken."""
        if self.total is not None:
            raise Broken("something stands after the last line")
        is_last = "row" not in line
        self._keys(line, OF_THE_LAST if is_last else OF_A_LINE)
        if not is_last:
            self._row(number, line)
        self._line(line)
        if is_last:
            self._last(line)

    def _keys(self, line, needed):
        optional = {"demonstration"}
        if "row" in needed:
            if not isinstance(line.get("row"), dict):
                raise Broken("its row is no object")
            form = line["row"].get("format")
            if not isinstance(form, str) or form not in NEEDED:
                raise Broken(f"its format {shown(form)} is none that this program knows; a newer one may")
            optional |= set(BESIDE[form])
        for key in sorted(needed - set(line)):
            raise Broken(f"{shown(key)} is missing")
        for key in sorted(set(line) - needed - optional):
            raise Broken(f"{shown(key)} does not belong there: nothing it says is hashed")
        if line.get("demonstration", True) is not True:
            raise Broken("the mark of a demonstration is true or not there")
        if self.marked is None:
            self.marked = "demonstration" in line
        elif self.marked != ("demonstration" in line):
            raise Broken("the mark of a demonstration stands in some lines and not in others")

    def _line(self, line):
        if line["previous_line"] != self.line_before:
            raise Broken(
                f"it does not follow the line above{self._above()}: one of the two was changed, or one between them left out"
            )
        if line["line_hash"] != fingerprint({key: value for key, value in line.items() if key != "line_hash"}):
            raise Broken("the line has another fingerprint than it says")
        self.line_before = line["line_hash"]

    def _row(self, number, line):
        row = line["row"]
        form = row["format"]
        for key, kind in NEEDED[form].items():
            if key not in row:
                raise Broken(f"the row lacks {shown(key)}")
            if not isinstance(row[key], kind) or isinstance(row[key], bool):
                raise Broken(f"{shown(key)} in the row is not {_KINDS[kind]}")
        if fingerprint(row) != line["row_hash"]:
            raise Broken("the row has another fingerprint than it says: it was changed after it was signed")
        if row.get("demonstration") is not None and not self.marked:
            raise Broken("the row is of a demonstration, and its line does not say so")
        for key, kind in BESIDE[form].items():
            if key in line:
                self._beside(row, key, kind, line[key])
        self._follows(row, form)
        if form == ANNULMENT:
            self._annuls(row)
        else:
            if not re.fullmatch(re.escape(row["committee"]) + r"-\d{4}-\d{2}-[1-9]\d*", row["number"]):
                raise Broken("its number is none of this committee's")
            self.resolutions[row["number"]] = line["row_hash"]
        if row["number"] in self.numbers:
            raise Broken("its number was given before")
        self.numbers.add(row["number"])
        self.position, self.head, self.before = row["position"], line["row_hash"], row["number"]
        self.hashes[self.committee].append(line["row_hash"])
        self.last[self.committee] = (number, row["number"])
        self.rows += 1

    def _beside(self, row, key, kind, value):
        if not isinstance(value, kind) or not value:
            raise Broken(f"{shown(key)} beside the row is not {_KINDS[kind]}, or empty")
        if fingerprint(value) != row[key + "_sha256"]:
            raise Broken(f"{shown(key)} beside the row has another fingerprint than the row names")
        self.texts += 1

    def _follows(self, row, form):
        committee, position = row["committee"], row["position"]
        if committee != self.committee:
            if not _NAME.match(committee):
                raise Broken(f"{shown(committee)} is no name of a committee")
            if committee < self.committee:
                raise Broken(f"the committee {shown(committee)} stands after {shown(self.committee)}: they are in order of name")
            self.committee, self.position, self.head = committee, 0, ""
            self.hashes[committee] = []
            self.resolutions, self.annulled = {}, set()
        if position != self.position + 1:
            raise Broken(f"it is row {position} of {committee}, where row {self.position + 1} belongs{self._above()}")
        if row["previous"] != self.head:
            if position == 1:
                raise Broken("it is the first row of its chain and names a row before it")
            raise Broken(f"it was signed upon another row than the one above{self._above()}: one of the two was changed")

    def _annuls(self, row):
        annulled = row["annuls"]
        if annulled not in self.resolutions:
            raise Broken(f"it annuls {shown(annulled)}, which is no earlier resolution of this committee")
        if self.resolutions[annulled] != row["annuls_row"]:
            raise Broken(f"it annuls {shown(annulled)} with another row than stands above")
        if annulled in self.annulled:
            raise Broken(f"it annuls {shown(annulled)}, which was annulled before")
        if row["number"] != annulled + "-annulled":
            raise Broken("its number does not follow from what it annuls")
        self.annulled.add(annulled)

    def _above(self):
        return f", {self.before}" if self.before else ""

    def _last(self, line):
        if line["format"] != REGISTER:
            raise Broken(f"its format {shown(line['format'])} is not {REGISTER}")
        if line["rows"] != self.rows or isinstance(line["rows"], bool):
            raise Broken(f"it counts {shown(line['rows'])} rows, and {self.rows} stand above")
        found = {name: {"rows": len(hashes), "head": hashes[-1]} for name, hashes in self.hashes.items()}
        if canonical(line["committees"]) != canonical(found):
            named = line["committees"] if isinstance(line["committees"], dict) else {}
            wrong = sorted(name for name in {*named, *found} if named.get(name) != found.get(name))
            raise Broken(f"rows or head of {', '.join(map(shown, wrong[:3])) or 'its committees'} are not as they stand above")
        self.total = line


def verify(file, heads):
    """Reads an open binary file; returns (Export, sentences about the heads). Raises Broken, with the place in front."""
    export, number = Export(), 0
    for number, content in lines_of(file):
        row = ""
        try:
            if len(content) > LONGEST_LINE:
                raise Broken(f"it is longer than {LONGEST_LINE // 1024 // 1024} MB; no row is")
            line = read(content)
            if isinstance(line.get("row"), dict) and isinstance(line["row"].get("number"), str):
                row = line["row"]["number"]
            export.take(number, line)
        except RecursionError:
            raise Broken(f"{_place(number, row, export)}: it is nested deeper than any row.") from None
        except Broken as broken:
            raise Broken(f"{_place(number, row, export)}: {broken}.") from None
    if export.total is None:
        after = f" after {export.before}" if export.before else ""
        raise Broken(f"line {number + 1}: the last line, with rows and heads, is missing{after}: the file was cut.")
    return export, [_against(export, name, head) for name, head in heads]


def _place(number, row, export):
    if row:
        return f"line {number}, {row if _NAME.match(row) else shown(row)}"
    return f"line {number}, after {export.before}" if export.before else f"line {number}"


def _against(export, name, head):
    hashes = export.hashes.get(name)
    if hashes is None:
        raise Broken(f"{name}: a head was given for this committee, and no row of it stands in the file.")
    if head not in hashes:
        line, row = export.last[name]
        raise Broken(
            f"line {line}, {row}: the head given for {name} is the hash of none of its {len(hashes)} rows: "
            "its tail was cut, or its chain was made anew."
        )
    after = len(hashes) - hashes.index(head) - 1
    if after == 0:
        return f"{name}: the head given is that of its last row."
    return f"{name}: the head given is that of row {len(hashes) - after}; {after} came after it."


def _head(text):
    name, _equals, head = text.partition("=")
    # Pages print a fingerprint in groups of eight.
    head = re.sub(r"[\s\u200b-]", "", head).lower()
    if not _NAME.match(name) or not _HASH.match(head):
        raise argparse.ArgumentTypeError("write COMMITTEE=HASH, the hash with its 64 hexadecimal digits")
    return name, head


def _arguments(given):
    parser = argparse.ArgumentParser(
        prog="verify_register.py", description="Checks an export of the register of resolutions. Ends with 0, 1 or 2."
    )
    parser.add_argument("file", metavar="FILE", help="the export, as downloaded or written by export_register")
    parser.add_argument(
        "--head", metavar="COMMITTEE=HASH", type=_head, action="append", default=[],
        help="the hash of a row, from a page or from minutes; may be given several times",
    )  # fmt: skip
    return parser.parse_args(given)


def main(given=None):
    """Returns the number to end with."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace")
    asked = _arguments(given)
    try:
        with open(asked.file, "rb") as file:
            export, sentences = verify(file, asked.head)
    except OSError as wrong:
        print(f"verify_register.py: {asked.file} cannot be read: {wrong.strerror}.", file=sys.stderr)
        return 2
    except Broken as broken:
        print(f"NOT WHOLE. {broken}")
        return 1
    print(f"Whole: {export.rows} rows of {len(export.hashes)} committees, {export.texts} texts beside them.")
    if export.marked:
        print("This is the register of a DEMONSTRATION: everything in it is invented.")
    for name, hashes in export.hashes.items():
        print(f"{name}: {len(hashes)} rows, head {hashes[-1]}")
    for sentence in sentences:
        print(sentence)
    if not sentences:
        print(
            "No head was given. A cut tail or a wholly recomputed chain shows only against a head printed on a page or in "
            "minutes: run this again with --head COMMITTEE=HASH."
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
