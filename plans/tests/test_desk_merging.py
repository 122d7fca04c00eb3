"""Two officers, two tabs, one row: field by field, nothing silently overwritten, and a third save in between."""

import pytest
from django.core import signing
from django.urls import reverse

from plans import rows
from plans.models import Section, Target
from plans.states import State
from plans.tests.desk import at_desk, form_of, row_url, sent_by_merge, text_of
from plans.tests.factories import TABLED, version_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return version_in(State.DRAFT)


def tab(client, address):
    """What a tab holds that was opened now."""
    page = client.get(address)
    return form_of(page) | {"opened": page.context["form"].opened}


def other_saves(draft, model, row, **values):
    now = model.objects.get(pk=row.pk)
    at = {"pk": row.pk, "row_version": now.row_version, "by": draft.office.convener, "at": TABLED}
    rows.save_row(model, values, version=draft, **at)


def words(fields):
    return {one.name: (one.base, one.mine, one.theirs) for one in fields}


def test_fields_that_one_of_them_changed_go_on_by_themselves_and_are_said(draft):
    client, row = at_desk(draft.office.officer), draft.targets.first()
    address = row_url(draft, "targets", row)
    mine = tab(client, address) | {"value_0": "1,00,000", "note": "Mine."}
    other_saves(draft, Target, row, baseline_value="60.00", baseline_source="DGCI&S, revised")

    shown = client.post(address, mine)
    merge = shown.context["merge"]
    saved = client.post(address, sent_by_merge(shown))

    assert (shown.status_code, merge.asked) == (409, [])
    assert words(merge.taken) == {
        "baseline": ("62.40", "62.40", "60.00"),
        "baseline_source": ("DGCI&S, final", "DGCI&S, final", "DGCI&S, revised"),
    }
    assert words(merge.own) == {"value": ("74.80", "1,00,000", "74.80"), "note": ("", "Mine.", "")}
    assert "taken over, changed by the other" in text_of(shown)
    assert saved.status_code == 302
    row.refresh_from_db()
    assert (str(row.baseline_value), row.baseline_source, str(row.value), row.note, row.row_version) == (
        "60.00", "DGCI&S, revised", "100000", "Mine.", 3,
    )  # fmt: skip


def test_a_field_both_changed_is_chosen_and_nothing_is_saved_without_the_choice(draft):
    client, section = at_desk(draft.office.officer), Section.objects.get(version=draft, head=2)
    address = reverse("desk-head", args=[draft.pk, 2])
    mine = tab(client, address) | {"text": "My looms.\r\n\r\nAnd yarn."}
    other_saves(draft, Section, section, text="Their looms.")

    shown = client.post(address, mine)
    left = client.post(address, sent_by_merge(shown))
    theirs = client.post(address, sent_by_merge(left) | {"take-text": "theirs"})

    assert words(shown.context["merge"].asked) == {
        "text": ("What stands under head 2.", "My looms.\n\nAnd yarn.", "Their looms.")
    }
    assert (left.status_code, left.context["merge"].unanswered) == (422, True)
    assert words(left.context["merge"].asked) == words(shown.context["merge"].asked)
    section.refresh_from_db()
    assert (theirs.status_code, section.text, section.row_version) == (302, "Their looms.", 3)


def test_a_third_save_in_between_brings_the_page_again(draft):
    client, row = at_desk(draft.office.officer), draft.targets.first()
    address = row_url(draft, "targets", row)
    mine = tab(client, address) | {"note": "Mine.", "baseline_note": "Also mine."}
    other_saves(draft, Target, row, note="Second.")

    first = client.post(address, mine)
    other_saves(draft, Target, row, note="Third.", fy="2028-29")
    again = client.post(address, sent_by_merge(first) | {"take-note": "mine"})

    assert again.status_code == 409
    assert words(again.context["merge"].asked) == {"note": ("Second.", "Mine.", "Third.")}
    assert words(again.context["merge"].taken) == {"fy": ("2026-27", "2026-27", "2028-29")}
    row.refresh_from_db()
    assert row.note == "Third."
    client.post(address, sent_by_merge(again) | {"take-note": "mine"})
    row.refresh_from_db()
    assert (row.note, row.fy, row.baseline_note) == ("Mine.", "2028-29", "Also mine.")


@pytest.mark.parametrize("seal", ["", "forged", "of another row"])
def test_without_a_base_that_can_be_trusted_every_difference_is_asked(draft, seal):
    client, row = at_desk(draft.office.officer), draft.targets.first()
    address = row_url(draft, "targets", row)
    mine = tab(client, address) | {"note": "Mine."}
    if seal == "of another row":
        seal = client.get(row_url(draft, "targets", draft.targets.last())).context["form"].opened
    other_saves(draft, Target, row, fy="2028-29")

    shown = client.post(address, mine | {"opened": signing.dumps({"note": "x"}) if seal == "forged" else seal})

    assert set(words(shown.context["merge"].asked)) == {"note", "fy"}
    row.refresh_from_db()
    assert row.note == ""


def test_the_same_change_by_both_asks_nothing_and_a_merged_text_that_cannot_stand_is_a_form_again(draft):
    client, row = at_desk(draft.office.officer), draft.targets.first()
    address = row_url(draft, "targets", row)
    mine = tab(client, address) | {"note": "The same.", "baseline_0": "63.00"}
    other_saves(draft, Target, row, note="The same.", baseline_value=None, baseline_state="missing", baseline_fy="")

    shown = client.post(address, mine)
    broken = client.post(address, sent_by_merge(shown) | {"take-baseline": "mine"})

    assert set(words(shown.context["merge"].asked)) == {"baseline"}
    assert broken.status_code == 422
    assert set(broken.context["form"].errors) == {"baseline_fy"}
    assert 'value="63.00"' in text_of(broken)
