"""The first page: what is known, where plans stop, one way in for each reader."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from common.clock import today
from districts.boundaries import manifest
from districts.models import District, Family, Sector, State
from public import adoption_steps, map_rows, plan_facts
from public.sourcing import Sources


@require_safe
def home(request):
    on = today()
    districts = District.objects.current()
    families = map_rows.first_named_by_family()
    return render(
        request,
        "public/home.html",
        {
            "steps": adoption_steps.steps(districts.count()),
            "total": districts.count(),
            "states": State.objects.order_by("name"),
            "families": [(family.value, family.label, families.get(family.value, 0)) for family in Family],
            "with_products": sum(families.values()),
            "sector_count": Sector.objects.count(),
            "has_map": manifest.current() is not None,
            "newest": plan_facts.newest_adopted(on=on, most=3),
            "recorded": plan_facts.counts_recorded_here(on=on),
            "sources": Sources(),
        },
    )
