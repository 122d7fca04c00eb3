"""The small forms: GET shows one row to edit, POST saves it through plans.rows and leads back to its place in the plan."""

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from common.clock import now, today
from common.numbers import parse_count
from common.refusals import Refusal
from plans import rows, workflow
from plans.admin import merging
from plans.admin.access import open_version
from plans.admin.fields import not_checked
from plans.admin.forms import KINDS, CoverForm, ReasonForm, SectionForm
from plans.admin.shell import at_the_desk, page, post_for, trail_to
from plans.answers import reasons_before
from plans.models import Head, Section

_EDIT = require_http_methods(["GET", "HEAD", "POST"])


def writable(request, pk):
    """The version, open to this person's writing. Others see 404, or the plan with the reason in words."""
    access = open_version(request.user, pk, on=today())
    if not access.write:
        raise Http404
    return access


def plan_address(version, anchor=""):
    return reverse("desk-plan", args=[version.pk]) + (f"#{anchor}" if anchor else "")


def closed(request, version):
    """Back to the plan where its text stands, with the sentence that says so."""
    messages.error(
        request,
        _("This version is “%(state)s”, so its text stands. Nothing was changed.") % {"state": version.get_state_display()},
    )
    return HttpResponseRedirect(plan_address(version))


def _edit(request, access, *, form_class, row, title, back, save, delete_address="", prefill=None):
    """One round of a small form. `save(form) -> (Saved, anchor)`."""
    version = access.version
    if not access.may_write:
        return closed(request, version)
    merge, status = None, 200
    if request.method == "POST":
        answered = merging.answered(form_class, request.POST, row=row, version=version)
        form = form_class(request.POST if answered is None else answered, instance=row, version=version)
        if form.is_valid() and answered is None:
            merge, status = merging.merge_of(form, fresh(row), "", unanswered=True), 422
        elif form.is_valid():
            try:
                saved, anchor = save(form)
            except rows.StaleRow as clash:
                merge, status = merging.merge_of(form, clash.row, str(clash)), 409
            except rows.BadRow as bad:
                form.take_errors(bad.errors)
                status = 422
            except rows.AlreadyAdded as twice:
                messages.warning(request, twice.sentence)
                return HttpResponseRedirect(back)
            except Refusal as refused:
                form.take_errors({NON_FIELD_ERRORS: [refused.sentence]})
                status = 409
            else:
                _tell(request, form, saved)
                return HttpResponseRedirect(plan_address(version, anchor))
        else:
            status = 422
    else:
        form = form_class(instance=row, version=version, initial=prefill)
    context = {
        "form": form,
        "title": title,
        "address": request.get_full_path(),
        "back": back,
        "merge": merge,
        "line": "draft",
        "delete_address": delete_address,
        "trail": trail_to(version, (title, "")),
    }
    return page(request, "admin/plans/row.html", context, status=status)


def fresh(row):
    """The row as it is stored now; the form has written into the one at hand."""
    return type(row).objects.get(pk=row.pk)


def _tell(request, form, saved):
    messages.success(request, _("Saved.") if saved.changed or saved.row else _("Nothing was changed."))
    if saved.sentence:
        messages.info(request, saved.sentence)
    if unchecked := not_checked(getattr(form, "hs_answers", [])):
        messages.info(request, unchecked)


@at_the_desk
@_EDIT
def cover(request, pk):
    """Title, period, language, file number."""
    access = writable(request, pk)
    version = access.version

    def save(form):
        saved = rows.save_version(
            version,
            form.changes(),
            row_version=form.cleaned_data["row_version"],
            by=request.user,
            at=now(),
            post=post_for(request, "write", version, on=today()),
        )
        return saved, ""

    return _edit(
        request,
        access,
        form_class=CoverForm,
        row=version,
        title=_("Title, period and file number"),
        back=plan_address(version),
        save=save,
    )


@at_the_desk
@_EDIT
def head(request, pk, number):
    """The text of one head, or why it does not apply."""
    access = writable(request, pk)
    version = access.version
    section = Section.objects.filter(version=version, head=number).first()
    if section is None:
        raise Http404
    return _edit(
        request,
        access,
        form_class=SectionForm,
        row=section,
        title=f"{number}. {Head(number).label}",
        back=plan_address(version, f"head-{number}"),
        save=_saver(request, version, Section, section, f"head-{number}"),
    )


def _saver(request, version, model, row, anchor=""):
    kind = next((kind for kind in KINDS.values() if kind.model is model), None)

    def save(form):
        seen = form.cleaned_data
        existing = {"pk": row.pk, "row_version": seen["row_version"]} if row.pk else {"once": seen["once"]}
        saved = rows.save_row(
            model,
            form.changes(),
            version=version,
            by=request.user,
            at=now(),
            post=post_for(request, "write", version, on=today()),
            **existing,
        )
        return saved, anchor or kind.anchor(saved.row)

    return save


def _kind(word):
    if word not in KINDS:
        raise Http404
    return KINDS[word]


def _row(version, kind, row_pk):
    row = kind.model.objects.filter(version=version, pk=row_pk).first()
    if row is None:
        raise Http404
    return row


@at_the_desk
@_EDIT
def add(request, pk, word):
    """A new row at the end of its kind."""
    kind, access = _kind(word), writable(request, pk)
    number = parse_count(request.GET.get("head", ""))
    prefill = {"head": number} if number is not None else None
    return _edit(
        request,
        access,
        form_class=kind.form,
        row=kind.model(version=access.version),
        title=str(kind.add),
        back=plan_address(access.version, f"head-{number or kind.head}"),
        save=_saver(request, access.version, kind.model, kind.model()),
        prefill=prefill,
    )


@at_the_desk
@_EDIT
def edit(request, pk, word, row_pk):
    """One row."""
    kind, access = _kind(word), writable(request, pk)
    row = _row(access.version, kind, row_pk)
    return _edit(
        request,
        access,
        form_class=kind.form,
        row=row,
        title=f"{kind.one}: {row}",
        back=plan_address(access.version, kind.anchor(row)),
        save=_saver(request, access.version, kind.model, row),
        delete_address=reverse("desk-row-delete", args=[pk, word, row_pk]),
    )


@at_the_desk
@_EDIT
def delete(request, pk, word, row_pk):
    """Ask, then take the row out."""
    kind, access = _kind(word), writable(request, pk)
    version = access.version
    row = _row(version, kind, row_pk)
    if not access.may_write:
        return closed(request, version)
    refused, status = None, 200
    if request.method == "POST":
        try:
            rows.delete_row(
                row,
                row_version=parse_count(request.POST.get("row_version", "")),
                by=request.user,
                at=now(),
                post=post_for(request, "write", version, on=today()),
            )
        except Refusal as refusal:
            refused, status = refusal.sentence, 409
            row = _row(version, kind, row_pk)
        else:
            messages.success(request, _("Deleted: %(name)s") % {"name": row})
            return HttpResponseRedirect(plan_address(version, f"head-{getattr(row, 'head', kind.head)}"))
    context = {
        "row": row,
        "title": _("Delete: %(name)s") % {"name": row},
        "refused": refused,
        "line": "draft",
        "sentence": _("It is taken out of this version. Earlier versions that were tabled keep it."),
        "address": request.path,
        "back": plan_address(version, kind.anchor(row)),
        "trail": trail_to(version, (_("Delete"), "")),
    }
    return page(request, "admin/plans/delete.html", context, status=status)


@at_the_desk
@require_POST
def shift(request, pk, word, row_pk):
    """Move a row one place up or down among its neighbours; parts move among the parts of their intervention."""
    kind, access = _kind(word), writable(request, pk)
    version = access.version
    row = _row(version, kind, row_pk)
    if not access.may_write:
        return closed(request, version)
    same = {"head": row.head} if word == "facts" else {"parent": row.parent_id} if word == "interventions" else {}
    order = list(kind.model.objects.filter(version=version, **same).order_by("position", "pk"))
    at = next(n for n, one in enumerate(order) if one.pk == row.pk)
    to = at + {"up": -1, "down": 1}.get(request.POST.get("to"), 0)
    if 0 <= to < len(order):
        order[at], order[to] = order[to], order[at]
        try:
            _renumber(request, version, kind, order)
        except Refusal as refused:
            messages.error(request, refused.sentence)
    return HttpResponseRedirect(plan_address(version, kind.anchor(row)))


@transaction.atomic
def _renumber(request, version, kind, order):
    """Give the rows their places 1, 2, 3 ...; only those that moved are saved."""
    post = post_for(request, "write", version, on=today())
    for place, one in enumerate(order, start=1):
        if one.position != place:
            rows.save_row(
                kind.model,
                {"position": place},
                version=version,
                by=request.user,
                at=now(),
                pk=one.pk,
                row_version=one.row_version,
                post=post,
            )


@at_the_desk
@_EDIT
def reason(request, pk, reason_pk):
    """Answer one reason for which the committee returned the version."""
    access = writable(request, pk)
    version = access.version
    row = reasons_before(version).select_related("tabling__version__plan__place").filter(pk=reason_pk).first()
    if row is None:
        raise Http404

    def save(form):
        post = post_for(request, "write", version, on=today())
        answered = workflow.answer_reason(row, answer=form.cleaned_data["answer"], by=request.user, at=now(), post=post)
        return rows.Saved(answered), f"reason-{row.pk}"

    return _edit(
        request,
        access,
        form_class=ReasonForm,
        row=row,
        title=_("Answer to: %(reason)s") % {"reason": row},
        back=plan_address(version, f"reason-{row.pk}"),
        save=save,
    )
