"""Finding products, districts and HS codes by any name or spelling.

Names that contain what was typed come first, exact ones before the rest; only
where nothing does are near spellings offered.
"""

import re

from django.db.models import Q
from rapidfuzz import fuzz, process

from common.text import fold
from districts.models import CURRENT_EDITION, Alias, District, HSCode, HSLevel, Product, ProductAlias, State

from .hs_codes import plain_code

# Below this likeness (0 to 100) two spellings are two names: Jaunpur and Jodhpur score 71.
NEAR = 82
MOST_NEAR = 10


def _place_in_answer(sought, names):
    """0 for a name that is the text, 1 for one that starts so, 2 for a word that does, 3 for the rest."""
    if sought in names:
        return 0
    if any(name.startswith(sought) for name in names):
        return 1
    return 2 if any(f" {sought}" in name for name in names) else 3


def _near(sought, names_by_key):
    """The keys whose names are spelt almost so, likest first."""
    keys, names = [], []
    for key, name in names_by_key:
        keys.append(key)
        names.append(name)
    found = process.extract(sought, names, scorer=fuzz.ratio, score_cutoff=NEAR, limit=MOST_NEAR)
    return list(dict.fromkeys(keys[index] for _, _, index in found))


def find_products(text: str) -> list[Product]:
    """Living products by any alias, best first. At most four queries, whatever is found."""
    sought = fold(text)
    if not sought:
        return []
    spelt = {}
    for product_id, name in ProductAlias.objects.filter(folded__contains=sought).values_list("product_id", "folded"):
        spelt.setdefault(product_id, []).append(name)
    living = Product.objects.living().select_related("sector")
    found = list(living.filter(Q(folded__contains=sought) | Q(pk__in=spelt)))
    if found:
        ranks = {
            product.pk: min(
                _place_in_answer(sought, [fold(product.name), fold(product.name_hi)]),
                # A product's own name stands before another's alias.
                _place_in_answer(sought, spelt.get(product.pk, [])) + 0.5,
            )
            for product in found
        }
        return sorted(found, key=lambda product: (ranks[product.pk], product.name))
    names = [(pk, fold(name)) for pk, name in Product.objects.living().values_list("pk", "name")]
    names += ProductAlias.objects.filter(product__merged_into__isnull=True).values_list("product_id", "folded")
    near = _near(sought, names)
    by_pk = living.in_bulk(near)
    return [by_pk[pk] for pk in near]


def products_named(text: str, district: District | None = None) -> list[Product]:
    """The living products that have exactly this name, a name that holds in the district only going first.

    More than one where the name is compound or two products share it.
    """
    sought = fold(text)
    if not sought:
        return []
    aliases = ProductAlias.objects.filter(folded=sought)
    if district is not None:
        here = aliases.filter(scope_district=district).values_list("product_id", flat=True)
        local = Product.objects.living().filter(pk__in=here)
        if local:
            return list(local)
    anywhere = aliases.filter(scope_district__isnull=True).values_list("product_id", flat=True)
    candidates = Product.objects.living().filter(Q(folded__contains=sought) | Q(pk__in=anywhere))
    own = [p for p in candidates if sought in (fold(p.name), fold(p.name_hi), fold(p.slug))]
    if own:
        return own
    wanted = set(anywhere)
    return [product for product in candidates if product.pk in wanted]


def _split_off_state(text):
    """("Aurangabad", State of Bihar) from "Aurangabad, Bihar" or "Aurangabad (Bihar)"; one query where a State is named."""
    match = re.fullmatch(r"\s*([^,(]+?)\s*(?:,|\()\s*([^,()]+?)\s*\)?\s*", text)
    if not match:
        return text, None
    sought = fold(match[2])
    for state in State.objects.all():
        if sought in (fold(state.name), fold(state.name_hi), fold(state.iso), fold(state.iso.removeprefix("IN-"))):
            return match[1], state
    return text, None


def find_districts(text: str, *, state: State | None = None) -> list[District]:
    """Districts of the register by any name, spelling or LGD code, best first. At most five queries.

    "Aurangabad, Bihar" looks inside the State; six names occur in two States
    and then give two districts.
    """
    if state is None:
        text, state = _split_off_state(text)
    districts = District.objects.current().select_related("state")
    if state is not None:
        districts = districts.filter(state=state)
    code = plain_code(text)
    if code.isascii() and code.isdigit():
        return list(districts.filter(lgd_code=int(code[:9])))
    sought = fold(text)
    if not sought:
        return []
    spelt = {}
    for place_id, name in Alias.objects.filter(folded__contains=sought).values_list("place_id", "folded"):
        spelt.setdefault(place_id, []).append(name)
    found = list(districts.filter(Q(folded__contains=sought) | Q(pk__in=spelt)))
    if found:
        ranks = {
            district.pk: min(
                _place_in_answer(sought, [fold(district.name), fold(district.name_hi)]),
                _place_in_answer(sought, spelt.get(district.pk, [])) + 0.5,
            )
            for district in found
        }
        return sorted(found, key=lambda district: (ranks[district.pk], district.name, district.state.name))
    names = [(pk, fold(name)) for pk, name in districts.values_list("pk", "name")]
    within = {pk for pk, _ in names}
    names += [row for row in Alias.objects.values_list("place_id", "folded") if row[0] in within]
    near = _near(sought, names)
    by_pk = districts.in_bulk(near)
    return [by_pk[pk] for pk in near]


def find_hs(text: str, edition: str = CURRENT_EDITION, limit: int = 50) -> list[HSCode]:
    """Codes that begin with the digits typed, or whose title has every word typed, or that hold a product so called.

    Only codes that can be chosen. Where the digits go below what the edition
    holds, its heading is given. At most six queries.
    """
    codes = HSCode.objects.filter(edition=edition, selectable=True).select_related("parent", "section")
    digits = plain_code(text)
    if digits.isascii() and digits.isdigit():
        found = list(codes.filter(code__startswith=digits[:8]).order_by("code")[:limit])
        if not found and len(digits) > 4:
            found = list(codes.filter(code=digits[:4]))
        return found
    words = fold(text).split()
    if not words:
        return []
    titled = codes.filter(level__in=[HSLevel.CHAPTER, HSLevel.HEADING])
    for word in words:
        titled = titled.filter(title__icontains=word)
    found = list(titled.order_by("code")[:limit])
    products = [product.pk for product in find_products(text)[:MOST_NEAR]]
    held = codes.filter(product_links__product__in=products).exclude(pk__in=[code.pk for code in found])
    return [*found, *held.distinct().order_by("code")][:limit]
