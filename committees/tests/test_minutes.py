"""Minutes: from the record to the confirmation by a later meeting, and never rewritten afterwards."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.tests.factories import stranger
from audit.models import Event
from committees import proceedings
from committees.minutes_reading import public_entries
from committees.models import AgendaItem, Minutes, MinutesCorrection, MinutesSection, Paper, Resolution
from committees.papers import content_of
from committees.pending import pending_for
from committees.proceedings import StaleSection
from committees.proceedings.refusals import NotOnTheAgenda
from committees.tests.factories import (
    AFTER,
    STARTS,
    a_meeting,
    a_paper,
    an_action,
    circulated_minutes,
    closed,
    confirmed_minutes,
    depc_of,
    drawn_up,
    held_sitting,
    item_with,
    put_to_confirm,
    signed,
    vote,
)
from common.refusals import NotAllowed, WrongState

pytestmark = pytest.mark.django_db

LATER = STARTS + timedelta(days=3)


@pytest.fixture
def depc():
    return depc_of()


def draft_of(depc, sitting=None):
    return proceedings.draw_up_minutes(sitting or held_sitting(depc), by=depc.user("convener"), at=LATER)


def on_item(minutes):
    return minutes.sections.select_related("item").get(position=1)


def test_a_draft_is_drawn_up_from_the_record(depc):
    item = item_with(a_paper(), depc)
    vote(item, depc, chair="for", co_chair="for", convener="for", member="for", member_2="against")
    proceedings.note_dissent(item, seat=depc.seat("member_2"), text="Too early.", by=depc.user("member_2"), at=AFTER)
    resolution = signed(drawn_up(item, depc), depc)

    minutes = draft_of(depc, closed(item.meeting, depc))

    opening, decided = minutes.sections.order_by("position")
    assert (minutes.state, minutes.ordinal, minutes.paper_id) == ("draft", 0, None)
    assert opening.text.splitlines()[:3] == [
        "The committee met on 14-08-2025 (in person, Collectorate).",
        "Present:",
        "- Collector (chair), A. Kumar Erode",
    ]
    assert decided.text == "\n".join(
        [
            "Question put: adopt the paper.",
            resolution.text,
            "The order sets no quorum; the chair and 5 of 7 seats were present. 4 for, 1 against, 0 abstained.",
            f"Outcome: carried. Signed as {resolution.number} by {resolution.signed_by_post}.",
            "The co-chair was present and said nothing.",
            f"Dissent of {depc.seat('member_2').post}: “Too early.”",
        ]
    )
    assert decided.title == "District Export Action Plan"
    assert "सह-अध्यक्ष उपस्थित थे" in decided.text_hi
    assert Event.objects.filter(verb="draw up minutes").count() == 1


def test_the_opening_names_who_sat_in_which_seat_and_who_did_not(depc):
    opening = draft_of(depc).sections.get(position=0)

    lines = opening.text.splitlines()
    present = lines[lines.index("Present:") + 1 : lines.index("Absent:")]
    absent = lines[lines.index("Absent:") + 1 :]
    assert [line.split(", ")[-1] for line in present] == [
        depc.user(key).person.name for key in ("chair", "co_chair", "convener", "member", "member_2")
    ]
    assert absent == [f"- {depc.seat('member_3').post}", f"- {depc.seat('association').post}"]


def test_minutes_are_drawn_up_once_and_after_the_sitting(depc):
    item = item_with(a_paper(), depc)
    sitting = item.meeting.sittings.get()
    with pytest.raises(WrongState, match=r"The meeting is sitting\. Its minutes are drawn up once it is closed\."):
        draft_of(depc, sitting)

    sitting = closed(item.meeting, depc)
    draft_of(depc, sitting)

    with pytest.raises(WrongState, match=r"Minutes of this sitting are begun already\. Open them\."):
        draft_of(depc, sitting)
    assert Minutes.objects.count() == 1


@pytest.mark.parametrize("who", ["member", "chair"])
def test_only_the_convener_keeps_them(depc, who):
    sitting = held_sitting(depc)
    with pytest.raises(NotAllowed, match="Only the convener of Erode can keep the minutes"):
        proceedings.draw_up_minutes(sitting, by=depc.user(who), at=LATER)
    with pytest.raises(NotAllowed, match="You hold no post"):
        proceedings.draw_up_minutes(sitting, by=stranger(), at=LATER)
    minutes = draft_of(depc, sitting)

    with pytest.raises(NotAllowed):
        proceedings.save_section(on_item(minutes), text="Other", row_version=0, by=depc.user(who), at=LATER)
    with pytest.raises(NotAllowed):
        proceedings.circulate_minutes(minutes, by=depc.user(who), at=LATER)

    assert Minutes.objects.get().state == "draft"


def test_of_two_who_edit_a_section_the_second_sees_both_texts(depc):
    section = on_item(draft_of(depc))
    convener = depc.user("convener")
    proceedings.save_section(section, text="First words", row_version=0, by=convener, at=LATER)

    with pytest.raises(StaleSection, match=r"saved this while you were writing \(11:00\), so yours was not saved") as stale:
        proceedings.save_section(section, text="Second words", text_hi="दूसरे", row_version=0, by=convener, at=LATER)

    assert (stale.value.section.text, stale.value.text, stale.value.text_hi) == ("First words", "Second words", "दूसरे")
    section.refresh_from_db()
    assert (section.text, section.row_version) == ("First words", 1)


def test_circulated_the_text_is_frozen_and_binds_every_word(depc):
    sitting = held_sitting(depc)
    an_action(depc, sitting)
    minutes = circulated_minutes(depc, sitting)

    frozen = json.loads(content_of(minutes.paper))

    assert frozen["sections"][1]["text"] == on_item(minutes).text
    assert frozen["action_points"] == [
        {
            "due": "2025-09-13", "in_camera": False, "item": 0, "number": 1, "owner": depc.seat("member").post.title,
            "text": "Open the cold store", "text_hi": "",
        }
    ]  # fmt: skip
    assert minutes.paper.title == "Minutes of the meeting of 14-08-2025"
    assert Event.objects.get(verb="circulate minutes").data["sha256"] == minutes.paper_id
    with pytest.raises(WrongState, match=r"These minutes are circulated\. Take them back to change them\."):
        proceedings.save_section(on_item(minutes), text="Other", row_version=0, by=depc.user("convener"), at=LATER)
    with pytest.raises(IntegrityError, match="section_of_minutes_is_changed_in_a_draft_only"), transaction.atomic():
        MinutesSection.objects.update(text="Other")


def test_minutes_are_not_circulated_with_an_unsigned_resolution_or_without_words(depc):
    item = item_with(a_paper(), depc)
    vote(item, depc, chair="for", co_chair="for", convener="for")
    resolution = drawn_up(item, depc)
    minutes = draft_of(depc, closed(item.meeting, depc))
    convener = depc.user("convener")
    with pytest.raises(WrongState, match="waits for its signature"):
        proceedings.circulate_minutes(minutes, by=convener, at=LATER)
    signed(resolution, depc)
    proceedings.save_section(on_item(minutes), text=" ", row_version=0, by=convener, at=LATER)

    with pytest.raises(WrongState, match=r"“District Export Action Plan” has no words yet\. Write them, then circulate\."):
        proceedings.circulate_minutes(minutes, by=convener, at=LATER)

    assert Paper.objects.filter(format="minutes/1").count() == 0


def test_a_member_sends_a_correction_until_they_are_confirmed(depc):
    minutes = circulated_minutes(depc)
    member = depc.user("member")
    proceedings.correct_minutes(minutes, section=on_item(minutes), text="It was 4 to 1.", by=member, at=LATER)
    with pytest.raises(WrongState, match="stands with the minutes already"):
        proceedings.correct_minutes(minutes, section=on_item(minutes), text="It was 4 to 1.", by=member, at=LATER)
    with pytest.raises(WrongState, match="Write what is to be corrected"):
        proceedings.correct_minutes(minutes, text=" ", by=member, at=LATER)
    with pytest.raises(NotAllowed):
        proceedings.correct_minutes(minutes, text="No seat.", by=stranger(), at=LATER)
    confirmed_minutes(depc, minutes)

    with pytest.raises(WrongState, match=r"These minutes are confirmed\. Corrections are sent while they are circulated"):
        proceedings.correct_minutes(minutes, text="Too late.", by=member, at=LATER)

    (correction,) = MinutesCorrection.objects.all()
    assert (correction.text, correction.recorded_by_label.split(",")[0]) == ("It was 4 to 1.", member.person.name)
    with pytest.raises(IntegrityError), transaction.atomic():
        MinutesCorrection.objects.update(text="Other")


def test_taken_back_for_a_correction_and_circulated_anew_they_are_another_text(depc):
    minutes = circulated_minutes(depc)
    first, convener = minutes.paper_id, depc.user("convener")
    with pytest.raises(WrongState, match="Write why the minutes are taken back"):
        proceedings.take_back_minutes(minutes, remark="", by=convener, at=LATER)
    minutes = proceedings.take_back_minutes(minutes, remark="The count was wrong.", by=convener, at=LATER)
    proceedings.save_section(on_item(minutes), text="Corrected.", row_version=0, by=convener, at=LATER)

    minutes = proceedings.circulate_minutes(minutes, by=convener, at=LATER)

    assert minutes.paper_id != first
    assert Paper.objects.filter(pk=first).exists()


def test_a_later_meeting_confirms_them_by_its_signed_resolution(depc):
    minutes = circulated_minutes(depc)
    assert [(row.title, row.matter) for row in pending_for(depc.committee)] == [
        ("Confirm the minutes of the meeting of 14-08-2025", minutes.matter)
    ]

    item = put_to_confirm(minutes, depc)
    resolution = drawn_up(item, depc, method="consensus")
    assert Minutes.objects.get().state == "circulated"
    resolution = signed(resolution, depc)

    minutes = Minutes.objects.get()
    assert (minutes.state, minutes.resolution_id, f"{minutes.confirmed_on}") == ("confirmed", resolution.pk, "2025-10-13")
    assert resolution.paper_id == minutes.paper_id
    assert resolution.text == (
        f"Resolved, that the “Minutes of the meeting of 14-08-2025”, bearing the fingerprint {minutes.paper_id}, are confirmed."
    )
    assert Event.objects.filter(verb="confirm minutes").count() == 1
    assert pending_for(depc.committee) == []


def test_confirmed_minutes_change_no_more(depc):
    minutes = confirmed_minutes(depc)
    convener = depc.user("convener")

    with pytest.raises(WrongState, match=r"These minutes were confirmed on 13-10-2025 and are not changed any more"):
        proceedings.save_section(on_item(minutes), text="Other", row_version=0, by=convener, at=LATER)
    with pytest.raises(WrongState):
        proceedings.take_back_minutes(minutes, remark="Again", by=convener, at=LATER)
    for change in (
        lambda: Minutes.objects.update(confirmed_on=STARTS.date()),
        lambda: Minutes.objects.update(state="draft"),
        lambda: MinutesSection.objects.update(text="Other"),
        lambda: MinutesSection.objects.all().delete(),
        lambda: MinutesSection.objects.create(minutes=minutes, position=9, title="X", changed_at=LATER),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert Minutes.objects.get().state == "confirmed"


def test_a_return_gives_them_back_with_its_reasons_and_another_text_is_confirmed(depc):
    minutes = circulated_minutes(depc)
    item = put_to_confirm(minutes, depc, motion="return")
    vote(item, depc, chair="for", co_chair="for", convener="for")
    first = minutes.paper_id
    resolution = signed(drawn_up(item, depc, reasons=[{"path": "", "text": "Name the nominee."}]), depc)

    minutes = Minutes.objects.get()
    assert (minutes.state, minutes.paper_id) == ("draft", None)
    assert list(MinutesCorrection.objects.values_list("text", "recorded_by_label")) == [("Name the nominee.", resolution.number)]
    convener = depc.user("convener")
    proceedings.save_section(on_item(minutes), text="The nominee was N. Rao.", row_version=0, by=convener, at=AFTER)
    minutes = proceedings.circulate_minutes(minutes, by=convener, at=AFTER)
    minutes = confirmed_minutes(depc, minutes, starts_at=STARTS + timedelta(days=120))
    assert minutes.paper_id != first


def test_nothing_is_signed_on_minutes_that_were_taken_back_meanwhile(depc):
    minutes = circulated_minutes(depc)
    item = put_to_confirm(minutes, depc)
    resolution = drawn_up(item, depc, method="consensus")
    with pytest.raises(WrongState, match=r"These minutes stand on the agenda of 13-10-2025\. Take the item off first"):
        proceedings.take_back_minutes(minutes, remark="Wrong", by=depc.user("convener"), at=LATER)
    Minutes.objects.update(state="draft", paper=None, circulated_at=None, circulated_by_label="")

    with pytest.raises(WrongState, match="taken back or confirmed before, so nothing was signed"):
        signed(resolution, depc)

    assert Resolution.objects.get(pk=resolution.pk).state == "drawn_up"


def test_no_meeting_confirms_its_own_minutes_or_those_of_another_committee(depc):
    minutes = circulated_minutes(depc)
    convener = depc.user("convener")
    earlier = a_meeting(depc, starts_at=STARTS - timedelta(days=5))
    with pytest.raises(NotOnTheAgenda, match="Minutes are confirmed at a later meeting"):
        proceedings.put_on_agenda(earlier, depc.committee, paper=minutes.paper, by=convener, at=LATER)
    minutes = proceedings.take_back_minutes(minutes, remark="Wrong", by=convener, at=LATER)
    later = a_meeting(depc, starts_at=STARTS + timedelta(days=9))

    with pytest.raises(NotOnTheAgenda, match="not circulated as they stand here"):
        proceedings.put_on_agenda(later, depc.committee, paper=Paper.objects.get(format="minutes/1"), by=convener, at=LATER)

    assert AgendaItem.objects.filter(meeting__in=[earlier, later]).count() == 0


def test_an_amendment_is_a_new_entry_that_names_what_it_amends_and_is_confirmed_likewise(depc):
    first = confirmed_minutes(depc)
    convener, at = depc.user("convener"), STARTS + timedelta(days=70)
    amendment = proceedings.amend_minutes(first, on_item(first), text="The vote was 4 to 0.", by=convener, at=at)
    with pytest.raises(WrongState, match="begun already"):
        proceedings.amend_minutes(first, on_item(first), text="Another.", by=convener, at=at)

    amendment = proceedings.circulate_minutes(amendment, by=convener, at=at)
    assert json.loads(content_of(amendment.paper))["amends"] == first.paper_id
    amendment = confirmed_minutes(depc, amendment, starts_at=STARTS + timedelta(days=120))

    assert (amendment.state, amendment.ordinal, amendment.amends_id) == ("confirmed", 1, first.pk)
    assert amendment.paper.title == "Amendment 1 to the minutes of the meeting of 14-08-2025"
    first.refresh_from_db()
    assert first.state == "confirmed"


def test_minutes_not_confirmed_are_not_amended_but_changed(depc):
    minutes = circulated_minutes(depc)

    with pytest.raises(WrongState, match="not confirmed yet"):
        proceedings.amend_minutes(minutes, on_item(minutes), text="X", by=depc.user("convener"), at=LATER)


def test_the_public_reads_the_words_once_confirmed_and_not_about_an_unpublished_paper(depc):
    sitting = held_sitting(depc)
    assert public_entries([sitting]) == {}
    minutes = circulated_minutes(depc, sitting)
    (entry,) = public_entries([sitting])[sitting.pk]
    assert (entry.minutes.state, entry.sections) == ("circulated", [])

    confirmed_minutes(depc, minutes)

    (entry,) = public_entries([sitting])[sitting.pk]
    assert [(part.held_back, bool(part.text)) for part in entry.sections] == [("", True), ("paper", False)]


def test_an_action_point_is_not_added_once_the_minutes_are_circulated(depc):
    sitting = held_sitting(depc)
    circulated_minutes(depc, sitting)

    with pytest.raises(WrongState, match="so its action points stand"):
        an_action(depc, sitting)
