"""The brief of a meeting, on the screen and as one sheet of paper."""

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from committees.brief import parts_of
from committees.desk.shell import (
    at_the_desk,
    page,
    read_sitting_or_404,
    trail_to,
)
from committees.printed_brief import brief_pdf
from common.clock import now, today
from common.refusals import Refusal
from documents.printing import pdf_response


@at_the_desk
@require_safe
def brief(request, public_id, slug):
    """What members should know before this meeting, for whoever may read what the committee has before it."""
    meeting, committee = _of(request, public_id, slug)
    on = _day_of(meeting)
    return page(
        request,
        "brief.html",
        {
            "heading": _("Brief"),
            "meeting": meeting,
            "committee": committee,
            "on": on,
            "parts": parts_of(meeting, committee, on=on),
            "pdf": reverse("desk-brief-pdf", args=[meeting.pk, committee.slug]),
            "trail": trail_to(meeting, _("Brief")),
        },
    )


@at_the_desk
@require_safe
def brief_on_paper(request, public_id, slug):
    """The same on exactly one A4 page."""
    meeting, committee = _of(request, public_id, slug)
    language = "hi" if (get_language() or "en").startswith("hi") else "en"
    try:
        content = brief_pdf(meeting, committee, on=_day_of(meeting), at=now(), language=language)
    except Refusal as refused:
        return page(request, "refused.html", {"heading": _("Brief"), "sentence": refused.sentence}, status=409)
    return pdf_response(content, f"brief-{committee.slug}-{meeting.held_on.isoformat()}-{language}.pdf", stored=False)


def _of(request, public_id, slug):
    sitting, meeting = read_sitting_or_404(request, public_id, slug)
    return meeting, sitting.committee


def _day_of(meeting):
    """Today before the meeting; the day of the meeting after it."""
    return min(today(), meeting.held_on)
