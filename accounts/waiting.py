"""What waits for somebody: asked of the apps that know, shown on the officers' home page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from .moves import MOVES

_providers: list[Callable] = []
_lists: list["OwnList"] = []
_set_up: list["SetUpPage"] = []


@dataclass(frozen=True)
class Waiting:
    """One thing somebody owes: a link, since when, and its kind ("vote", "publish") for grouping."""

    title: str
    url: str
    since: date | datetime | None = None
    kind: str = ""


@dataclass(frozen=True)
class OwnList:
    """A link to a list of one's own ("My districts"), with how many are in it."""

    label: str
    url: str
    count: Callable | None = None
    about: str = ""
    move: str | None = None

    def is_for(self, posts):
        """Whether one of these posts carries a duty that makes the list's move anywhere; asks nothing of the database."""
        return self.move is None or any(post.duty in grant.duties for grant in MOVES[self.move] for post in posts)


def register_waiting(provider):
    """Add `provider(user, on) -> list[Waiting]`; called in AppConfig.ready(), asked on every home page. Returns it."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def register_list(label, url, count=None, *, about="", move=None):
    """Add a link to an own list. `url` is a URL name or a path; `count(user, on) -> int | None`, None hides the link.

    move: what the list is there for; in the margin it is linked for those alone whose duty may make it somewhere.
    """
    entry = OwnList(label, url, count, about, move)
    if entry not in _lists:
        _lists.append(entry)
    return entry


@dataclass(frozen=True)
class SetUpPage:
    """A step of the first hour, linked from /admin/set-up/ for those who may make its move somewhere."""

    label: str
    url: str
    move: str
    about: str = ""
    step: int = 9


def register_set_up(label, url, move, about="", *, step=9):
    """Add a step of the first hour, in AppConfig.ready(); `url` is a URL name, `step` its place in the order."""
    entry = SetUpPage(label, url, move, about, step)
    if entry not in _set_up:
        _set_up.append(entry)
    return entry


def set_up_pages():
    """The steps of the first hour in their order."""
    return sorted(_set_up, key=lambda entry: entry.step)


def lists_for(posts):
    """The own lists of whoever holds these posts, in order; for the links in the margin, which count nothing."""
    return tuple(entry for entry in _lists if entry.is_for(posts))


def waiting_for(user, on):
    """Everything that waits for `user` on the day `on`, the longest waiting first."""
    found = [item for provider in _providers for item in provider(user, on)]
    return sorted(found, key=_waits_since)


def own_lists(user, on):
    """[(OwnList, count or None)] of the lists that concern `user`, in the order they were registered."""
    answer = []
    for entry in _lists:
        count = entry.count(user, on) if entry.count else None
        if entry.count is None or count is not None:
            answer.append((entry, count))
    return answer


def _waits_since(item):
    since = item.since
    if since is None:
        return "9999"
    # A day comes before the moments of that day; both compare as text.
    return since.isoformat()
