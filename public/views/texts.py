"""Pages of words: what this is, and the rules it keeps."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from districts.models import ReportedCount, Source, State
from plans.checks import CHECKS
from public.sourcing import Sources


def _page(name):
    @require_safe
    def page(request):
        return render(request, f"public/texts/{name}.html", {"section": name})

    return page


accessibility = _page("accessibility")
privacy = _page("privacy")
terms = _page("terms")
copyright = _page("copyright")


@require_safe
def about(request):
    counts = list(ReportedCount.objects.select_related("source").order_by("on", "code"))
    return render(request, "public/texts/about.html", {"section": "about", "counts": counts, "sources": Sources()})


@require_safe
def rules(request):
    """The rules a plan is checked by before it can be laid before its committee, made from the checks themselves."""
    return render(request, "public/texts/rules.html", {"section": "plans", "rules": CHECKS})


@require_safe
def data(request):
    """What can be taken away, and every source the register rests on."""
    return render(
        request, "public/texts/data.html", {"section": "data", "all_sources": Source.objects.order_by("publisher", "title")}
    )


@require_safe
def sitemap(request):
    return render(request, "public/texts/sitemap.html", {"section": "sitemap", "states": State.objects.order_by("name")})
