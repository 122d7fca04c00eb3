"""The frozen text at its fingerprint, made from the stored bytes, for those who may read it before it is public."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.moves import Move
from accounts.permission import may
from accounts.postings import person_of
from committees.authorship import authors_of
from committees.models import AgendaItem, Committee, ItemState, Paper
from committees.papers import content_of
from common.clock import today
from common.numbers import parse_count
from common.refusals import Refusal
from documents.printing import pdf_response
from plans.admin.consulting import said_of
from plans.admin.shell import at_the_desk, page
from plans.admin.standing import line_of
from plans.answers import side_by_side
from plans.kept import kept_with
from plans.models import Head, Tabling
from plans.papers import read_paper
from plans.printed import LANGUAGES, packet_pdf

_KEYS = {3: "products", 4: "bottlenecks", 6: "whole_interventions", 7: "targets", 8: "incentives", 9: "training_needs"}


@at_the_desk
@require_safe
def paper(request, sha256):
    """The text as it was laid before the committee. 404 to anyone out of reach, as if it did not exist.

    The sign-in of the admin marks every answer as private and not to be stored.
    """
    tablings = tablings_or_404(request, sha256)
    try:
        content = content_of(Paper.objects.get(pk=sha256))
        view = read_paper(content)
    except Refusal as refused:
        return page(request, "admin/plans/paper_refused.html", {"sentence": refused.sentence}, status=409)
    if request.GET.get("as") == "json":
        return HttpResponse(content, content_type="application/json")
    return page(request, "admin/plans/paper.html", _context(view, tablings[-1]))


@at_the_desk
@require_safe
def packet(request, sha256):
    """The frozen text with the sheet to sign, as a PDF, for those who may read the text; ?item= names the sitting.

    Without it the seats are those of the last item on this paper, or of today where none is on an agenda. ?language=
    is that of the labels, normally the page's.
    """
    tabling = tablings_or_404(request, sha256)[-1]
    item = _item_of(sha256, request.GET.get("item", ""))
    if item is not None:
        committee, meeting, on = item.committee, item.meeting, item.meeting.held_on
    else:
        on, meeting = today(), None
        committee = Committee.objects.on(on).filter(place_id=tabling.version.plan.place_id).order_by("pk").first()
    language = request.GET.get("language") or get_language()
    language = language if language in LANGUAGES else LANGUAGES[0]
    try:
        content = packet_pdf(
            Paper.objects.get(pk=sha256),
            language=language,
            committee=committee,
            on=on,
            meeting=meeting,
            item=item,
            tabling=tabling,
        )
    except Refusal as refused:
        return page(request, "admin/plans/paper_refused.html", {"sentence": refused.sentence}, status=409)
    return pdf_response(content, f"packet-{sha256[:12]}-{language}.pdf", stored=False)


def _item_of(sha256, asked):
    """The item named, if it carries this paper; without a name the last one on an agenda."""
    items = AgendaItem.objects.filter(paper_id=sha256, by_circulation=False).exclude(state=ItemState.TAKEN_OFF)
    items = items.select_related("meeting", "committee__place")
    if asked:
        found = items.filter(pk=parse_count(asked) or 0).first()
        if found is None:
            raise Http404
        return found
    return items.order_by("-meeting__starts_at", "-pk").first()


def tablings_or_404(request, sha256):
    """The tablings of this paper with their versions, the oldest first; 404 for whoever may not read its text."""
    joins = ("version__plan__place__parent", "version__resolution")
    tablings = list(Tabling.objects.filter(paper_id=sha256).select_related(*joins).order_by("pk"))
    if not tablings or not _may_read(request.user, sha256, tablings):
        raise Http404
    return tablings


def _may_read(user, sha256, tablings):
    on = today()
    if any(may(user, Move.READ, tabling.version.plan.place, on=on) for tabling in tablings):
        return True
    person = person_of(user)
    return person is not None and person.pk in authors_of(sha256)


def _context(view, tabling):
    version = tabling.version
    items = AgendaItem.objects.filter(paper_id=view.sha256).select_related("meeting", "committee").order_by("-recorded_at")
    return {
        "view": view,
        "tabling": tabling,
        "version": version,
        "heads": [
            {
                "number": head.value,
                "title": head.label,
                "section": view.section(head.value),
                "facts": view.facts_of(head.value),
                "kind": _KEYS.get(head.value, ""),
                "rows": getattr(view, _KEYS[head.value]) if head.value in _KEYS else [],
            }
            for head in Head
        ],
        "items": list(items),
        "public_comments": said_of(tabling.version),
        "answers": side_by_side(version),
        "kept": kept_with(tabling),
        "line": line_of(version),
        "title": view.title,
        "trail": [(_("Before my committee"), reverse("desk-committee")), (version.plan.place.name, "")],
    }
