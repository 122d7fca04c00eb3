"""Councils and boards for a district's products: those that name product or sector, else those that name its class of goods.

A chapter holds much that has nothing to do with a product (turmeric stands with coffee and tea, apples with cashews), so
it never decides alone. Where no body names the product, one is asked that covers its chapter and names what the product
is called in the tariff: its heading, else the goods its chapter or section is headed by ("fruit", "cereals", "base
metals"). Where none does, nobody is named: better nothing than the wrong door.
"""

from dataclasses import dataclass, field

from common.text import fold
from districts.models import Agency, HSCode

MOST = 6
# Words of names and summaries that say nothing about goods.
_SAYING_NOTHING = (
    "and of the all other than products product goods articles development export exports promotion council board india "
    "indian authority national association industry industries for except including made raw processed multi parts"
)
_EMPTY = frozenset(_SAYING_NOTHING.split())
# Words of the tariff that stand under many classes of goods and tell none from another.
_TELLING_NO_CLASS = (
    "part accessory material thereof edible fresh dried chilled frozen whether preparation preserved similar manufacture "
    "miscellaneous vegetable oil live tree head natural worked machine"
)
_OF_NO_CLASS = frozenset(_TELLING_NO_CLASS.split())
# A body named after one of these is asked by class only for goods that are called so themselves: a bag may be of leather.
_MATERIALS = frozenset(("leather", "silk", "jute", "cotton", "wool", "woollen", "rubber", "coir"))
# Section XV of the Harmonized System: a chapter there is headed by its one metal, the section by them all.
_BASE_METALS = frozenset(str(chapter) for chapter in range(72, 84))
# Crafts are made of anything, so what they are made of names no council for them.
_CRAFTS = frozenset({"HCRAFT", "TOYS", "WOOD"})


@dataclass
class Asked:
    """One body and the products, in the district's order, that it is asked about."""

    agency: Agency
    products: list = field(default_factory=list)
    by_name: bool = True


def for_pairs(pairs):
    """At most six Asked for the district's products, first-named products first, bodies that name one first. Two queries."""
    bodies = list(Agency.objects.exclude(hs_chapters="").select_related("source").order_by("name"))
    words = {body.pk: _words(f"{body.name} {body.products_covered}") for body in bodies}
    # A sector counts only in a body's own name: a summary that mentions carpets once makes no council of floor coverings.
    names = {body.pk: _words(body.name) for body in bodies}
    tariff = _tariff(pairs)
    named, by_class = {}, {}
    for pair in pairs:
        chapters = {link.code.code[:2] for link in pair.hs}
        about, sector = _words(pair.product.name), _words(pair.product.sector.name)
        hits = [
            body
            for body in bodies
            if (about & words[body.pk] and _may_be_about(body, chapters))
            or (sector & names[body.pk] and chapters & set(body.hs_chapters.split()))
        ]
        if hits:
            hits.sort(
                key=lambda body: (
                    -len(about - sector & words[body.pk]),
                    -len(about & words[body.pk]),
                    len(body.hs_chapters.split()),
                    body.name,
                )
            )
            for body in hits[:2]:
                named.setdefault(body.pk, Asked(body)).products.append(pair.product)
        elif body := _by_class(pair, chapters, bodies, words, names, tariff):
            by_class.setdefault(body.pk, Asked(body, by_name=False)).products.append(pair.product)
    for pk, asked in by_class.items():
        if pk in named:
            named[pk].products += asked.products
    return [*named.values(), *(asked for pk, asked in by_class.items() if pk not in named)][:MOST]


def for_products(products):
    """The same for products by themselves, their HS links (with codes) and sectors loaded."""
    return for_pairs([Alone(product, list(product.hs_links.all())) for product in products])


@dataclass
class Alone:
    """A product without a district, as for_pairs() reads a pair."""

    product: object
    hs: list


def _tariff(pairs):
    """{chapter: the telling words of its title}, without what stands after the first semicolon. One query."""
    chapters = {link.code.code[:2] for pair in pairs for link in pair.hs}
    return {
        code: _words(title.split(";")[0]) - _OF_NO_CLASS | ({"metal"} if code in _BASE_METALS else set())
        for code, title in HSCode.objects.filter(code__in=chapters).values_list("code", "title")
    }


def _by_class(pair, chapters, bodies, words, names, tariff):
    """The body that covers a chapter of the product and names its heading, else its class of goods; None where none does.

    A craft is asked of the body that has crafts in its name, whatever chapter its material belongs to.
    """
    if pair.product.sector_id in _CRAFTS:
        sector = _words(pair.product.sector.name)
        return next((body for body in bodies if sector & names[body.pk]), None)
    heading = set().union(*(_words(link.code.title) - _OF_NO_CLASS for link in pair.hs))
    called = _words(f"{pair.product.name} {pair.product.sector.name}")
    best, rank = None, (0, 0)
    for body in bodies:
        covered = chapters & set(body.hs_chapters.split())
        of_class = set().union(*(tariff.get(chapter, set()) for chapter in covered))
        if covered and of_class & words[body.pk] and not (_MATERIALS & names[body.pk]) - called:
            found = (len(heading & words[body.pk]), len(of_class & words[body.pk]))
            if found > rank:
                best, rank = body, found
    return best


def _may_be_about(body, chapters):
    """A shared word counts where the chapters do not contradict it: silk in "silk cotton" is no silk council's matter."""
    return not chapters or bool(chapters & set(body.hs_chapters.split()))


def _words(text):
    """The telling words of a text, folded, in the singular."""
    return {_singular(word) for word in fold(text).split() if len(word) > 2 and word not in _EMPTY} - _EMPTY


def _singular(word):
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
