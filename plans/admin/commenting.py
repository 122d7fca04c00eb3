"""Remarks of officers and members on a version, and the answers to them. No edit: they make nobody an author."""

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.moves import Move
from accounts.permission import may
from common.clock import now, today
from common.numbers import parse_count
from common.refusals import Refusal
from plans import rows
from plans.admin.access import open_version
from plans.admin.editing import plan_address
from plans.admin.fields import TextField
from plans.admin.shell import at_the_desk, page, post_for, trail_to
from plans.admin.standing import line_of
from plans.models import WORDINGS, Comment, Commitment

_ASK = require_http_methods(["GET", "HEAD", "POST"])


class CommentForm(forms.Form):
    """One remark, in words."""

    use_required_attribute = False
    text = TextField(
        label=gettext_lazy("Your words"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Shown to those who may open this version, with your name and post. It cannot be changed."),
    )

    def grouped(self):
        return [(_("Comment"), [self["text"]])]


@dataclass
class Thread:
    """A comment, its replies, and what it is about: the name and anchor of the row, or "" for the whole version."""

    comment: Comment
    replies: list = field(default_factory=list)
    about: str = ""
    anchor: str = ""


def threads_of(version):
    """The threads in the order of time. One query."""
    threads = {}
    for comment in Comment.objects.filter(version=version).order_by("at", "pk"):
        if comment.parent_id is None:
            threads[comment.pk] = Thread(comment)
        else:
            threads[comment.parent_id].replies.append(comment)
    return list(threads.values())


@dataclass(frozen=True)
class Remarks:
    """The comments on one row: how many, how many of them open, and the first of them."""

    count: int
    open: int
    first: int


def tell_comments(heads, threads):
    """Give each head and row of the page its Remarks, and each thread the name and anchor of what it is about. No query."""
    of = defaultdict(list)
    for thread in threads:
        of[thread.comment.commitment_id].append(thread)
    places = []
    for head in heads:
        if head.section is not None:
            places.append((head, head.section.commitment_id, head.title, f"head-{head.number}"))
        places += [(row, row.o.commitment_id, row.name, row.anchor) for kind in head.kinds for row in kind.rows]
    for thing, commitment, name, anchor in places:
        about = of.get(commitment, ())
        for thread in about:
            thread.about, thread.anchor = name, anchor
        if about:
            still = sum(thread.comment.settled_at is None for thread in about)
            thing.remarks = Remarks(len(about), still, about[0].comment.pk)


@at_the_desk
@_ASK
def comment(request, pk):
    """Comment on a version, or with ?to= answer a comment. Out of reach, the version is not found."""
    on = today()
    version = open_version(request.user, pk, on=on).version
    parent = _parent(version, request.GET.get("to", ""))
    row = _about(version, request.GET.get("about", "")) if parent is None else None
    move = Move.WRITE if parent else Move.COMMENT
    verdict = may(request.user, move, version.plan.place, on=on, thing=version)
    if not verdict:
        messages.error(request, verdict.sentence)
        return HttpResponseRedirect(plan_address(version, "comments"))
    status = 200
    form = CommentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = rows.comment(
                    version,
                    text=form.cleaned_data["text"],
                    by=request.user,
                    at=now(),
                    parent=parent,
                    commitment=parent.commitment if parent else row and row.commitment,
                    post=post_for(request, move, version, on=on),
                )
            except Refusal as refused:
                form.add_error(None, refused.sentence)
            else:
                messages.success(request, _("Saved."))
                return HttpResponseRedirect(plan_address(version, f"comment-{made.pk}"))
    title = _("Comment on this version")
    if parent:
        title = _("Answer to: %(comment)s") % {"comment": parent}
    elif row is not None:
        title = _("Comment on: %(row)s") % {"row": str(row)[:80]}
    context = {
        "form": form,
        "title": title,
        "address": request.get_full_path(),
        "line": line_of(version),
        "back": plan_address(version, "comments"),
        "trail": trail_to(version, (title, "")),
    }
    return page(request, "admin/plans/row.html", context, status=status)


def _parent(version, text):
    if not text:
        return None
    found = Comment.objects.filter(version=version, pk=parse_count(text), parent__isnull=True).first()
    if found is None:
        raise Http404
    return found


def _about(version, text):
    """The row of this version with the identity of an address's ?about=; None where it names none."""
    if not text:
        return None
    try:
        uid = UUID(text)
    except ValueError as broken:
        raise Http404 from broken
    commitment = Commitment.objects.filter(uid=uid, plan=version.plan_id).first()
    model = commitment and next(model for model in WORDINGS if model.commitment_kind == commitment.kind)
    row = model and model.objects.filter(version=version, commitment=commitment).select_related("commitment").first()
    if row is None:
        raise Http404
    return row


@at_the_desk
@require_POST
def settle(request, pk, comment_pk):
    """Mark a comment as settled; it stays readable. Out of reach, it is not found."""
    version = open_version(request.user, pk, on=today()).version
    remark = Comment.objects.filter(version=version, pk=comment_pk, parent__isnull=True).first()
    if remark is None:
        raise Http404
    remark.version = version
    try:
        rows.settle(remark, by=request.user, at=now(), post=post_for(request, Move.WRITE, version, on=today()))
    except Refusal as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("The comment is settled."))
    return HttpResponseRedirect(plan_address(version, f"comment-{remark.pk}"))
