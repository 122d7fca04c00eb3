"""Remarks of officers and members on a version, and the answers to them. No edit: they make nobody an author."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

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
from plans.models import Comment

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


def threads_of(version):
    """[(comment, its replies)] in the order of time. One query."""
    threads = {}
    for comment in Comment.objects.filter(version=version).order_by("at", "pk"):
        if comment.parent_id is None:
            threads[comment.pk] = (comment, [])
        else:
            threads[comment.parent_id][1].append(comment)
    return list(threads.values())


@at_the_desk
@_ASK
def comment(request, pk):
    """Comment on a version, or with ?to= answer a comment. Out of reach, the version is not found."""
    on = today()
    version = open_version(request.user, pk, on=on).version
    parent = _parent(version, request.GET.get("to", ""))
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
                    post=post_for(request, move, version, on=on),
                )
            except Refusal as refused:
                form.add_error(None, refused.sentence)
            else:
                messages.success(request, _("Saved."))
                return HttpResponseRedirect(plan_address(version, f"comment-{made.pk}"))
    title = _("Answer to: %(comment)s") % {"comment": parent} if parent else _("Comment on this version")
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
