from .agency import Agency, AgencyKind, AgencyLevel
from .district_product import Designation, DistrictProduct, ListKind, ProductList
from .figures import (
    Direction,
    ExportFigure,
    FigureMeasure,
    FigureStatus,
    Metric,
    ReportedCount,
    RollUp,
    UnitFamily,
)
from .gi import GeographicalIndication, GoodsType
from .hs import CURRENT_EDITION, HSCode, HSLevel, HSSection
from .place import BoundaryKind, District, Place, PlaceKind, RegionalAuthority, State, StateType
from .place_facts import Alias, Boundary, Facility, FacilityKind, Jurisdiction, Lineage, LineageKind
from .product import AliasBasis, Product, ProductAlias, ProductHS
from .sector import Family, Sector
from .seed_row import SeedRow
from .source import Confidence, Source

__all__ = [
    "CURRENT_EDITION",
    "Agency",
    "AgencyKind",
    "AgencyLevel",
    "Alias",
    "AliasBasis",
    "Boundary",
    "BoundaryKind",
    "Confidence",
    "Designation",
    "Direction",
    "District",
    "DistrictProduct",
    "ExportFigure",
    "Facility",
    "FacilityKind",
    "Family",
    "FigureMeasure",
    "FigureStatus",
    "GeographicalIndication",
    "GoodsType",
    "HSCode",
    "HSLevel",
    "HSSection",
    "Jurisdiction",
    "Lineage",
    "LineageKind",
    "ListKind",
    "Metric",
    "Place",
    "PlaceKind",
    "Product",
    "ProductAlias",
    "ProductHS",
    "ProductList",
    "RegionalAuthority",
    "ReportedCount",
    "RollUp",
    "Sector",
    "SeedRow",
    "Source",
    "State",
    "StateType",
    "UnitFamily",
]
