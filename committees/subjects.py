"""What a seat of a council, ministry, department or agency is for: a product by any of its names, or a sector."""

from django.utils.translation import gettext as _

from districts.spreadsheets.names import NotFound, ProductNames, SectorNames


def subject_named(text, products=None, sectors=None):
    """The product, else the sector, that `text` names. Raises NotFound with a sentence. The names may be handed in, read once."""
    try:
        return (products or ProductNames()).product(text)
    except NotFound as no_product:
        try:
            return (sectors or SectorNames()).sector(text)
        except NotFound:
            raise NotFound(
                _("“%(text)s” is no product and no sector. %(product)s") % {"text": text, "product": no_product}
            ) from no_product
