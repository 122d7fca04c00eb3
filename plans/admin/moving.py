"""One confirm page per move: what will happen, to which text; the workflow does it or says why not."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.actors import actor_of
from accounts.moves import Move
from accounts.permission import may
from common.clock import now, today
from common.numbers import parse_count
from common.refusals import Refusal
from districts.models import Place
from documents.storing import store
from plans import workflow
from plans.admin.access import open_version
from plans.admin.confirming import ask
from plans.admin.editing import plan_address
from plans.admin.forms.moves import FORM_OF_MOVE
from plans.admin.plan_page import in_the_way
from plans.admin.reading import heads_of
from plans.admin.shell import at_the_desk, heading_of, page, post_for, trail_to
from plans.admin.standing import line_of
from plans.admin.words import WHAT_HAPPENS
from plans.answers import reasons_before
from plans.models import PlanVersion, Tabling
from plans.publication import in_the_other_language, sent_back
from plans.rows_of_version import RowsOf
from plans.states import BY_NAME, FROZEN, IN_FORCE, State
from plans.workflow import unanswered_comments

_ASK = require_http_methods(["GET", "HEAD", "POST"])


@at_the_desk
@_ASK
def move(request, pk, name):
    """Ask, then do. A move that is not this person's, or not from this state, is answered in words and changes nothing."""
    rule = BY_NAME.get(name)
    if rule is None or name not in FORM_OF_MOVE:
        raise Http404
    on = today()
    version = open_version(request.user, pk, on=on, move=rule).version
    asked = ask(request, rule, version, FORM_OF_MOVE[name], lambda form: _do(request, version, name, form), on=on)
    if asked.done:
        return HttpResponseRedirect(_back_to(request, version, on))
    if asked.was_tried:
        version = PlanVersion.objects.select_related("plan__place__parent", "resolution").get(pk=pk)
    context = {
        "version": version,
        "name": name,
        "title": str(rule.button),
        "heading": heading_of(version),
        "form": asked.form,
        "refused": asked.refused,
        "happens": WHAT_HAPPENS[name],
        "back": _back_to(request, version, on),
        "line": line_of(version),
        "trail": trail_to(version, (str(rule.button), "")),
        **_beside(name, version, asked.form, request.user, on),
    }
    return page(request, "admin/plans/move.html", context, status=asked.status)


def _back_to(request, version, on):
    """The plan's page, or the home of the desk for whoever records facts on it without reading it."""
    try:
        open_version(request.user, version.pk, on=on)
    except Http404:
        return reverse("admin:index")
    return plan_address(version)


def _do(request, version, name, form):
    at, on = now(), today()
    given = form.given()
    post = post_for(request, BY_NAME[name].permission, version, on=on)
    for upload in ("scan", "document"):
        if given.get(upload):
            by_label = str(actor_of(request.user, on=on, post=post))
            given[upload] = store(given[upload], name=given[upload].name, by_label=by_label, at=at)
        elif upload in given:
            given[upload] = None
    return getattr(workflow, name)(version, by=request.user, at=at, post=post, seen=form.cleaned_data["seen"], **given)


def _beside(name, version, form, user, on):
    """What the person should see before pressing: the fingerprint, the checks, contacts in the text."""
    beside = {}
    if version.state in FROZEN:
        tabling = Tabling.objects.filter(version=version).select_related("paper").order_by("-ordinal").first()
        beside["paper"] = tabling and tabling.paper
    if name == "table" and form:
        reasons, rows = reasons_before(version), RowsOf(version)
        beside["report"] = in_the_way(version, heads_of(version, rows), reasons, user, on=on, rows=rows)
    if name == "close_consultation" and form:
        beside["unanswered"] = unanswered_comments(version).count()
    if name == "publish" and beside.get("paper"):
        beside["sent_back"] = sent_back(version)
        beside["resolution_url"] = version.resolution and version.resolution.get_absolute_url()
        beside["translation_url"] = reverse("desk-translation", args=[version.pk])
        beside["send_back_url"] = reverse("desk-move", args=[version.pk, "send_back"])
        if form:
            beside["other"] = in_the_other_language(version, form.pairs)
    return beside


@at_the_desk
@_ASK
def start(request, place_pk):
    """Start the plan of a place, empty or from its version in force."""
    on = today()
    place = Place.objects.select_related("parent").filter(pk=place_pk).first()
    if place is None or not may(request.user, Move.READ, place, on=on):
        raise Http404
    verdict = may(request.user, Move.WRITE, place, on=on)
    pattern = (
        PlanVersion.objects.filter(plan__place=place, minor=0, state__in=[*IN_FORCE, State.ADOPTED, State.ANNULLED])
        .order_by("-major")
        .first()
    )
    refused, status = ("", 200) if verdict else (verdict.sentence, 403)
    others = workflow.patterns_for(place) if verdict else []
    sent = request.POST
    begin = sent.get("from", "pattern" if pattern else "house")
    chosen = parse_count(sent.get("other", ""))
    other = next((one for one in others if one.pk == chosen), None)
    if request.method == "POST" and verdict:
        try:
            version = _started(request, place, begin, {"pattern": pattern, "other": other}.get(begin))
        except Refusal as refusal:
            refused, status = refusal.sentence, 409
        else:
            messages.success(request, _("The version is started. Write under the heads; each is saved on its own."))
            return HttpResponseRedirect(plan_address(version))
    context = {
        "place": place,
        "title": _("Start the plan for %(place)s") % {"place": place.name},
        "pattern": pattern,
        "others": others,
        "other": other,
        "begin": begin,
        "languages": PlanVersion.Language.choices,
        "language": sent.get("language") or PlanVersion.Language.EN,
        "refused": refused,
        "may_start": bool(verdict),
        "line": "draft",
        "trail": [(_("My districts"), reverse("desk-districts")), (_("Start the plan"), "")],
    }
    return page(request, "admin/plans/start.html", context, status=status)


def _started(request, place, begin, based_on):
    """The version begun as chosen: from a version, from the template, or empty."""
    if begin in ("pattern", "other") and based_on is None:
        raise Refusal(_("Choose whose plan is the pattern, or begin with the template or with empty heads."))
    if begin != "other" and request.POST.get("other"):
        raise Refusal(_("A plan is chosen as the pattern, but something else is marked to begin with. Mark one of the two."))
    language = request.POST.get("language", "") if based_on is None else ""
    language = language if language in PlanVersion.Language.values else ""
    return workflow.start_version(
        place, by=request.user, at=now(), based_on=based_on, language=language, prompts=begin == "house"
    )
