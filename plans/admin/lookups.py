"""Suggestions while one types: products by any name, HS codes by digits or words. JSON, for the signed-in only."""

from django.http import JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from common.refusals import Refusal
from districts.queries import find_hs, find_products, resolve_hs
from plans.admin.shell import at_the_desk

MOST = 10
SHORTEST = 2


def _answer(results):
    count = len(results)
    sentence = ngettext("%(n)d suggestion.", "%(n)d suggestions.", count) % {"n": count} if count else _("Nothing found.")
    return JsonResponse({"results": results, "sentence": sentence})


@at_the_desk
@require_safe
def products(request):
    """Products whose name or any alias fits ?q=; the value is the name that resolves to exactly this product."""
    text = request.GET.get("q", "").strip()
    if len(text) < SHORTEST:
        return _answer([])
    found = list(find_products(text))[:MOST]
    return _answer([{"value": one.name, "label": one.name, "note": _product_note(one)} for one in found])


def _product_note(product):
    parts = [product.name_hi, product.sector.name, _("service") if product.is_service else ""]
    return " · ".join(part for part in parts if part)


@at_the_desk
@require_safe
def hs_codes(request):
    """Codes of the edition that fit ?q=; one of six or eight digits known by its heading alone says so."""
    text = request.GET.get("q", "").strip()
    if len(text) < SHORTEST:
        return _answer([])
    typed = _known_by_its_heading(text)
    if typed is not None:
        return _answer([_suggestion(typed.code, typed.heading.title, typed.note)])
    return _answer([_suggestion(code.code, code.title, "") for code in find_hs(text, limit=MOST)])


def _known_by_its_heading(text):
    """The HSAnswer of a whole code of which the edition holds the heading alone; None for anything else."""
    try:
        answer = resolve_hs(text)
    except Refusal:
        return None
    return None if answer.checked else answer


def _suggestion(code, title, note):
    return {"value": code, "label": f"{code} {title}"[:160], "note": str(note)}
