"""A table pasted from a spreadsheet: shown back, every fault at its row and column, all rows or none."""

import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.permission import NotAllowed
from accounts.tests.factories import make_ra
from plans import pasting
from plans.models import Intervention, Target
from plans.states import State
from plans.tests.desk import at_desk, plan_url, text_of
from plans.tests.factories import WRITTEN, version_in

pytestmark = pytest.mark.django_db

ENGLISH = (
    "What is measured\tProduct or service\tUnit\tBaseline\tBaseline year\tSource\tTarget\tTarget year\tHorizon\n"
    "Exports, value in rupees\tHaldi\t₹ crore\t1,43,843.19\t2023-24\tDGCI&S\t\u200f143,900.50\t2026-2027\tshort\n"
    "Active exporters\t\tfirms\t\u00a0४२\t2023–24\tDGFT\t٦٠\tFY 2027-28\tmid-term\n"
)
HINDI = (
    "क्या मापा जाता है;इकाई;आधार मान का वर्ष;आधार मान का स्रोत;लक्ष्य वर्ष;baseline;target\n"
    "रोजगार;persons;2023-24;डीआईसी;2027-28;0;१,२०,०००\n"
)


@pytest.fixture
def draft():
    return version_in(State.DRAFT)


def address_of(version, word="targets"):
    return reverse("desk-paste", args=[version.pk, word])


def looked(client, address, text, **more):
    answer = client.post(address, {"text": text, "look": "yes", "once": "press", **more})
    return answer, {"text": text, "once": "press", "looked": answer.context["looked"], "add": "yes", **more}


def test_a_table_is_shown_back_as_understood_and_then_added_whole(draft):
    client, before = at_desk(draft.office.officer), draft.targets.count()

    answer, sent = looked(client, address_of(draft), ENGLISH)

    assert (answer.status_code, draft.targets.count()) == (200, before)
    said = [cells for _line, cells in answer.context["rows"]]
    assert said[0][:9] == [
        "Exports, value in rupees", "Turmeric", "₹ crore", "1,43,843.19", "2023-24", "DGCI&S", "1,43,900.50", "2026-27",
        "Short term",
    ]  # fmt: skip
    assert said[1][:9] == ["Active exporters", "", "firms", "42", "2023-24", "DGFT", "60", "2027-28", "Medium term"]
    first, second = client.post(address_of(draft), sent), client.post(address_of(draft), sent)
    assert first["Location"] == second["Location"] == f"{plan_url(draft)}#head-7"
    assert draft.targets.count() == before + 2
    assert [str(row.value) for row in draft.targets.order_by("-position")[:2]] == ["60", "143900.50"]


def test_headings_in_hindi_any_order_and_semicolons_are_understood(draft):
    client = at_desk(draft.office.officer)
    answer, sent = looked(client, address_of(draft), HINDI)

    assert answer.context["table"].said_faults == []
    client.post(address_of(draft), sent)
    row = draft.targets.order_by("-position").first()
    assert (row.metric.code, str(row.baseline_value), str(row.value), row.direction) == ("jobs", "0", "120000", "increase")


def test_every_fault_has_its_row_and_column_and_nothing_is_added(draft):
    client, before = at_desk(draft.office.officer), draft.targets.count()
    text = ENGLISH.replace("1,43,843.19", "1.43.843").replace("DGFT", "") + "Exports\t\t\t5\n"

    answer, sent = looked(client, address_of(draft), text)
    added = client.post(address_of(draft), sent)

    assert (answer.status_code, added.status_code, draft.targets.count()) == (422, 422, before)
    page = text_of(added)
    assert "Row 2, column Baseline: “1.43.843” is not a number that can be read in one way only." in page
    assert "Row 3, column Year of the baseline: A baseline needs its financial year and its source." in page
    assert "Row 4, column What is measured: “Exports” is no measure of the list." in page
    assert "Row 4, column Unit: This cell is empty. Write one of:" in page
    # What was not understood stands as it was typed, marked; what was pasted is still in the box.
    marked = [str(cell) for _line, cells in added.context["rows"] for cell in cells if cell.is_bad]
    assert marked == ["1.43.843", "2023-24", "Exports", ""]
    assert text in page


def test_what_was_not_looked_at_is_not_added(draft):
    client, before = at_desk(draft.office.officer), draft.targets.count()
    _answer, sent = looked(client, address_of(draft), ENGLISH)

    answer = client.post(address_of(draft), sent | {"text": ENGLISH.replace("143,900.50", "999")})

    assert (answer.status_code, draft.targets.count()) == (200, before)
    assert "Nothing is added yet." in text_of(answer)


def test_interventions_come_with_parts_amounts_and_what_they_address(draft):
    client = at_desk(draft.office.officer)
    text = (
        "Title\tType\tCost (₹ lakh)\tPart of\tBottlenecks addressed\tScheme\tDue date\n"
        "Looms\tEquipment\t\tCarpet park\t\t\t31.3.2027\n"
        "Carpet park\tCFC\t1,065\t\t1\tMSE-CDP\t31-Mar-27\n"
        "Yarn bank\traw material bank\t40 lakh\tCarpet park\t\tState budget\t2027-03-31\n"
    ).replace("Equipment", "Machinery and tools")

    answer, sent = looked(client, address_of(draft, "interventions"), text)
    assert answer.context["table"].said_faults == []
    assert "₹10.65 crore" in text_of(answer)
    client.post(address_of(draft, "interventions"), sent)

    whole = Intervention.objects.get(version=draft, title="Carpet park")
    assert (whole.cost_rupees, whole.funding, whole.bottlenecks.get()) == (106_500_000, "scheme", draft.bottlenecks.get())
    assert sorted(whole.parts.values_list("title", "cost_rupees")) == [("Looms", None), ("Yarn bank", 4_000_000)]
    assert {str(part.due_on) for part in whole.parts.all()} == {"2027-03-31"}


def test_sixty_rows_are_one_transaction(draft):
    rows = "".join(f"Jobs\t\tpersons\t{n}\t2023-24\tDIC\t{n + 10}\t2027-28\n" for n in range(1, 61))
    table = pasting.table_of("targets", rows)
    broken = pasting.table_of("targets", rows.replace("\t60\t2023-24", "\t60\t2023"))
    before = draft.targets.count()

    assert pasting.add(broken, draft, by=draft.office.officer, at=WRITTEN) == 0
    assert (len(broken.faults), draft.targets.count()) == (1, before)
    assert pasting.add(table, draft, by=draft.office.officer, at=WRITTEN) == 60
    assert draft.targets.count() == before + 60


def test_sixty_rows_take_six_statements_each_between_one_begin_and_one_end(draft):
    statements = {}
    # The first one makes its writer an author.
    for count in (1, 30, 60):
        rows = "".join(f"Jobs\t\tpersons\t{n}\t2023-24\tDIC\t{n + 10}\t2027-28\n" for n in range(1, count + 1))
        table = pasting.table_of("targets", rows)
        with CaptureQueriesContext(connection) as asked:
            assert pasting.add(table, draft, by=draft.office.officer, at=WRITTEN, once=f"press {count}") == count
        statements[count] = [one["sql"].split()[0] for one in asked.captured_queries]

    # Two savepoints begun and ended, the identity and the row; all else is read once. It was 14 a row.
    assert (len(statements[60]) - len(statements[30])) / 30 == 6
    # The test itself stands in a transaction, so the one of the paste is the outermost savepoint: nothing stands outside it.
    depth, outside = 0, 0
    for word in statements[60]:
        depth += {"SAVEPOINT": 1, "RELEASE": -1}.get(word, 0)
        outside += depth == 0
    assert (statements[60][0], statements[60][-1], outside) == ("SAVEPOINT", "RELEASE", 1)


def test_who_may_not_write_is_refused_before_a_cell_is_read(draft):
    table = pasting.table_of("targets", "nonsense\t\t\n")

    with pytest.raises(NotAllowed):
        pasting.preview(table, draft, by=make_ra([], officer="X. Stranger"), at=WRITTEN)
    assert table.faults == []


def test_product_chapters_are_pasted_with_their_codes_figures_and_lists(draft):
    client, before = at_desk(draft.office.officer), draft.productchapters.count()
    text = (
        "Product or service\tHS codes\tProduction\tUnit of production\tYear of production\tSource of production\t"
        "Destinations\tStrengths\n"
        'Basmati rice\t1006.30\t१२,५००\ttonnes\t2023-24\tAgriculture Department\tSaudi Arabia; Iran\t"Soil\nWater"\n'
        "Coir\t\tnot applicable\t\t\t\t\t\n"
    )

    answer, sent = looked(client, address_of(draft, "products"), text)
    page = text_of(answer)
    assert (answer.context["table"].said_faults, draft.productchapters.count()) == ([], before)
    assert "12,500" in page
    assert "at most 200 rows" in page
    client.post(address_of(draft, "products"), sent)
    client.post(address_of(draft, "products"), sent)

    first, second = draft.productchapters.order_by("-position")[:2][::-1]
    assert draft.productchapters.count() == before + 2
    assert (first.hs_codes, str(first.production_value), first.production_unit) == (["100630"], "12500", "tonnes")
    assert (first.destinations, first.strengths) == (["Saudi Arabia", "Iran"], ["Soil", "Water"])
    assert second.production_state == "not_applicable"
    assert f'href="{address_of(draft, "products")}"' in text_of(client.get(plan_url(draft)))


def test_a_product_that_has_its_chapter_or_stands_twice_is_refused_at_its_row_and_none_is_added(draft):
    before = draft.productchapters.count()
    table = pasting.table_of("products", "Product or service\nHaldi\nBasmati rice\nCoir\nBasmati rice\n")

    assert pasting.add(table, draft, by=draft.office.officer, at=WRITTEN) == 0

    assert [(fault.row, fault.column) for fault in table.faults] == [(2, "Product or service"), (5, "Product or service")]
    assert draft.productchapters.count() == before


def test_a_million_rows_are_refused_at_once_in_a_sentence():
    text = "Jobs\tpersons\t1\n" * 1_000_000
    began = time.process_time()

    with pytest.raises(pasting.TooMuch, match="at most 200 rows. Paste it in parts"):
        pasting.table_of("targets", text)

    assert time.process_time() - began < 1


def test_a_paste_that_is_too_long_comes_back_and_one_the_server_does_not_read_is_answered_in_words(draft, settings):
    client = at_desk(draft.office.officer)

    answer = client.post(address_of(draft), {"text": "Jobs\tpersons\n" * 300, "look": "yes"})
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    unread = client.post(address_of(draft), {"text": "Jobs\tpersons\n" * 300, "look": "yes"})

    assert answer.status_code == 422
    assert "Jobs\tpersons\nJobs" in text_of(answer)
    assert unread.status_code == 413
    assert "what you typed or pasted is still there" in text_of(unread)


def test_strangers_find_no_page_to_paste_and_a_member_neither(draft):
    stranger = make_ra([], officer="X. Stranger")

    for user in (stranger, draft.office.depc.user("member")):
        assert at_desk(user).get(address_of(draft)).status_code == 404
        assert at_desk(user).post(address_of(draft), {"text": ENGLISH, "add": "yes"}).status_code == 404
        assert at_desk(user).post(address_of(draft, "products"), {"text": "Coir", "add": "yes"}).status_code == 404
    assert at_desk(draft.office.officer).get(address_of(draft, "sections")).status_code == 404
    assert Target.objects.filter(version=draft).count() == 4
