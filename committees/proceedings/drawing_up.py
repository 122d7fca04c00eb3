"""Resolutions as the convener draws them up: the words, the rule's finding, the reasons of a return."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.moves import Move
from committees import minute_paper, quorum, wording
from committees.models import (
    METHODS_OF_A_SITTING,
    Method,
    Motion,
    Outcome,
    Resolution,
)
from committees.proceedings.acting import Acting
from committees.proceedings.locking import lock_item
from committees.proceedings.refusals import NotDecided, ReasonsMissing, WrongState
from committees.proceedings.sittings import still_sits
from committees.roll import Roll, numbers_of, rule_in_numbers
from committees.states import move
from common.text import tidy

#: Question put and what the rule made of it -> outcome. A return or deferral that falls leaves the paper before
#: the committee, and so does a tie.
OUTCOMES = {
    (Motion.ADOPT, quorum.CARRIED): Outcome.CARRIED,
    (Motion.ADOPT, quorum.LOST): Outcome.LOST,
    (Motion.ADOPT, quorum.TIED): Outcome.TIED,
    (Motion.RETURN, quorum.CARRIED): Outcome.RETURNED,
    (Motion.RETURN, quorum.LOST): Outcome.DEFERRED,
    (Motion.RETURN, quorum.TIED): Outcome.TIED,
    (Motion.DEFER, quorum.CARRIED): Outcome.DEFERRED,
    (Motion.DEFER, quorum.LOST): Outcome.DEFERRED,
    (Motion.DEFER, quorum.TIED): Outcome.TIED,
    (Motion.RESOLVE, quorum.CARRIED): Outcome.CARRIED,
    (Motion.RESOLVE, quorum.LOST): Outcome.LOST,
    (Motion.RESOLVE, quorum.TIED): Outcome.TIED,
}
_GO_BACK = (Outcome.RETURNED, Outcome.LOST)


@transaction.atomic
def draw_up(item, *, method: str, text="", text_hi="", reasons=(), by, at) -> Resolution:
    """Draw up the resolution on an open item; the rule is evaluated on the seats of the day of the sitting.

    reasons: list of {"path", "text"}: needed where the paper goes back
    (returned or lost); an empty path is the whole text.

    Raises NotDecided where the rule lets nothing be decided (too few, no
    chair, an objection to consensus, no votes), ReasonsMissing, WrongState,
    NotAllowed. The item takes no vote any more, until it is sent back.
    """
    # Read again: a refusal below must not leave the caller's item looking as if it had been drawn up.
    item = lock_item(item)
    acting = Acting(by, Move.KEEP_MINUTES, item.committee.place, at=at, thing=item)
    method = Method(method)
    if item.by_circulation or method not in METHODS_OF_A_SITTING:
        raise WrongState(_("A circulated paper is decided by the signatures on it, and nothing else by circulation."))
    if not still_sits(item):
        raise WrongState(_("This sitting is not open, so nothing can be drawn up."))
    # First the state, then the votes: the guard on votes keeps any from slipping in after the count.
    move(item, "item", "draw up")
    roll = Roll(item)
    finding = roll.finding(method)
    _refuse_undecided(finding, method, item)
    outcome = OUTCOMES[Motion(item.motion), finding.outcome]
    reasons = _clean(reasons)
    if outcome in _GO_BACK and item.paper_id and not reasons:
        raise ReasonsMissing()
    resolution = write_down(
        item,
        method=method,
        outcome=outcome,
        finding=finding,
        text=tidy(text) or default_text(item, outcome, "en"),
        text_hi=tidy(text_hi) or ("" if tidy(text) else default_text(item, outcome, "hi")),
        reasons=reasons,
        decided_on=item.meeting.held_on,
        label=acting.label,
        at=at,
    )
    acting.record("draw up", resolution, resolution.title, data={"outcome": str(outcome), "method": str(method)})
    return resolution


def write_down(item, *, method, outcome, finding, text, text_hi, decided_on, label, at, reasons=()) -> Resolution:
    """The resolution as found, waiting for its signature; the item has been moved before."""
    return Resolution.objects.create(
        item=item,
        committee=item.committee,
        paper=item.paper,
        title=item.title,
        title_hi=item.title_hi,
        text=text,
        text_hi=text_hi,
        motion=item.motion,
        method=method,
        outcome=outcome,
        reasons=list(reasons),
        rule_text=wording.rule_sentence(finding, "en"),
        rule_text_hi=wording.rule_sentence(finding, "hi"),
        rule_numbers=rule_in_numbers(finding),
        drawn_up_at=at,
        drawn_up_by_label=label,
        decided_on=decided_on,
        **numbers_of(finding),
    )


def default_text(item, outcome, language) -> str:
    """The usual words of a resolution on a paper; the item's title where there is no paper."""
    if item.paper_id is None:
        return item.title_hi if language == "hi" else item.title
    if item.paper.format == minute_paper.FORMAT:
        return minute_paper.resolved(item, outcome, language)
    if language == "hi":
        title = item.title_hi or item.title
        end = {
            Outcome.CARRIED: "अंगीकृत किया जाता है।",
            Outcome.LOST: "अंगीकृत नहीं किया जाता।",
            Outcome.RETURNED: "नीचे दिए कारणों सहित लौटाया जाता है।",
            Outcome.DEFERRED: "बाद की बैठक के लिए स्थगित है।",
            Outcome.TIED: "पर मत बराबर रहे; कोई निर्णय नहीं हुआ।",
        }[outcome]
        return f"संकल्प: “{title}”, जिसकी अंगुलिछाप {item.paper_id} है, {end}"
    end = {
        Outcome.CARRIED: "is adopted.",
        Outcome.LOST: "is not adopted.",
        Outcome.RETURNED: "is returned for the reasons given.",
        Outcome.DEFERRED: "is deferred to a later meeting.",
        Outcome.TIED: "received as many votes for as against, so nothing is decided.",
    }[outcome]
    return f"Resolved, that “{item.title}”, bearing the fingerprint {item.paper_id}, {end}"


def _refuse_undecided(finding, method, item):
    if not finding.is_decision:
        raise NotDecided(_("Nothing can be drawn up: %(why)s") % {"why": wording.why_undecided(finding, "en")})
    if method == Method.RECORDED and item.votes.filter(by_hand=True).exists():
        raise NotDecided(_("Some votes were raised hands. Draw up a show of hands, not a recorded vote."))
    count = finding.count
    if method != Method.CONSENSUS and not (count.votes_for or count.votes_against or count.votes_abstain):
        raise NotDecided(_("No vote has been cast on this item, so there is nothing to draw up."))


def _clean(reasons):
    cleaned = []
    for reason in reasons:
        text = tidy(str(reason.get("text", "")))
        if text:
            cleaned.append({"path": tidy(str(reason.get("path", ""))), "text": text})
    return cleaned
