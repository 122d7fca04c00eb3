"""Where a version stands: five stops, the moves of this person, and in words why another move is not theirs."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.permission import may
from common.clock import INDIA
from plans.stage import STANDING
from plans.states import BY_NAME, FINAL, State, moves_from

ICON_OF_MOVE = {
    "open_consultation": "speech",
    "close_consultation": "speech",
    "table": "table",
    "reopen": "pencil",
    "withdraw": "cross",
    "record_past_adoption": "tick",
    "publish": "out",
    "send_back": "turn",
    "suspend": "bars",
    "resume": "out",
    "close": "box",
    "record_notification": "tick-number",
    "start": "plus",
    "submit_erratum": "table",
    "take_back_erratum": "pencil",
    "withdraw_erratum": "cross",
    "publish_erratum": "out",
}
#: The moves that go forward; the first of them that is open is the filled button.
_MAIN = ("table", "reopen", "publish", "close_consultation", "resume")


@dataclass(frozen=True)
class Stop:
    title: str
    icon: str
    css: str
    note: str = ""

    @property
    def is_now(self):
        return "now" in self.css


@dataclass(frozen=True)
class Button:
    name: str
    title: str
    icon: str
    url: str = ""
    sentence: str = ""


@dataclass
class Standing:
    """What the box "where it stands" shows."""

    stops: list
    open: list = field(default_factory=list)
    closed: list = field(default_factory=list)
    report: object = None

    @property
    def first_is_main(self):
        return bool(self.open) and self.open[0].name in _MAIN


def _day(moment):
    if moment is None:
        return ""
    if hasattr(moment, "hour"):
        moment = moment.astimezone(INDIA)
    return f"{moment:%d-%m-%Y}"


def stops_of(version, tabled_at=None):
    """The five stops of a text, with the days on which it reached them; `tabled_at`: the last tabling. No query."""
    since = _("since %(day)s") % {"day": _day(version.state_since)}
    first = version.state if version.state in (State.IN_CONSULTATION, State.RETURNED, State.WITHDRAWN) else State.DRAFT
    icons = {State.IN_CONSULTATION: "speech", State.RETURNED: "turn", State.WITHDRAWN: "cross"}
    last = version.state if version.state in (State.SUPERSEDED, State.CLOSED, State.SUSPENDED) else State.PUBLISHED
    now = {State.TABLED: 1, State.ADOPTED: 2, State.ANNULLED: 2}.get(version.state, 4 if version.is_decided else 0)
    if version.state == State.SUPERSEDED and version.published_at is None:
        last = State.SUPERSEDED
    decision = State.ANNULLED if version.state == State.ANNULLED else State.ADOPTED
    titles = [
        (State(first).label, icons.get(first, "pencil"), since if now == 0 else _day(version.created_at)),
        (State.TABLED.label, "table", since if now == 1 else _day(tabled_at) if now > 1 else ""),
        (decision.label, "cross" if decision == State.ANNULLED else "tick", _day(version.adopted_on)),
        (_("Notified"), "tick-number", _day(version.notified_on)),
        (State(last).label, "out" if last == State.PUBLISHED else "sheets", since if now == 4 else _day(version.published_on)),
    ]
    reached = [True, now >= 1, version.adopted_on is not None, version.notified_on is not None, version.published_on is not None]
    aside = version.state in (*FINAL, State.SUSPENDED)
    stops = []
    for n, (title, icon, note) in enumerate(titles):
        css = "now" if n == now else "done" if reached[n] and n != now else "todo"
        stops.append(Stop(title, icon, f"{css} aside" if aside and n == now else css, note))
    return stops


def buttons_of(version, user, *, on):
    """(open, closed): the moves of the table that start here, and those of the way ahead with the reason in words."""
    place = version.plan.place
    mine, others = [], []
    for move in moves_from(version.state):
        if move.permission is None or (move.name == "record_notification" and version.notified_on):
            continue
        verdict = may(user, move.permission, place, on=on, thing=version)
        icon = ICON_OF_MOVE[move.name]
        if verdict:
            mine.append(Button(move.name, str(move.button), icon, reverse("desk-move", args=[version.pk, move.name])))
        elif move.name not in ("suspend", "close", "record_past_adoption", "send_back"):
            others.append(Button(move.name, str(move.button), icon, sentence=verdict.sentence))
    if version.state == State.TABLED:
        others.append(
            Button(
                "adopt",
                _("Adopt"),
                "tick",
                sentence=_(
                    "Adoption is no click here: it follows when the chair signs the committee's carried resolution on this text."
                ),
            )
        )
    if version.state not in (*FINAL, *STANDING):
        others.append(
            Button(
                "publish",
                str(BY_NAME["publish"].button),
                "out",
                sentence=_("Comes after adoption, by somebody who neither wrote in this version nor signed the resolution."),
            )
        )
    mine.sort(key=lambda button: _MAIN.index(button.name) if button.name in _MAIN else len(_MAIN))
    return mine, others


def line_of(version):
    """Which line stands at the margin: broken while a draft, solid once adopted, double once published."""
    if version.published_at is not None:
        return "published"
    return "adopted" if version.is_decided and version.state != State.ANNULLED else "draft"
