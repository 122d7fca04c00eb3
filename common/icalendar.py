"""Lines of an iCalendar file (RFC 5545): escaped, folded at 75 octets, ended with CRLF.

Enough of the format for what is published here, written by hand: dates in UTC,
text, and no time zones. `read` in tests is the strict other half.
"""

from datetime import UTC, datetime

CRLF = "\r\n"
LONGEST_LINE = 75

_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def escaped(text: str) -> str:
    """`text` as a TEXT value: backslash, semicolon, comma and line breaks escaped; control characters left out (3.3.11)."""
    kept = "".join(c for c in str(text).replace("\r\n", "\n") if c in "\n\t" or (ord(c) >= 0x20 and ord(c) != 0x7F))
    return kept.translate(_ESCAPED)


def moment(at: datetime) -> str:
    """A moment in UTC: 20250814T053000Z (3.3.5, form 2)."""
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def folded(line: str) -> str:
    """The content line in pieces of at most 75 octets, CRLF and a space between them; no character is cut (3.1)."""
    pieces, piece, size = [], [], 0
    for character in line:
        octets = len(character.encode())
        # The space in front of a continued line counts among its octets.
        if size + octets > LONGEST_LINE:
            pieces.append("".join(piece))
            piece, size = [], 1
        piece.append(character)
        size += octets
    return (CRLF + " ").join([*pieces, "".join(piece)])


def component(name: str, lines) -> list[str]:
    """BEGIN, the lines, END; a line is (name, value ready for the file), or lines of a component within."""
    inner = [line if isinstance(line, str) else f"{line[0]}:{line[1]}" for line in lines]
    return [f"BEGIN:{name}", *inner, f"END:{name}"]


def written(lines: list[str]) -> bytes:
    """The file: each line folded and ended with CRLF, in UTF-8."""
    return "".join(folded(line) + CRLF for line in lines).encode()
