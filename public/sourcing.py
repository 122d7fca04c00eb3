"""The list of sources at the foot of a page: the same source twice is the same number."""

from dataclasses import dataclass, field

REGISTER, OFFICIAL, PRESS, DEMO = "register", "official", "press", "demo"

_PRESS_WORDS = ("press", "newspaper")


def kind_of(source) -> str:
    """Which of the four shapes stands before the number of this source."""
    told = f"{source.licence} {source.note}".casefold()
    return PRESS if any(word in told for word in _PRESS_WORDS) else OFFICIAL


@dataclass
class Line:
    number: int
    source: object
    kind: str


@dataclass
class Sources:
    """Collects what a page names while it is rendered; costs no query where the sources are loaded."""

    lines: dict = field(default_factory=dict)

    def line(self, source, kind="") -> Line:
        if source.pk not in self.lines:
            self.lines[source.pk] = Line(len(self.lines) + 1, source, kind or kind_of(source))
        return self.lines[source.pk]

    def __iter__(self):
        return iter(self.lines.values())

    def __bool__(self):
        return bool(self.lines)
