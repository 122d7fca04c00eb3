"""What the table of /map/ says: every district of the register with its products, grouped by State.

The table is the map's data; nothing else on the page repeats it. Three queries for the rows, whatever their number.
"""

from dataclasses import dataclass, field

from django.db.models import F

from districts.models import District, DistrictProduct, Sector

from .templatetags.portal import named


@dataclass
class Row:
    lgd_code: int
    name: str
    is_english_only: bool
    url: str
    shape: int | None  # the district whose line is shared, None for an own line
    products: list = field(default_factory=list)  # names in the language of the page
    slugs: list = field(default_factory=list)
    sectors: list = field(default_factory=list)  # codes, parallel to the products
    sector_name: str = ""
    stage_word: str = ""
    more_sectors: str = ""  # a letter for each further product: the sector's place in the index, a for the first
    hidden: bool = False


@dataclass
class Group:
    state: object
    file: str
    rows: list

    @property
    def hidden(self):
        return all(row.hidden for row in self.rows)


def letter(place):
    """How the rows name a sector by its place in the order of sectors: a, b, c ..."""
    return chr(ord("a") + place)


def groups(files) -> list[Group]:
    """All districts of the register by State and name; `files` are the finer map files by State slug."""
    by_state, rows = {}, {}
    districts = District.objects.current().select_related("state", "boundary_of").order_by("state__name", "name")
    for district in districts:
        shape = district.boundary_of.lgd_code if district.boundary_of_id else None
        row = Row(
            district.lgd_code,
            named(district),
            not district.name_hi,
            f"/districts/{district.state.slug}/{district.slug}/",
            shape,
        )
        rows[district.pk] = row
        group = by_state.get(district.state_id)
        if group is None:
            group = by_state[district.state_id] = Group(district.state, files.get(district.state.slug, ""), [])
        group.rows.append(row)
    sectors = list(Sector.objects.order_by("order"))
    names = {sector.code: named(sector) for sector in sectors}
    letters = {sector.code: letter(place) for place, sector in enumerate(sectors)}
    for pair in _pairs():
        row = rows.get(pair.district_id)
        if row is not None:
            row.products.append(named(pair.product))
            row.slugs.append(pair.product.slug)
            code = pair.product.sector_id
            if row.sectors:
                row.more_sectors += letters[code]
            else:
                row.sector_name = names[code]
            row.sectors.append(code)
    return list(by_state.values())


def _pairs():
    return (
        DistrictProduct.objects.filter(until__isnull=True)
        .select_related("product")
        .order_by("district_id", F("rank").asc(nulls_last=True), "product__name")
    )


@dataclass
class FamilyLine:
    code: str
    label: str
    count: int
    sectors: list


@dataclass
class SectorLine:
    sector: object
    count: int
    letter: str


def index(found: list[Group], families) -> list[FamilyLine]:
    """The families with the districts whose first-named product is theirs, and their sectors with the districts that
    name any product of the sector; zero counts stay."""
    sectors = list(Sector.objects.order_by("order"))
    family_of = {sector.code: sector.family for sector in sectors}
    first = dict.fromkeys(family_of.values(), 0)
    named_in = dict.fromkeys(family_of, 0)
    for group in found:
        for row in group.rows:
            if row.sectors:
                first[family_of[row.sectors[0]]] += 1
            for code in set(row.sectors):
                named_in[code] += 1
    return [
        FamilyLine(
            code,
            label,
            first.get(code, 0),
            [SectorLine(s, named_in[s.code], letter(place)) for place, s in enumerate(sectors) if s.family == code],
        )
        for code, label in families
    ]


def first_named_by_family() -> dict:
    """{family: districts whose first-named product is of it}, in one query."""
    found, seen = {}, set()
    pairs = (
        DistrictProduct.objects.filter(until__isnull=True, district__in_register=True, district__valid_to__isnull=True)
        .order_by("district_id", F("rank").asc(nulls_last=True), "product__name")
        .values_list("district_id", "product__sector__family")
    )
    for district, family in pairs:
        if district not in seen:
            seen.add(district)
            found[family] = found.get(family, 0) + 1
    return found
