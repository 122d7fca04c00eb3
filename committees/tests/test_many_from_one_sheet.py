"""DEPCs of a whole State from one order and a sheet: every fault at its cell, nothing half set up, a repeat changes nothing."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from accounts.appointing import appoint, ensure_post
from accounts.models import Posting
from accounts.tests.factories import AT, a_district, a_state, make_hq, make_state_officer, stranger
from audit.models import Event
from committees.models import Committee, Seat
from committees.sheets.posts import COLUMNS
from committees.tests.factories import depc_of
from common.days import day_written

pytestmark = pytest.mark.django_db

BACKEND = "django.contrib.auth.backends.ModelBackend"
NAMES = ("Mango Valley", "Carpet Town", "Turmeric Plains")
ORDER = {"order_number": "G.O. 9", "order_date": "2026-01-05", "quorum_kind": "none", "form": "handbook"}
HEAD = ("district", "seat", "post title", "holder name", "from date")


@pytest.fixture
def state():
    """A State of three districts without a committee."""
    state = a_state("Westland")
    for name in NAMES:
        a_district(name, "Westland")
    return state


@pytest.fixture
def officer(client, state):
    user = make_state_officer(state)
    client.force_login(user, backend=BACKEND)
    return client


def sheet(*rows, head=HEAD):
    book = Workbook()
    for row in (head, *rows):
        book.active.append(list(row))
    kept = io.BytesIO()
    book.save(kept)
    return SimpleUploadedFile("posts.xlsx", kept.getvalue())


def whole(*names):
    """A chair with a holder, a convener and a lead bank manager for each of these districts."""
    rows = []
    for name in names or NAMES:
        rows += [
            (name, "1", "", f"Collector of {name}", date(2025, 6, 1)),
            (name, "3. General Manager, District Industries Centre", "", "", ""),
            (name, "Lead Bank Manager", "Lead District Manager", "", ""),
        ]
    return rows


def uploaded(client, state, file, **more):
    return client.post(reverse("desk-constitute-many"), {"state": state.pk, "sheet": file, **ORDER, **more})


def confirmed(client, preview):
    sealed = preview.context["form"]["sealed"].value()
    return client.post(reverse("desk-constitute-many-confirm"), {"sealed": sealed}, follow=True)


def faults(page):
    return [(one.row, one.column, one.sentence) for one in page.context["findings"]]


def test_a_previewed_sheet_sets_up_all_committees_with_posts_and_holders(officer, state):
    preview = uploaded(officer, state, sheet(*whole()))
    assert Committee.objects.count() == 0

    page = confirmed(officer, preview)

    assert "3 committees are set up." in page.content.decode()
    assert [(committee.place.name, committee.order_number, committee.seats.count()) for committee in _made()] == [
        (name, "G.O. 9", 3) for name in sorted(NAMES)
    ]
    posting = Posting.objects.get(post__place__name="Carpet Town", post__title="District Collector")
    assert (posting.person.name, posting.valid_from) == ("Collector of Carpet Town", date(2025, 6, 1))
    assert Event.objects.filter(verb="constitute").count() == 3
    assert Seat.objects.filter(post__title="Lead District Manager").count() == 3


def _made():
    return Committee.objects.select_related("place").order_by("place__name")


def test_the_same_upload_changes_nothing_and_says_so(officer, state):
    first = uploaded(officer, state, sheet(*whole()))
    confirmed(officer, first)
    events = Event.objects.count()

    again = uploaded(officer, state, sheet(*whole()))
    page = confirmed(officer, first)

    assert "There is nothing to set up" in again.content.decode()
    assert "3 stood already by this order with just these seats; nothing was changed there." in page.content.decode()
    assert (Committee.objects.count(), Event.objects.count()) == (3, events)


def test_a_further_district_is_added_by_the_same_order(officer, state):
    confirmed(officer, uploaded(officer, state, sheet(*whole("Mango Valley"))))
    confirmed(officer, uploaded(officer, state, sheet(*whole())))

    assert Committee.objects.count() == 3


def test_the_same_order_with_other_seats_is_a_finding(officer, state):
    confirmed(officer, uploaded(officer, state, sheet(*whole())))

    page = uploaded(officer, state, sheet(*whole("Carpet Town"), ("Mango Valley", 1, "", "", "")))

    [(row, column, sentence)] = faults(page)
    assert (row, column) == (5, "district")
    assert "is set up by this order with other seats" in sentence


CELLS = [
    (("Mango Valey", 1, "", "", ""), "district", "Did you mean Mango Valley (Westland)?"),
    (("", 1, "", "", ""), "district", "Every row names a district"),
    (("Erode", 1, "", "", ""), "district", "No district of the register is called"),
    (("Mango Valley", 14, "", "", ""), "seat", "No seat of the Handbook is called “14”"),
    (("Mango Valley", "Led Bank Manager", "", "", ""), "seat", "Did you mean 5. Lead Bank Manager?"),
    (("Mango Valley", "", "", "", ""), "seat", "Every row names a seat"),
    (("Mango Valley", 5, "", "K. Rao", "yesterday"), "from date", "is no date"),
    (("Mango Valley", 5, "", "K. Rao", "2099-01-01"), "from date", "lies ahead"),
    (("Mango Valley", 5, "", "", "01-06-2025"), "holder name", "A date stands here without a name"),
    (("Mango Valley", 5, "x" * 201, "", ""), "post title", "more than 200 characters"),
]


@pytest.mark.parametrize(("row", "column", "words"), CELLS)
def test_a_cell_that_does_not_fit_is_told_with_row_and_column_and_nothing_is_set_up(officer, state, row, column, words):
    page = uploaded(officer, state, sheet(*whole("Carpet Town"), row))

    found = [fault for fault in faults(page) if fault[1] == column]
    assert [(fault[0], words in fault[2]) for fault in found] == [(5, True)]
    assert f"Row 5, column <em>{column}</em>" in page.content.decode()
    assert Committee.objects.count() == 0


def test_a_committee_without_a_chair_and_one_with_two_are_told_at_their_first_rows(officer, state):
    rows = [("Mango Valley", 3, "", "", ""), ("Carpet Town", 1, "", "", ""), ("Carpet Town", 1, "Second", "", "")]

    page = uploaded(officer, state, sheet(*rows))

    told = [(row, column, sentence.split(".")[0]) for row, column, sentence in faults(page)]
    assert told == [
        (2, "seat", "Mango Valley: The order has to name a chair"),
        (3, "seat", "Carpet Town: A committee has one chair at a time; this list has 2"),
        (3, "seat", "Carpet Town: The seat “Collector, District Magistrate or Deputy Commissioner” stands twice in the list"),
    ]


def test_a_held_post_and_a_post_of_another_duty_are_told(officer, state):
    hq, valley = make_hq(), a_district("Mango Valley", "Westland")
    collector = ensure_post("District Collector", place=valley, duty="chair", by=hq, at=AT)
    appoint("B. Present", collector, on=date(2025, 4, 1), by=hq, at=AT)
    ensure_post("Lead District Manager", place=valley, duty="convener", by=hq, at=AT)

    page = uploaded(officer, state, sheet(*whole("Mango Valley")))

    assert faults(page) == [
        (2, "holder name", "B. Present holds this post since 01-04-2025. Record the transfer first, or empty the name."),
        (
            4,
            "post title",
            "“Lead District Manager” exists here with the duty “Convener”. Write the title of another post.",
        ),
    ]


def test_a_committee_in_force_by_another_order_is_told(client):
    depc = depc_of()
    client.force_login(depc.state_officer, backend=BACKEND)

    page = uploaded(client, depc.committee.place.parent, sheet(*whole("Erode")))

    assert [(row, column) for row, column, _sentence in faults(page)] == [(2, "district")]
    assert "Put another in its place on its own page" in faults(page)[0][2]


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (SimpleUploadedFile("posts.csv", b"district,holder name\nMango Valley,X\n"), "lacks the column “seat”"),
        (SimpleUploadedFile("posts.csv", b"district,seat,seat\nMango Valley,1,1\n"), "stands twice"),
        (SimpleUploadedFile("posts.csv", b"district,seat\n,\n"), "has no rows"),
        (SimpleUploadedFile("posts.xlsx", b"%PDF-1.7 no sheet"), "This is no spreadsheet"),
        (SimpleUploadedFile("posts.xlsx", b"PK\x03\x04 broken"), "This workbook is damaged"),
        (SimpleUploadedFile("posts.csv", b"district,seat\n" + b"Mango Valley,1\n" * 3001), "more than 3,000 rows"),
        (SimpleUploadedFile("posts.csv", b"x" * (5 * 1024 * 1024 + 1)), "larger than 5 MB"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(officer, state, file, words):
    page = uploaded(officer, state, file)

    assert words in " ".join(page.context["form"].errors["sheet"])
    assert page.context["form"]["order_number"].value() == "G.O. 9"


def test_a_csv_is_read_as_an_xlsx_is(officer, state):
    rows = ["district;seat;from date;holder name", "MANGO VALLEY;1;1/6/2025;A. Kumar", "mango valley;3;;"]
    file = SimpleUploadedFile("posts.csv", "\ufeff".encode() + "\n".join(rows).encode())

    confirmed(officer, uploaded(officer, state, file))

    assert Posting.objects.get(post__place__name="Mango Valley").valid_from == date(2025, 6, 1)


def test_what_changed_since_the_preview_stops_all_of_it(officer, state):
    preview = uploaded(officer, state, sheet(*whole()))
    hq, town = make_hq(), a_district("Carpet Town", "Westland")
    collector = ensure_post("District Collector", place=town, duty="chair", by=hq, at=AT)
    appoint("B. Present", collector, on=date(2025, 4, 1), by=hq, at=AT)

    page = confirmed(officer, preview)

    assert "The register has changed since the preview" in page.content.decode()
    assert Committee.objects.count() == 0


def test_the_template_holds_the_districts_without_a_committee_and_reads_back(officer, state):
    confirmed(officer, uploaded(officer, state, sheet(*whole("Carpet Town"))))

    answer = officer.get(reverse("desk-constitute-many-template"), {"state": state.slug})
    rows = list(load_workbook(io.BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True))

    assert (rows[0], len(rows), {row[0] for row in rows[1:]}) == (COLUMNS, 27, {"Mango Valley", "Turmeric Plains"})
    preview = uploaded(officer, state, SimpleUploadedFile("filled.xlsx", answer.content))
    assert [(plan.district.name, len(plan.seats)) for plan in preview.context["found"].committees] == [
        ("Mango Valley", 13),
        ("Turmeric Plains", 13),
    ]


def test_another_persons_preview_and_a_forged_one_set_up_nothing(officer, state, client):
    preview = uploaded(officer, state, sheet(*whole()))
    sealed = preview.context["form"]["sealed"].value()
    client.force_login(make_hq(), backend=BACKEND)

    for given in (sealed, sealed[:-2] + "xx"):
        page = client.post(reverse("desk-constitute-many-confirm"), {"sealed": given}, follow=True)
        assert "older than a day or not yours" in page.content.decode()
    assert Committee.objects.count() == 0


@pytest.mark.parametrize("who", ["stranger", "state officer elsewhere"])
def test_strangers_see_no_door_and_set_up_nothing(client, state, who):
    user = stranger() if who == "stranger" else make_state_officer(a_state("Eastland"))
    client.force_login(user, backend=BACKEND)

    answer = uploaded(client, state, sheet(*whole()))

    assert (answer.status_code, Committee.objects.count()) == (403 if who == "stranger" else 200, 0)
    if who != "stranger":
        assert "state" in answer.context["form"].errors


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-04-01", date(2025, 4, 1)),
        ("1/4/2025", date(2025, 4, 1)),
        ("०१.०४.२०२५", date(2025, 4, 1)),
        ("31-02-2025", None),
        ("April", None),
    ],
)
def test_days_are_read_as_they_are_written_in_india(text, day):
    assert day_written(text) == day


def test_reading_costs_the_same_for_one_district_and_for_three(officer, state):
    counts = []
    for names in (NAMES[:1], NAMES):
        with CaptureQueriesContext(connection) as asked:
            uploaded(officer, state, sheet(*whole(*names)))
        counts.append(len(asked))
    assert counts[0] == counts[1]
