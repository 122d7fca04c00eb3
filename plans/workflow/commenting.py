"""Comments of the public on a text open for comment: left by anybody, read by an officer, answered before tabling.

None of it is an edit: the text does not change while it is open, and reading or answering makes nobody an author.
"""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from audit.recording import Actor, record
from common.clock import day_in_india
from common.refusals import BadFields, Refusal
from common.text import tidy
from plans.models import Head, PlanVersion, PublicComment
from plans.models.public_comment import LONGEST
from plans.states import ANSWERABLE, State
from plans.workflow.moving import label_of, locked, open_to

THE_PUBLIC = Actor("The public")
#: Comments that may wait unread at one text; more in that time is no consultation but a flood, and officers read first.
MOST_WAITING = 500
MOST_AN_HOUR = 60


class ConsultationOver(Refusal):
    """A comment for a text that is not open any more."""

    default_sentence = _(
        "This text is no longer open for comment, so nothing was recorded. Write to the District Industries Centre."
    )


class TooMany(Refusal):
    """More comments arrive than officers can read."""

    default_sentence = _(
        "Many comments are arriving at once, so yours was not recorded. What you wrote is still here; send it later."
    )


class BadComment(BadFields):
    """What was typed cannot stand as a comment."""


class ReasonMissing(Refusal):
    """A comment is kept back with a reason."""

    default_sentence = _("Say why the comment is not shown; the public register tells it.")


class ReplyMissing(Refusal):
    """A reply is words."""

    default_sentence = _("Write the reply: what was done about the comment, or why the text stays as it is.")


class NotShown(Refusal):
    """A reply stands at a comment that is shown."""

    default_sentence = _("Read the comment first: show it, or say why it is not shown. Only a comment that is shown is answered.")


class Answered(Refusal):
    """An answered comment stays."""

    default_sentence = _("This comment has its reply, so it stays shown. Nothing was changed.")


class CommentsUnanswered(Refusal):
    """The public commented, and not each comment was read and answered."""

    def __init__(self, count):
        super().__init__(
            ngettext(
                "%(count)d comment of the public has no reply. Read and answer it, then table the plan.",
                "%(count)d comments of the public have no reply. Read and answer each, then table the plan.",
                count,
            )
            % {"count": count}
        )


@transaction.atomic
def leave_comment(version, *, text, press, at, head=None, name="", body="", may_be_named=False):
    """Record a comment of anybody; it waits until an officer has read it. The same press twice is one comment.

    press: a word the form was given when it was opened. Raises ConsultationOver, BadComment, TooMany.
    """
    version = locked(version)
    if version.state != State.IN_CONSULTATION or day_in_india(at) > version.consultation_until:
        raise ConsultationOver
    before = PublicComment.objects.filter(press=press).first()
    if before is not None:
        return before
    text, name, body = _lines(text), tidy(name), tidy(body)
    _refuse_bad(text, name, body, head)
    waiting = PublicComment.objects.filter(version=version, state=PublicComment.State.WAITING)
    hour = PublicComment.objects.filter(version=version, at__gt=at - timedelta(hours=1))
    if waiting.count() >= MOST_WAITING or hour.count() >= MOST_AN_HOUR:
        raise TooMany
    made = PublicComment.objects.create(
        version=version,
        head=head,
        text=text,
        name=name,
        body=body,
        may_be_named=bool(may_be_named and (name or body)),
        at=at,
        press=press,
    )
    _written(made, version, "plan.public_comment_received", THE_PUBLIC, at)
    return made


@transaction.atomic
def show_comment(comment, *, by, at, post=None):
    """Let a comment through: it stands in the register, and at the text while that is open. Raises NotAllowed, MovedOn."""
    comment, version, actor = _open(comment, "close_consultation", by, at, post)
    if comment.state == PublicComment.State.SHOWN:
        return comment
    return _moderated(comment, version, "plan.public_comment_shown", actor, at, state=PublicComment.State.SHOWN, hidden_reason="")


@transaction.atomic
def hide_comment(comment, *, reason, by, at, post=None):
    """Keep a comment back, with the reason the public register tells. Raises NotAllowed, MovedOn, ReasonMissing, Answered."""
    comment, version, actor = _open(comment, "close_consultation", by, at, post)
    reason = tidy(reason)
    if not reason:
        raise ReasonMissing
    if comment.reply:
        raise Answered
    return _moderated(
        comment, version, "plan.public_comment_not_shown", actor, at, state=PublicComment.State.HIDDEN, hidden_reason=reason[:300]
    )


@transaction.atomic
def reply_to_comment(comment, *, text, by, at, post=None):
    """Answer a comment that is shown; a reply can be rewritten until the plan is tabled.

    Raises NotAllowed, MovedOn, NotShown, ReplyMissing.
    """
    comment, version, actor = _open(comment, "write", by, at, post)
    if comment.state != PublicComment.State.SHOWN:
        raise NotShown
    text = _lines(text)
    if not text:
        raise ReplyMissing
    comment.reply, comment.replied_at, comment.replied_by_label = text, at, str(actor)[:250]
    comment.save(update_fields=["reply", "replied_at", "replied_by_label"])
    _written(comment, version, "plan.public_comment_answered", actor, at)
    return comment


def unanswered_comments(version):
    """Comments of the public that hinder tabling: not read yet, or shown without a reply."""
    return PublicComment.objects.filter(version=version, reply="").exclude(state=PublicComment.State.HIDDEN)


def _open(comment, permission, by, at, post):
    """The comment as it stands, its version locked, and who acts; refused unless comments are still answered."""
    version = PlanVersion.objects.select_related("plan__place").get(pk=comment.version_id)
    version, actor = open_to(version, permission, ANSWERABLE, by=by, at=at, post=post)
    return PublicComment.objects.get(pk=comment.pk), version, actor


def _moderated(comment, version, verb, actor, at, **changes):
    changes |= {"moderated_at": at, "moderated_by_label": str(actor)[:250]}
    for name, value in changes.items():
        setattr(comment, name, value)
    comment.save(update_fields=list(changes))
    _written(comment, version, verb, actor, at)
    return comment


def _written(comment, version, verb, actor, at):
    # The words stand in the register of comments; events are read by more people than unread comments are.
    record(verb, actor=actor, target=version, label=label_of(version), at=at, data={"comment": comment.pk, "head": comment.head})


def _lines(text):
    return "\n".join(line.rstrip() for line in (text or "").replace("\r\n", "\n").strip().split("\n"))


def _refuse_bad(text, name, body, head):
    errors = {}
    if not text:
        errors["text"] = [_("Write your comment, then send it.")]
    elif len(text) > LONGEST:
        errors["text"] = [
            _("The comment has %(n)d characters; %(most)d are taken. Shorten it, or send it in parts.")
            % {"n": len(text), "most": LONGEST}
        ]
    for field, value, most in (("name", name, 120), ("body", body, 160)):
        if len(value) > most:
            errors[field] = [_("Give at most %(most)d characters.") % {"most": most}]
    if head is not None and head not in Head.values:
        errors["head"] = [_("Choose one of the eleven heads, or the whole plan.")]
    if errors:
        raise BadComment(errors)
