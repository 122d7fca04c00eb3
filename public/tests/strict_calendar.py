"""A strict reader of iCalendar files for the tests: refuses what RFC 5545 does not allow."""

import re

_NAME = re.compile(r"[A-Z0-9-]+")
_ESCAPES = {"\\\\": "\\", "\\;": ";", "\\,": ",", "\\n": "\n", "\\N": "\n"}


def read(raw: bytes) -> dict:
    """{"properties": {name: value}, "events": [{name: value}]}; AssertionError with the line where the file is wrong."""
    assert raw.endswith(b"\r\n"), "the last line ends with CRLF"
    physical = raw[:-2].split(b"\r\n")
    for line in physical:
        assert not set(line) & set(b"\r\n"), ("bare CR or LF", line)
        assert 0 < len(line) <= 75, ("1 to 75 octets", line)
        # Folding may cut between characters alone, or readers that decode line by line fail.
        line.decode("utf-8")
    lines = []
    for line in physical:
        if line[:1] in (b" ", b"\t"):
            assert lines, "the first line continues nothing"
            lines[-1] += line[1:]
        else:
            lines.append(line)
    return _components([line.decode() for line in lines])


def _components(lines):
    calendar, events, open_components = {}, [], []
    for line in lines:
        head, colon, value = line.partition(":")
        assert colon, ("no colon", line)
        name, *parameters = head.split(";")
        assert _NAME.fullmatch(name), line
        assert all("=" in parameter for parameter in parameters), line
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", value), ("control character", line)
        if name == "BEGIN":
            assert (open_components, value) in (([], "VCALENDAR"), (["VCALENDAR"], "VEVENT")), line
            open_components.append(value)
            if value == "VEVENT":
                events.append({})
        elif name == "END":
            assert open_components[-1:] == [value], line
            open_components.pop()
        else:
            target = events[-1] if open_components[-1] == "VEVENT" else calendar
            assert name not in target, ("twice", line)
            target[name] = value
    assert open_components == []
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]
    for event in events:
        assert {"UID", "DTSTAMP", "DTSTART"} <= event.keys(), event
        for moment in ("DTSTAMP", "DTSTART"):
            assert re.fullmatch(r"\d{8}T\d{6}Z", event[moment]), event[moment]
        assert event["SEQUENCE"].isdecimal()
        assert event["STATUS"] in ("CONFIRMED", "TENTATIVE", "CANCELLED")
        for name in ("SUMMARY", "DESCRIPTION", "LOCATION"):
            if name in event:
                event[name] = _text(event[name])
    assert len({event["UID"] for event in events}) == len(events)
    return {"properties": calendar, "events": events}


def _text(value):
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", value), ("unescaped comma or semicolon", value)
    pieces = re.findall(r"\\.|[^\\]+", value)
    assert "".join(pieces) == value
    assert all(piece in _ESCAPES for piece in pieces if piece[0] == "\\"), ("escape", value)
    return "".join(_ESCAPES.get(piece, piece) for piece in pieces)
