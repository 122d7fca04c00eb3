"""A plan of the size the budgets name: 11 heads, 7 products, 30 targets, 60 interventions. Written as an officer would."""

from districts.models import Product
from plans import rows
from plans.models import ProductChapter, ProfileFact, Section
from plans.tests.factories import WRITTEN, a_draft, add_bottleneck, add_intervention, add_target

PRODUCTS, TARGETS, INTERVENTIONS, BOTTLENECKS = 7, 30, 60, 10
PARAGRAPH = "The district makes it, sells it abroad and asks for more. " * 12


def big_draft(office, *, at=WRITTEN):
    """The draft, ready to be tabled."""
    version = a_draft(office)
    by = office.officer
    rows.save_version(
        version, {"period_from_fy": "2025-26", "period_to_fy": "2029-30"}, row_version=version.row_version, by=by, at=at
    )
    version.refresh_from_db()
    version.office = office
    for section in version.sections.all():
        rows.save_row(Section, {"text": PARAGRAPH}, version=version, pk=section.pk, row_version=section.row_version, by=by, at=at)
    fact = {"head": 1, "code": "population", "value": "2251744", "fy": "2011-12", "source": "Census of India 2011"}
    rows.save_row(ProfileFact, fact, version=version, by=by, at=at)
    products = list(Product.objects.living().order_by("slug")[:PRODUCTS])
    for product in products:
        chapter = {"product": product, "text": PARAGRAPH, "hs_codes": ["5701"], "destinations": ["Germany", "Japan"]}
        rows.save_row(ProductChapter, chapter, version=version, by=by, at=at)
    hurdles = [add_bottleneck(version, statement=f"Bottleneck {n}.") for n in range(BOTTLENECKS)]
    whole = None
    for n in range(INTERVENTIONS):
        row = add_intervention(
            version,
            title=f"Intervention {n}",
            product=products[n % PRODUCTS],
            bottlenecks=[hurdles[n % BOTTLENECKS]],
            parent=whole if n % 3 else None,
            cost_rupees=27_500_000 if n % 3 else 55_000_000,
        )
        whole = row if n % 3 == 0 else whole
    for n in range(TARGETS):
        near = n % 2 == 0
        add_target(
            version,
            None,
            product=products[n % PRODUCTS],
            fy="2026-27" if near else "2029-30",
            horizon="short" if near else "long",
            value="74.80" if near else "90.00",
        )
    return version
