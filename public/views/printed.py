"""PDFs of what is published: a plan's version, a resolution. The Hindi address gives Hindi labels."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from committees.places_in_text import places_of
from committees.printed import resolution_pdf
from common.refusals import Refusal
from documents.printing import pdf_response
from plans import queries
from plans.printed import LANGUAGES
from public import plan_facts, plan_files
from public.addresses import file_name
from public.views.plans import published_page


def _language():
    language = (get_language() or "en")[:2]
    return language if language in LANGUAGES else LANGUAGES[0]


@require_safe
def plan(request, state, number, district=None):
    """A published version as a PDF: 3.0 exactly, or 3 for the newest of a major number."""
    found = published_page(state, district, number)
    language = _language()
    try:
        content = plan_files.ensure(found, f"pdf-{language}")
    except Refusal as refused:
        # No page of ours replaces a file: where it cannot be made, the address has none, and the page has the text.
        raise Http404(str(refused)) from refused
    return pdf_response(content, f"{file_name(found.version)}-{language}.pdf")


@require_safe
def resolution(request, number):
    """A signed resolution as a PDF with the hash of its row; its wording only where the page shows it too."""
    found = get_object_or_404(plan_facts.signed(), number=number)
    context = queries.resolution_context(found.paper_id)
    shows_words = not found.item.in_camera and (found.paper_id is None or (context and context.published) is not None)
    language = _language()
    content = resolution_pdf(
        found, language=language, shows_words=shows_words, place_of_text=lambda: dict(places_of(found.paper))
    )
    return pdf_response(content, f"{found.number}-{language}.pdf")
