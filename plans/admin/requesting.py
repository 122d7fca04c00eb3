"""Data requests at the desk of a plan: ask a post, see who owes what, take an answer into the draft or send it back."""

from dataclasses import dataclass, field

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.moves import Move
from accounts.permission import may
from accounts.wording import post_in_words
from common.clock import now, today
from common.numbers import parse_count
from common.refusals import Refusal
from plans import asking, workflow
from plans.admin.access import open_version
from plans.admin.editing import plan_address
from plans.admin.forms.requests import AskForm, BackForm
from plans.admin.reading import figure
from plans.admin.shell import at_the_desk, heading_of, page, post_for, trail_to
from plans.admin.standing import line_of
from plans.models import AskedFact, DataRequest, Head
from plans.models.units import Unit
from plans.rows_of_version import RowsOf
from plans.states import ANSWERABLE, EDITABLE, FROZEN
from plans.workflow.requesting import AlreadyAsked, BadRequest

_ASK = require_http_methods(["GET", "HEAD", "POST"])


@dataclass
class Owed:
    """One request as the plan's page lists it."""

    request: DataRequest
    post: str
    url: str
    is_late: bool
    said: str


def owed_by(version, *, on):
    """Who owes what to this version: [Owed], those due first first. One query, whatever their number."""
    states = AskedFact.State
    counted = (
        DataRequest.objects.filter(version=version)
        .select_related("post__place")
        .annotate(
            asked=Count("facts"),
            owed=Count("facts", filter=Q(facts__state__in=(states.ASKED, states.SENT_BACK))),
            waits=Count("facts", filter=Q(facts__state=states.ANSWERED)),
        )
    )
    return [_owed(request, on) for request in counted]


def _owed(request, on):
    is_late = False
    if request.withdrawn_at:
        said = _("withdrawn")
    elif not request.owed:
        said = _("all answered")
    else:
        given = request.asked - request.owed
        said = ngettext("%(given)d of %(asked)d fact given", "%(given)d of %(asked)d facts given", request.asked) % {
            "given": given,
            "asked": request.asked,
        }
        is_late = request.due_on < on
    if request.owed and not request.withdrawn_at and not request.post.stands_on(on):
        said += "; " + _("the post was abolished: enter what comes by letter, or withdraw this and ask another post")
    if request.waits:
        said += "; " + ngettext("%(n)d answer to look at", "%(n)d answers to look at", request.waits) % {"n": request.waits}
    url = f"{reverse('desk-data-requests', args=[request.version_id])}#request-{request.pk}"
    return Owed(request, post_in_words(request.post), url, is_late, said)


def may_ask(user, version, *, on):
    """Whether this person may ask posts for facts of this version now."""
    return version.state in EDITABLE and bool(may(user, Move.ASK_FOR_DATA, version.plan.place, on=on))


@at_the_desk
@_ASK
def ask(request, pk, number):
    """Ask a post for facts of one head."""
    on = today()
    version = open_version(request.user, pk, on=on).version
    if number not in Head.values:
        raise Http404
    back = plan_address(version, f"head-{number}")
    verdict = may(request.user, Move.ASK_FOR_DATA, version.plan.place, on=on)
    if not verdict or version.state not in EDITABLE:
        messages.error(request, verdict.sentence or _("Facts are asked for while the plan is written. Nothing was asked."))
        return HttpResponseRedirect(back)
    form = AskForm(request.POST if request.method == "POST" else None, version=version, head=number, on=on)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            post = post_for(request, Move.ASK_FOR_DATA, version, on=on)
            try:
                made = workflow.ask_for_data(version, head=number, by=request.user, at=now(), post=post, **form.given())
            except BadRequest as bad:
                form.take_errors(bad.errors)
            except AlreadyAsked as refused:
                messages.warning(request, refused.sentence)
                return HttpResponseRedirect(_list_of(version))
            except Refusal as refused:
                form.add_error(None, refused.sentence)
            else:
                messages.success(request, _("%(post)s is asked and told.") % {"post": post_in_words(made.post)})
                return HttpResponseRedirect(f"{_list_of(version)}#request-{made.pk}")
    title = _("Ask a post for facts: %(head)s") % {"head": Head(number).label}
    context = {
        "form": form,
        "title": title,
        "address": request.get_full_path(),
        "line": line_of(version),
        "back": back,
        "save": _("Ask"),
        "trail": trail_to(version, (title, "")),
    }
    return page(request, "admin/plans/row.html", context, status=status)


@dataclass
class Proposal:
    """One asked fact as its office reads it: the answer beside what the draft says now."""

    fact: AskedFact
    now: str = ""
    answer: str = ""
    dated: str = ""
    seen: str = ""
    is_gone: bool = False


@dataclass
class RequestOnPage:
    """One request with its facts; `seen` are the marks of all answers that can be taken."""

    owed: Owed
    proposals: list = field(default_factory=list)

    @property
    def seen(self):
        return [one.seen for one in self.proposals if one.seen]


@at_the_desk
@require_safe
def requests(request, pk):
    """Who owes what, and each answer beside what the draft says now. The same number of queries, whatever was asked."""
    on = today()
    access = open_version(request.user, pk, on=on)
    version = _of_writers(access)
    owed = owed_by(version, on=on)
    found = {one.request.pk: RequestOnPage(one) for one in owed}
    rows = RowsOf(version)
    for fact in AskedFact.objects.filter(request__version=version).order_by("request", "position"):
        on_page = found[fact.request_id]
        fact.request = on_page.owed.request
        on_page.proposals.append(_proposal(fact, rows))
    title = _("Facts asked of posts")
    context = {
        "version": version,
        "heading": heading_of(version),
        "requests": list(found.values()),
        "may_take": access.may_write,
        "may_answer": bool(access.write) and version.state in ANSWERABLE,
        "may_withdraw": version.state in ANSWERABLE and bool(may(request.user, Move.ASK_FOR_DATA, version.plan.place, on=on)),
        "heads": list(Head) if may_ask(request.user, version, on=on) else [],
        "title": title,
        "line": line_of(version),
        "trail": trail_to(version, (title, "")),
    }
    return page(request, "admin/plans/data_requests.html", context)


@at_the_desk
@require_POST
def take(request, pk, request_pk):
    """Take one answer, or all that a request has, into the draft: all of them or none."""
    on = today()
    access = open_version(request.user, pk, on=on)
    version, asked = _of_writers(access), _request_of(pk, request_pk)
    back = f"{_list_of(version)}#request-{asked.pk}"
    seen = _seen(request.POST.getlist("seen"), asked)
    if not access.write or not seen:
        messages.error(request, access.write.sentence or _("No answer was named, so nothing was taken. Press the button again."))
        return HttpResponseRedirect(back)
    try:
        post = post_for(request, Move.WRITE, version, on=on)
        taken = workflow.take_answers(asked, seen, by=request.user, at=now(), post=post)
    except Refusal as refused:
        messages.error(request, refused.sentence)
    else:
        n = len(taken)
        said = ngettext("%(n)d answer is in the plan now.", "%(n)d answers are in the plan now.", n) % {"n": n}
        messages.success(request, said)
    return HttpResponseRedirect(back)


class NoForm(forms.Form):
    """Nothing to fill in: a press after having read what happens."""

    what = gettext_lazy("What has no answer yet is owed no more, and the post is told. What was taken into the plan stays.")

    def grouped(self):
        return [(self.what, [])]


@at_the_desk
@_ASK
def send_back(request, pk, request_pk, position):
    """Give one answer back with the reason."""
    version = _of_writers(open_version(request.user, pk, on=today()))
    asked = _request_of(pk, request_pk)
    fact = asked.facts.filter(position=position).first()
    if fact is None:
        raise Http404
    form = BackForm(request.POST if request.method == "POST" else None, initial={"answer": fact.answer_number})

    def do(post):
        data = form.cleaned_data
        given = {"reason": data["reason"], "answer_number": data["answer"]}
        workflow.send_back_answer(fact, by=request.user, at=now(), post=post, **given)

    title = _("Send an answer back: %(fact)s") % {"fact": fact.label}
    return _confirmed(request, version, asked, form, Move.WRITE, do, title, _("The answer is sent back, and the post is told."))


@at_the_desk
@_ASK
def withdraw(request, pk, request_pk):
    """Ask no longer."""
    version = _of_writers(open_version(request.user, pk, on=today()))
    asked = _request_of(pk, request_pk)
    form = NoForm(request.POST if request.method == "POST" else None)

    def do(post):
        workflow.withdraw_data_request(asked, by=request.user, at=now(), post=post)

    title = _("Withdraw the request to %(post)s") % {"post": post_in_words(asked.post)}
    return _confirmed(request, version, asked, form, Move.ASK_FOR_DATA, do, title, _("The request is withdrawn."))


def _confirmed(request, version, asked, form, move, do, title, done):
    on, back = today(), f"{_list_of(version)}#request-{asked.pk}"
    verdict = may(request.user, move, version.plan.place, on=on, thing=version)
    if not verdict:
        messages.error(request, verdict.sentence)
        return HttpResponseRedirect(back)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                do(post_for(request, move, version, on=on))
            except Refusal as refused:
                form.add_error(None, refused.sentence)
                status = 409
            else:
                messages.success(request, done)
                return HttpResponseRedirect(back)
    context = {
        "form": form,
        "title": title,
        "address": request.get_full_path(),
        "line": line_of(version),
        "back": back,
        "back_name": _("Back to the facts asked"),
        "save": _("Send back") if isinstance(form, BackForm) else _("Withdraw"),
        "trail": trail_to(version, (_("Facts asked of posts"), _list_of(version)), (title, "")),
    }
    return page(request, "admin/plans/row.html", context, status=status)


def _of_writers(access):
    """The version, for whoever reads its draft; requests are correspondence about an unpublished text. Raises Http404."""
    if not access.write and access.version.state in FROZEN:
        raise Http404
    return access.version


def _request_of(pk, request_pk):
    found = DataRequest.objects.select_related("post__place").filter(version=pk, pk=request_pk).first()
    if found is None:
        raise Http404
    return found


def _list_of(version):
    return reverse("desk-data-requests", args=[version.pk])


def _proposal(fact, rows):
    _model, row = asking.row_for(fact, rows)
    shown = Proposal(fact)
    answered = {name: getattr(fact, name) for name in ("value", "value_state", "unit", "as_of", "fy", "source")}
    if fact.answer_number:
        shown.answer = "" if fact.is_words else _figure(answered)
        shown.dated = _dated(answered)
    if fact.state == AskedFact.State.TAKEN:
        return shown
    shown.is_gone = row is None and fact.kind != AskedFact.Kind.FACT
    stands = asking.stands_now(fact, row)
    if stands:
        shown.now = ", ".join(part for part in (_figure(stands), _dated(stands)) if part)
    if fact.state == AskedFact.State.ANSWERED and not shown.is_gone:
        shown.seen = f"{fact.position}.{fact.answer_number}.{row.row_version if row else 0}"
    return shown


def _figure(given):
    unit = given.get("unit") or ""
    return str(figure(given["value_state"], given["value"], str(Unit(unit).label) if unit in Unit.values else unit))


def _dated(given):
    parts = (asking.date_of(given.get("as_of"), given.get("fy", "")), given.get("source", ""))
    return ", ".join(part for part in parts if part)


def _seen(marks, asked):
    """{key of the fact: (number of the answer, row_version)} of the marks a page sent; forged ones name nothing."""
    keys = dict(asked.facts.values_list("position", "pk"))
    found = {}
    for mark in marks:
        numbers = [parse_count(part) for part in mark.split(".")]
        if len(numbers) == 3 and None not in numbers and numbers[0] in keys:
            found[keys[numbers[0]]] = (numbers[1], numbers[2])
    return found
