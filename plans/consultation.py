"""Texts open for comment, and the register of what the public said about one."""

from dataclasses import dataclass, field

from django.db.models import Count, Q

from plans.models import Plan, PlanVersion, PublicComment
from plans.states import State


def open_on(day):
    """Versions open for comment on that day, with plan and place loaded, the one that closes first coming first."""
    return (
        PlanVersion.objects.filter(state=State.IN_CONSULTATION, consultation_until__gte=day)
        .select_related("plan__place__parent")
        .order_by("consultation_until", "plan__place__name")
    )


def under_consultation(place, kind=Plan.Kind.DEAP):
    """The version of this place's plan that was opened for comment and not closed yet, or None; its day may be over."""
    found = PlanVersion.objects.filter(state=State.IN_CONSULTATION, plan__place=place, plan__kind=kind)
    return found.select_related("plan__place__parent").first()


@dataclass(frozen=True)
class Counts:
    """How many public comments a version has: shown, kept back, not read yet, and shown without a reply."""

    shown: int
    hidden: int
    waiting: int
    unanswered: int

    @property
    def received(self):
        return self.shown + self.hidden + self.waiting


def counts_of(version):
    """The Counts of a version's public comments; their words are not read. One query."""
    states = PublicComment.State
    return Counts(
        **PublicComment.objects.filter(version=version).aggregate(
            shown=Count("pk", filter=Q(state=states.SHOWN)),
            hidden=Count("pk", filter=Q(state=states.HIDDEN)),
            waiting=Count("pk", filter=Q(state=states.WAITING)),
            unanswered=Count("pk", filter=Q(state=states.SHOWN, reply="")),
        )
    )


@dataclass
class UnderHead:
    """What was said about one head, or about the whole plan (number None)."""

    number: int | None
    title: str
    comments: list = field(default_factory=list)


@dataclass
class Register:
    """The comments on one version that are shown, by head, and how many are not and why. From one query."""

    heads: list
    shown: int = 0
    hidden_reasons: list = field(default_factory=list)
    waiting: int = 0

    @property
    def hidden(self):
        return len(self.hidden_reasons)

    @property
    def received(self):
        return self.shown + self.hidden + self.waiting


def register_of(version):
    """The Register of a version's public comments: the whole plan first, then the heads in their order."""
    heads, register = {}, Register([])
    for comment in PublicComment.objects.filter(version=version).order_by("at", "pk"):
        if comment.state == PublicComment.State.WAITING:
            register.waiting += 1
        elif comment.state == PublicComment.State.HIDDEN:
            register.hidden_reasons.append(comment.hidden_reason)
        else:
            register.shown += 1
            title = str(comment.get_head_display() or "")
            heads.setdefault(comment.head, UnderHead(comment.head, title)).comments.append(comment)
    register.heads = sorted(heads.values(), key=lambda under: under.number or 0)
    return register
