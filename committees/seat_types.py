"""The seats as the Handbook suggests them, and a State committee's as one State's order made them.

Seats 7, 10, 11, 12 and 13 of a DEPC depend on the products of the district and
may stand several times. Written into the database after every migration, so
that an installation cannot be without them.
"""

HANDBOOK = "Handbook of Procedures 2023, para 3.03"
TAMIL_NADU = "Government of Tamil Nadu, order on the State Export Promotion Committee, October 2021"

# number, code, name, Hindi, usual title of the post, Hindi, role, repeatable, held by an officer
DEPC_SEATS = (
    (1, "depc-head", "Collector, District Magistrate or Deputy Commissioner", "कलेक्टर, जिला मजिस्ट्रेट या उपायुक्त",
     "District Collector", "जिला कलेक्टर", "chair", False, True),
    (2, "depc-dgft", "Designated DGFT Regional Authority", "नामित डीजीएफटी क्षेत्रीय प्राधिकरण",
     "Officer of the DGFT Regional Authority", "डीजीएफटी क्षेत्रीय प्राधिकरण के अधिकारी", "co_chair", False, True),
    (3, "depc-dic", "General Manager, District Industries Centre", "महाप्रबंधक, जिला उद्योग केन्द्र",
     "General Manager, District Industries Centre", "महाप्रबंधक, जिला उद्योग केन्द्र", "convener", False, True),
    (4, "depc-state-nominee", "Nominee of the State Government, Commerce and Industries",
     "राज्य सरकार के नामित, वाणिज्य एवं उद्योग", "Nominee of the State Government, Commerce and Industries",
     "राज्य सरकार के नामित, वाणिज्य एवं उद्योग", "member", False, True),
    (5, "depc-lead-bank", "Lead Bank Manager", "अग्रणी जिला प्रबंधक", "Lead Bank Manager", "अग्रणी जिला प्रबंधक",
     "member", False, True),
    (6, "depc-msme", "Representative, Ministry of MSME, Government of India", "प्रतिनिधि, एमएसएमई मंत्रालय, भारत सरकार",
     "Representative, Ministry of MSME", "प्रतिनिधि, एमएसएमई मंत्रालय", "member", False, True),
    (7, "depc-epc", "Representative, sector-specific Export Promotion Council", "प्रतिनिधि, क्षेत्र की निर्यात संवर्धन परिषद",
     "Representative, Export Promotion Council", "प्रतिनिधि, निर्यात संवर्धन परिषद", "member", True, False),
    (8, "depc-quality", "Representative, quality and standards body", "प्रतिनिधि, गुणवत्ता एवं मानक निकाय",
     "Representative, quality and standards body", "प्रतिनिधि, गुणवत्ता एवं मानक निकाय", "member", False, True),
    (9, "depc-trade", "Representative, trade and commerce associations of the district", "प्रतिनिधि, जिले के व्यापार एवं वाणिज्य संघ",
     "Representative, trade and commerce associations", "प्रतिनिधि, व्यापार एवं वाणिज्य संघ", "member", False, False),
    (10, "depc-union-ministry", "Sector-specific Ministry of the Government of India", "क्षेत्र से संबंधित भारत सरकार का मंत्रालय",
     "Representative, sector Ministry of the Government of India", "प्रतिनिधि, भारत सरकार का क्षेत्र मंत्रालय", "member", True, True),
    (11, "depc-state-department", "Sector-specific department of the State Government", "क्षेत्र से संबंधित राज्य सरकार का विभाग",
     "Representative, sector department of the State", "प्रतिनिधि, राज्य का क्षेत्र विभाग", "member", True, True),
    (12, "depc-agency", "Agency specific to the identified product", "चिह्नित उत्पाद से संबंधित अभिकरण",
     "Representative, agency for the product", "प्रतिनिधि, उत्पाद अभिकरण", "member", True, True),
    (13, "depc-other", "Other representative of the State Government, as required", "राज्य सरकार के अन्य प्रतिनिधि, आवश्यकतानुसार",
     "Other representative of the State Government", "राज्य सरकार के अन्य प्रतिनिधि", "member", True, True),
)  # fmt: skip

SEPC_SEATS = (
    (1, "sepc-chief-secretary", "Chief Secretary", "मुख्य सचिव", "Chief Secretary", "मुख्य सचिव", "chair", False, True),
    (2, "sepc-dgft", "Additional Director General of Foreign Trade", "अपर महानिदेशक, विदेश व्यापार",
     "Additional Director General of Foreign Trade", "अपर महानिदेशक, विदेश व्यापार", "co_convener", False, True),
    (3, "sepc-convener", "Convener: head of the State's investment or export agency",
     "संयोजक: राज्य की निवेश या निर्यात संस्था के प्रमुख", "Export Commissioner", "निर्यात आयुक्त", "convener", False, True),
    (4, "sepc-industries", "Secretary, Industries", "सचिव, उद्योग", "Secretary, Industries", "सचिव, उद्योग", "member", False, True),
    (5, "sepc-finance", "Secretary, Finance", "सचिव, वित्त", "Secretary, Finance", "सचिव, वित्त", "member", False, True),
    (6, "sepc-msme", "Secretary, MSME", "सचिव, एमएसएमई", "Secretary, MSME", "सचिव, एमएसएमई", "member", False, True),
    (7, "sepc-agriculture", "Secretary, Agriculture", "सचिव, कृषि", "Secretary, Agriculture", "सचिव, कृषि", "member", False, True),
    (8, "sepc-animal-husbandry", "Secretary, Animal Husbandry, Dairying and Fisheries", "सचिव, पशुपालन, डेयरी एवं मत्स्य पालन",
     "Secretary, Animal Husbandry, Dairying and Fisheries", "सचिव, पशुपालन, डेयरी एवं मत्स्य पालन", "member", False, True),
    (9, "sepc-handlooms", "Secretary, Handlooms and Textiles", "सचिव, हथकरघा एवं वस्त्र",
     "Secretary, Handlooms and Textiles", "सचिव, हथकरघा एवं वस्त्र", "member", False, True),
    (10, "sepc-association", "Representative, associations of the champion sectors", "प्रतिनिधि, अग्रणी क्षेत्रों के संघ",
     "Representative, associations of the champion sectors", "प्रतिनिधि, अग्रणी क्षेत्रों के संघ", "member", True, False),
)  # fmt: skip

_COLUMNS = ("number", "code", "name", "name_hi", "post_title", "post_title_hi", "role", "repeatable", "is_official")


#: Seats that depend on the products of the district; each names the product or sector it is for.
PRODUCT_SEATS = ("depc-epc", "depc-union-ministry", "depc-state-department", "depc-agency", "sepc-association")


def rows() -> list[dict]:
    """All types of seat as field values of SeatType."""
    return [
        {**dict(zip(_COLUMNS, seat, strict=True)), "committee_kind": kind, "source": source}
        for kind, seats, source in (("depc", DEPC_SEATS, HANDBOOK), ("sepc", SEPC_SEATS, TAMIL_NADU))
        for seat in seats
    ]


def write_seat_types(using: str = "default") -> int:
    """Bring the table of seat types to these rows; returns how many changed. A second run changes none."""
    from committees.models import SeatType

    known = {known.code: known for known in SeatType.objects.using(using).all()}
    changed = 0
    for fields in rows():
        row = known.get(fields["code"])
        if row is not None and all(getattr(row, name) == value for name, value in fields.items()):
            continue
        SeatType.objects.using(using).update_or_create(code=fields["code"], defaults=fields)
        changed += 1
    return changed
