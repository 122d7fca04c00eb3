"""The map of the first page as a picture: districts by family of their first-named product, in two colour schemes.

An image instead of markup, so that the page stays small; fills are attributes, because the content security policy
of this site lets no style stand inside a file.
"""

import re
from functools import lru_cache

from django.conf import settings
from django.db.models import F

from districts.models import DistrictProduct, Family

from . import edition_files, painting

LAND = {"light": ("#e9eeeb", "#ffffff"), "dark": ("#26312e", "#121a19")}


@lru_cache(maxsize=1)
def family_colours() -> dict:
    """{"light": {family: colour}, "dark": {...}}, read from the style sheet that the live map uses."""
    text = (settings.BASE_DIR / "static" / "css" / "parts" / "sectors.css").read_text(encoding="utf-8")
    light, dark = text.split("@media", 1)
    found = {}
    for scheme, part in (("light", light), ("dark", dark)):
        told = dict(re.findall(r"--f-([a-z-]+): (#[0-9a-f]{6})", part))
        found[scheme] = {family.value: told[family.value] for family in Family}
    return found


def paint(scheme: str) -> bytes:
    """The picture; without a build of the boundaries it is an empty one."""
    families = {}
    rows = (
        DistrictProduct.objects.filter(until__isnull=True, district__in_register=True)
        .order_by("district_id", F("rank").asc(nulls_last=True), "product__name")
        .values_list("district__lgd_code", "product__sector__family")
    )
    for code, family in rows:
        families.setdefault(str(code), family)
    picture = painting.everything()
    if picture is None:
        return b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
    fills = {}
    for key, path in picture.paths.items():
        fills.setdefault(families.get(key, ""), []).append(path)
    land, line = LAND[scheme]
    colours = family_colours()[scheme]
    groups = "".join(
        f'<path fill="{colours.get(family, land)}" d="{"".join(paths)}"/>' for family, paths in sorted(fills.items())
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{picture.view_box}" width="{picture.width}" '
        f'height="{picture.height}"><g stroke="{line}" stroke-width="4" stroke-linejoin="round">{groups}</g></svg>'
    ).encode()


@edition_files.register("india-light.svg", "image/svg+xml")
def light():
    return paint("light")


@edition_files.register("india-dark.svg", "image/svg+xml")
def dark():
    return paint("dark")
