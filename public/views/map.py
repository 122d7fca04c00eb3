"""/map/: the table of all districts, and the map that is painted from it."""

from django.http import HttpRequest
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from common.clock import today
from common.text import fold
from districts.boundaries import manifest
from districts.models import District, Family, Product, ProductAlias
from public import map_rows, stages, standing
from public.templatetags.portal import named

LAYERS = ("", "count", "stage")


def _family_labels():
    return [(family.value, family.label) for family in Family]


def _product(text):
    """The product that a slug or any spelling means, or None; two queries at most."""
    if not text:
        return None
    living = Product.objects.living()
    found = living.filter(slug=text).first()
    if found is None:
        alias = ProductAlias.objects.filter(folded=fold(text), is_compound=False).select_related("product").order_by("pk").first()
        found = living.filter(name__iexact=text).first() or (alias.product if alias else None)
    return found.merged_into if found is not None and found.merged_into_id else found


def _also(build, groups):
    """The shapes that are no district of the register, with the State they lie in, for the State lines."""
    if not build:
        return ""
    states = {"671": "delhi", "x-mirpur": "jammu-and-kashmir", "x-muzaffarabad": "jammu-and-kashmir"}
    return " ".join(f"{key}:{states[key]}" for key in map(str, build["others"]) if key in states)


@require_safe
def map_page(request: HttpRequest):
    build = manifest.current()
    groups = map_rows.groups(dict(build["states"].items()) if build else {})
    families = map_rows.index(groups, _family_labels())
    asked = {key: request.GET.get(key, "").strip() for key in ("layer", "sector", "product", "state")}
    product = _product(asked["product"])
    sector = next((line.sector for fam in families for line in fam.sectors if line.sector.code == asked["sector"]), None)
    state = next((group.state for group in groups if group.state.slug == asked["state"]), None)
    layer = asked["layer"] if asked["layer"] in LAYERS else ""
    rows = [row for group in groups for row in group.rows]
    fits = 0
    for group in groups:
        for row in group.rows:
            row.hidden = bool(
                (state and group.state.pk != state.pk)
                or (sector and sector.code not in row.sectors)
                or (asked["product"] and (product is None or product.slug not in row.slugs))
            )
            fits += not row.hidden
    if layer == "stage":
        _put_stage_words(rows)
    filters = [named(thing) for thing in (sector, product, state) if thing]
    if asked["product"] and product is None:
        filters.append(asked["product"])
    return render(
        request,
        "public/map.html",
        {
            "section": "map",
            "groups": groups,
            "families": families,
            "layer": layer,
            "sector": sector,
            "product": product,
            "product_text": named(product) if product else asked["product"],
            "state": state,
            "filters": ", ".join(filters),
            "fits": fits,
            "total": len(rows),
            "with_products": sum(1 for row in rows if row.sectors),
            "drawn": sum(1 for row in rows if row.shape is None),
            "shared": [row for row in rows if row.shape is not None],
            "overview": build["overview"] if build else "",
            "also": _also(build, groups),
            "stages": stages.STAGES,
            "stage_words": layer == "stage",
            "product_given": asked["product"],
            "title": _map_title(sector, product, layer),
        },
    )


def _map_title(sector, product, layer):
    if product:
        return named(product)
    if sector:
        return named(sector)
    if layer == "stage":
        return _("Where each district's plan stands")
    if layer == "count":
        return _("How many products each district names")
    return _("What each district names first")


def _put_stage_words(rows):
    districts = list(District.objects.current().only("pk", "lgd_code"))
    found = standing.stages_of(districts, on=today())
    stage_by_code = {d.lgd_code: found[d.pk] for d in districts if d.pk in found}
    for row in rows:
        row.stage_word = stages.words_of(stage_by_code.get(row.lgd_code))
