"""One box for districts, products, HS codes and GI names; any spelling leads there."""

from django.db.models import Q
from django.shortcuts import render
from django.views.decorators.http import require_safe

from districts.models import CURRENT_EDITION, Alias, District, GeographicalIndication, HSCode, Product, ProductAlias, State
from public import lists

MOST = 30


@require_safe
def search(request):
    text = lists.asked(request, "q")["q"]
    context = {"section": "", "search_text": text, "most": MOST, "none": True}
    if text:
        context |= found(text)
        context["none"] = not any(context[kind] for kind in ("states", "districts", "products", "codes", "gis"))
    return render(request, "public/search.html", context)


def found(text):
    """What the text means, by kind; at most MOST rows of each, in seven queries."""
    folded = lists.spelled(text, "folded")
    place_ids = Alias.objects.filter(folded).values("place_id")
    digits = text.replace(".", "").replace(" ", "")
    codes = HSCode.objects.filter(edition=CURRENT_EDITION)
    codes = (
        codes.filter(code__startswith=digits) if digits.isascii() and digits.isdigit() else codes.filter(title__icontains=text)
    )
    return {
        "states": list(State.objects.filter(folded).order_by("name")[:MOST]),
        "districts": list(
            District.objects.filter(folded | Q(pk__in=place_ids)).select_related("state").order_by("-in_register", "name")[:MOST]
        ),
        "products": list(
            Product.objects.living()
            .filter(folded | Q(pk__in=ProductAlias.objects.filter(folded).values("product_id")))
            .select_related("sector")
            .order_by("name")[:MOST]
        ),
        "codes": list(codes.order_by("code")[:MOST]),
        "gis": list(GeographicalIndication.objects.filter(folded).prefetch_related("districts__state").order_by("name")[:MOST]),
    }
