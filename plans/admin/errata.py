"""Errata at the desk: start one from the plan's page, choose a place, write its new words, submit; another publishes."""

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.moves import Move
from accounts.permission import may
from common.clock import now, today
from common.refusals import NotAllowed, Refusal
from plans import queries, workflow
from plans.admin.access import open_version
from plans.admin.confirming import ask
from plans.admin.forms.moves import FORM_OF_ERRATUM, CorrectionForm, StartErratumForm
from plans.admin.shell import at_the_desk, heading_of, page, post_for, trail_to
from plans.admin.standing import ICON_OF_MOVE, Button
from plans.admin.words import WHAT_HAPPENS
from plans.authorship import authors_for_the_record
from plans.difference_words import words_between
from plans.errata import places, words_at
from plans.models import PlanVersion
from plans.states import BY_NAME, ERRATUM_MOVES, State
from plans.workflow.errata import BadCorrection
from plans.workflow.moving import moved_on

_ASK = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Listed:
    """One correction of the list, or a place that could be corrected."""

    place: object
    url: str
    correction: object = None
    words: tuple = ()


@at_the_desk
@_ASK
def start(request, pk):
    """Ask, then start the erratum on this version."""
    on = today()
    version = open_version(request.user, pk, on=on).version
    too_late = workflow.errata.NotInForce.default_sentence if version.state != State.PUBLISHED else ""
    rule = BY_NAME["start_erratum"]
    asked = ask(request, rule, version, StartErratumForm, _doing(request, version, rule, on), on=on, too_late=too_late)
    if asked.done:
        return HttpResponseRedirect(reverse("desk-erratum", args=[asked.done.pk]))
    return _ask(request, version, rule, asked, reverse("desk-plan", args=[version.pk]))


@at_the_desk
@require_safe
def erratum(request, pk):
    """The list of corrections, and the places of the text where another can be made."""
    on = today()
    access = open_version(request.user, pk, on=on, erratum=True)
    version = access.version
    text = queries.decided_text(version)
    by_path = {one.path: one for one in version.corrected_places.all()}
    listed, free = [], {}
    for place in places(text.data):
        url = f"{reverse('desk-erratum-correct', args=[pk])}?{urlencode({'path': place.path})}"
        if place.path in by_path:
            one = by_path[place.path]
            listed.append(Listed(place, url, one, words_between(one.old, one.new)))
        else:
            free.setdefault(f"{place.head}. {text_of_head(text, place.head)}" if place.head else place.row, []).append(
                Listed(place, url)
            )
    buttons, closed = _buttons(version, request.user, on)
    context = {
        "version": version,
        "view": text,
        "listed": listed,
        "free": list(free.items()) if access.may_write else [],
        "may_write": access.may_write,
        "open": buttons,
        "closed": closed,
        "authors": ", ".join(author["name"] for author in authors_for_the_record(version)),
        "public_url": f"{version.plan.place.get_absolute_url()}plan/{version.number}/" if version.published_at else "",
    }
    return _page(request, "admin/plans/erratum.html", version, context)


def text_of_head(text, number):
    section = text.section(number)
    return section.title if section else ""


@at_the_desk
@_ASK
def correct(request, pk):
    """The small form of one place; its second button takes the correction off the list."""
    on = today()
    access = open_version(request.user, pk, on=on, erratum=True)
    version, path = access.version, request.GET.get("path", "")
    text = queries.decided_text(version)
    place = next((one for one in places(text.data) if one.path == path), None)
    if place is None:
        raise Http404
    one = version.corrected_places.filter(path=path).first()
    refused, status, form = "", 200, None
    if not access.write:
        refused, status = access.write.sentence, 403
    elif not access.may_write:
        refused, status = moved_on(version).sentence, 409
    elif request.method == "POST":
        form = CorrectionForm(request, request.POST, is_long=place.is_long)
        if form.is_valid():
            try:
                _write(request, version, path, form, on)
            except BadCorrection as bad:
                form.add_error(bad.field, str(bad.sentence))
            except NotAllowed as refusal:
                refused, status = refusal.sentence, 403
            except Refusal as refusal:
                form.add_error(None, str(refusal.sentence))
            else:
                return HttpResponseRedirect(reverse("desk-erratum", args=[pk]))
        status = status if status != 200 else 422
    else:
        first = {"seen": version.row_version, "new": one.new if one else place.words, "reason": one.reason if one else ""}
        form = CorrectionForm(request, initial=first, is_long=place.is_long)
    context = {
        "version": version,
        "view": text,
        "place": place,
        "words": words_at(text.data, path),
        "correction": one,
        "form": form,
        "refused": refused,
        "back": reverse("desk-erratum", args=[pk]),
    }
    return _page(request, "admin/plans/correction.html", version, context, status=status, last=place.label)


def _write(request, version, path, form, on):
    given = form.cleaned_data
    post = post_for(request, Move.WRITE, version, on=on)
    asked = {"path": path, "by": request.user, "at": now(), "post": post, "seen": given["seen"]}
    if "take_off" in request.POST:
        workflow.drop_correction(version, **asked)
        messages.success(request, _("The correction is taken off; the place reads as adopted."))
    else:
        workflow.correct(version, new=given["new"], reason=given["reason"], **asked)
        messages.success(request, _("The correction is on the list."))


@at_the_desk
@_ASK
def move(request, pk, name):
    """Ask, then do one move of the erratum; refused in words where it is another's or too late."""
    rule = BY_NAME.get(name)
    if rule is None or name not in FORM_OF_ERRATUM:
        raise Http404
    on = today()
    version = open_version(request.user, pk, on=on, erratum=True).version
    back = reverse("desk-erratum", args=[pk])
    asked = ask(request, rule, version, FORM_OF_ERRATUM[name], _doing(request, version, rule, on), on=on)
    return HttpResponseRedirect(back) if asked.done else _ask(request, version, rule, asked, back)


def _doing(request, version, rule, on):
    """What does the move with what its form holds."""

    def do(form):
        post = post_for(request, rule.permission, version, on=on)
        given = {"by": request.user, "at": now(), "post": post, "seen": form.cleaned_data["seen"], **form.given()}
        return getattr(workflow, rule.name)(version, **given)

    return do


def _ask(request, version, rule, asked, back):
    title = str(rule.button)
    context = {
        "version": version,
        "name": rule.name,
        "title": title,
        "heading": heading_of(version),
        "form": asked.form,
        "refused": asked.refused,
        "happens": WHAT_HAPPENS[rule.name],
        "back": back,
    }
    return _page(request, "admin/plans/move.html", version, context, status=asked.status, last=title)


def _page(request, template, version, context, *, status=200, last=""):
    decided = version.decided
    trail = trail_to(decided, (_("Corrections %(number)s") % {"number": version.number}, "")) if version.is_erratum else []
    if not trail:
        trail = trail_to(decided, (last, ""))
    line = "published" if version.published_at else "draft"
    heading = _("Corrections of the plan for %(place)s, version %(number)s") % {
        "place": version.plan.place.name,
        "number": version.number,
    }
    return page(request, template, {"heading": heading, "title": heading, "line": line, "trail": trail, **context}, status=status)


def _buttons(version, user, on):
    mine, others = [], []
    for rule in ERRATUM_MOVES:
        if version.state not in rule.source:
            continue
        verdict = may(user, rule.permission, version.plan.place, on=on, thing=version)
        icon, url = ICON_OF_MOVE[rule.name], reverse("desk-erratum-move", args=[version.pk, rule.name])
        if verdict:
            mine.append(Button(rule.name, str(rule.button), icon, url))
        else:
            others.append(Button(rule.name, str(rule.button), icon, sentence=verdict.sentence))
    return mine, others


def errata_of(version, *, may_write):
    """The errata of a version for the plan's page, the newest first: all for its writers, else those published. One query."""
    shown = Q() if may_write else Q(published_at__isnull=False)
    return list(PlanVersion.objects.filter(shown, corrects=version).order_by("-minor", "-pk"))
