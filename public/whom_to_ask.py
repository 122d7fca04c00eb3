"""Councils and boards for a district's products: those that name product or sector, else those whose chapters meet it.

A chapter holds much that has nothing to do with a product (turmeric stands with coffee and tea), so it decides alone only
where no body names the product, and then only by its smallest claim: the bodies with the fewest chapters first.
"""

from dataclasses import dataclass, field

from common.text import fold
from districts.models import Agency

MOST = 6
# Words of names and summaries that say nothing about goods.
_SAYING_NOTHING = (
    "and of the all other than products product goods articles development export exports promotion council board india "
    "indian authority national association industry industries for except including made raw processed multi parts"
)
_EMPTY = frozenset(_SAYING_NOTHING.split())


@dataclass
class Asked:
    """One body and the products, in the district's order, that it is asked about."""

    agency: Agency
    products: list = field(default_factory=list)
    by_name: bool = True


def for_pairs(pairs):
    """At most six Asked for the district's products, first-named products first, bodies that name one first. One query."""
    bodies = list(Agency.objects.exclude(hs_chapters="").select_related("source").order_by("name"))
    words = {body.pk: _words(f"{body.name} {body.products_covered}") for body in bodies}
    # A sector counts only in a body's own name: a summary that mentions carpets once makes no council of floor coverings.
    names = {body.pk: _words(body.name) for body in bodies}
    named, by_chapter = {}, {}
    for pair in pairs:
        chapters = {link.code.code[:2] for link in pair.hs}
        about, sector = _words(pair.product.name), _words(pair.product.sector.name)
        hits = [
            body
            for body in bodies
            if (about & words[body.pk] and _may_be_about(body, chapters))
            or (sector & names[body.pk] and chapters & set(body.hs_chapters.split()))
        ]
        into = named
        if not hits:
            into = by_chapter
            hits = [body for body in bodies if chapters & set(body.hs_chapters.split())]
        hits.sort(
            key=lambda body: (
                -len(about - sector & words[body.pk]),
                -len(about & words[body.pk]),
                len(body.hs_chapters.split()),
                body.name,
            )
        )
        for body in hits[: 2 if into is named else 1]:
            into.setdefault(body.pk, Asked(body, by_name=into is named)).products.append(pair.product)
    for pk, asked in by_chapter.items():
        if pk in named:
            named[pk].products += asked.products
    return [*named.values(), *(asked for pk, asked in by_chapter.items() if pk not in named)][:MOST]


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
