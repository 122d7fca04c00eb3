"""Small files for the map, named by the edition: plan stages by LGD code, products with every spelling."""

import json

from common.clock import today
from districts.models import District, Product, ProductAlias

from . import edition_files, standing


def _bytes(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


@edition_files.register("stage.json", "application/json")
def stage_values():
    """The public stage of every district of the register that has one recorded here, by LGD code."""
    districts = list(District.objects.current().only("pk", "lgd_code"))
    stages = standing.stages_of(districts, on=today())
    found = {}
    for district in districts:
        stage = stages.get(district.pk)
        if stage is not None and stage.code != "not_recorded":
            said = {"stage": stage.code, "since": stage.since.isoformat() if stage.since else None}
            if stage.is_suspended:
                said["suspended_on"] = stage.suspended_on.isoformat()
            found[str(district.lgd_code)] = said
    return _bytes({"layer": "stage", "districts": found})


@edition_files.register("products.json", "application/json")
def product_names():
    """Every living product with its names and other spellings, for the search box of the map."""
    aliases = {}
    for product_id, name in ProductAlias.objects.filter(is_compound=False, scope_district__isnull=True).values_list(
        "product_id", "name"
    ):
        aliases.setdefault(product_id, []).append(name)
    return _bytes(
        {
            "products": [
                {"slug": slug, "name": name, "name_hi": name_hi, "aliases": sorted(aliases.get(pk, []))}
                for pk, slug, name, name_hi in Product.objects.living()
                .order_by("name")
                .values_list("pk", "slug", "name", "name_hi")
            ]
        }
    )
