"""The brief before a meeting: what each part takes from where, for whom, and that it is one sheet of paper whatever it holds."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from accounts.models import Posting
from accounts.tests.factories import stranger
from committees import proceedings
from committees.brief import BOTTLENECKS, CHANGED, OVERDUE, TO_DECIDE, TREND, parts_of
from committees.printed_brief import MOST_SIGNS, brief_pdf, cut
from committees.proceedings.action_points import record_action
from committees.tests.factories import a_meeting
from districts.models import ExportFigure, Place, Source
from documents.tests.reading_pdf import Read
from plans import workflow
from plans.states import State
from plans.tests.desk import at_desk, text_of
from plans.tests.factories import (
    LATER,
    SITTING,
    a_written_draft,
    add_bottleneck,
    an_office,
    paper_of_last_tabling,
    published,
    tabled,
    version_in,
)

pytestmark = pytest.mark.django_db

NEXT = LATER + timedelta(days=40)
ON = NEXT.date()


def lines(parts, key):
    return [(line.text, line.note) for part in parts if part.key == key for line in part.lines]


def part(parts, key):
    return next(part for part in parts if part.key == key)


def a_figure(place, year, value, **more):
    return ExportFigure.objects.create(
        place_id=place.pk,
        measure="value",
        period=year,
        financial_year=year,
        value_as_published=value,
        value=value.replace(",", ""),
        value_normalised=more.pop("normalised", f"{value.replace(',', '')}0000000"),
        unit="crore",
        currency="INR",
        source=Source.objects.order_by("pk").first(),
        **more,
    )


@pytest.fixture
def office():
    return an_office()


def the_next_meeting(office, *papers):
    meeting = a_meeting(office.depc, starts_at=NEXT)
    for paper in papers:
        proceedings.put_on_agenda(meeting, office.depc.committee, paper=paper, by=office.convener, at=NEXT)
    return meeting


def test_a_brief_tells_what_changed_since_the_last_meeting_and_what_is_to_decide(office):
    version = published(office)
    meeting = version.resolution.item.meeting
    sitting = meeting.sittings.get()
    point = record_action(
        sitting, text="Lay the road.", owner=office.depc.seat("member").post, due=date(2025, 10, 1), by=office.convener,
        at=SITTING + timedelta(hours=4),
    )  # fmt: skip
    proceedings.close_sitting(meeting, by=office.convener, at=SITTING + timedelta(hours=5))
    Posting.objects.filter(person=office.depc.user("member_2").person).update(valid_to=date(2026, 1, 31))
    second = workflow.start_version(office.district, by=office.officer, at=LATER, based_on=version)
    second.office = office
    second = workflow.table(second, by=office.convener, at=LATER + timedelta(days=1))
    next_meeting = the_next_meeting(office, paper_of_last_tabling(second))

    parts = parts_of(next_meeting, office.depc.committee, on=ON)

    assert [one.key for one in parts] == [TO_DECIDE, CHANGED, TREND, BOTTLENECKS, OVERDUE]
    assert part(parts, CHANGED).lead == "since the meeting of 14-08-2025"
    assert lines(parts, TO_DECIDE)[0] == (second.title, "item 1")
    assert [text for text, _note in lines(parts, CHANGED)] == [
        "District Development Manager, NABARD",
        "The plan was tabled",
        "A version of the plan was started",
        "The plan was published",
        f"Carried: {version.title}",
    ]
    assert lines(parts, BOTTLENECKS) == [
        ("No accredited laboratory in the district.", "Testing and certification, State, 1 intervention")
    ]
    overdue = lines(parts, OVERDUE)
    assert [text for text, _note in overdue] == ["Lay the road."]
    assert f"{(ON - point.due).days} days overdue" in overdue[0][1]
    assert "no answer" in overdue[0][1]


def test_what_waits_and_is_on_no_agenda_is_told_as_well(office):
    version = tabled(office)

    parts = parts_of(the_next_meeting(office), office.depc.committee, on=ON)

    assert lines(parts, TO_DECIDE) == [(version.title, "waits since 28-07-2025, on no agenda yet")]
    assert part(parts, CHANGED).lead == "no meeting before this one"


def test_a_place_of_which_nothing_is_known_says_so_in_words(office):
    ExportFigure.objects.filter(place_id=office.district.pk).delete()
    Posting.objects.update(valid_from=date(2020, 1, 1))

    parts = parts_of(the_next_meeting(office), office.depc.committee, on=ON)

    assert {one.key: one.none for one in parts if not one.lines} == {
        TO_DECIDE: "Nothing waits for a decision.",
        CHANGED: "Nothing is recorded on this portal.",
        TREND: "Not known on this portal.",
        BOTTLENECKS: "No text of this committee's place names one.",
        OVERDUE: "No action of an earlier meeting is overdue.",
    }


def test_the_trend_compares_years_of_one_currency_and_leaves_out_parts_of_years_and_goods(office):
    place = Place.objects.get(pk=office.district.pk)
    ExportFigure.objects.filter(place=place).delete()
    a_figure(place, "2022-23", "400")
    a_figure(place, "2023-24", "450", status="provisional", commodity="all merchandise")
    a_figure(place, "2021-22", "380", commodity="Turmeric")
    ExportFigure.objects.filter(pk=a_figure(place, "2024-25", "100").pk).update(financial_year="", is_part_year=True)

    parts = parts_of(the_next_meeting(office), office.depc.committee, on=ON)

    publisher = Source.objects.order_by("pk").first().publisher
    assert lines(parts, TREND) == [
        ("450 crore, 2023-24 (+12.5 %)", f"provisional; {publisher}"),
        ("400 crore, 2022-23", publisher),
    ]


def test_a_brief_is_one_sheet_with_long_content_and_counts_what_it_leaves_out(office):
    draft = a_written_draft(office)
    for number in range(16):
        words = f"Hurdle {number}: " + "a very long reason why nothing moves " * 20
        add_bottleneck(draft, statement=words, no_intervention_reason="None is known yet.")
    version = tabled(office, version=draft, at=LATER)
    meeting = the_next_meeting(office, paper_of_last_tabling(version))
    for number in range(20):
        proceedings.put_on_agenda(
            meeting, office.depc.committee, title=f"Matter {number} " + "x" * 280, by=office.convener, at=NEXT
        )

    sheets = {code: Read(brief_pdf(meeting, office.depc.committee, on=ON, at=NEXT, language=code)) for code in ("en", "hi")}

    assert [len(sheet.pages) for sheet in sheets.values()] == [1, 1]
    english = sheets["en"]
    shown = english.text.count("Hurdle ")
    assert shown >= 3
    assert english.holds(f"and {17 - shown} more")
    assert english.is_pdf_ua_1
    assert [
        title
        for title in ("To decide", "What changed", "Exports", "Open bottlenecks", "Overdue actions")
        if not english.holds(title)
    ] == []


def test_a_line_is_cut_at_a_word_and_an_endless_word_where_it_stands():
    assert cut("one two three", 9) == "one two…"
    assert cut("one\ntwo", 9) == "one two"
    assert len(cut("x" * 500, MOST_SIGNS)) == MOST_SIGNS


def test_members_read_the_brief_on_the_screen_and_on_paper_and_strangers_find_none():
    version = version_in(State.TABLED)
    office = version.office
    meeting = the_next_meeting(office, paper_of_last_tabling(version))
    arguments = [meeting.pk, office.depc.committee.slug]
    addresses = [reverse(name, args=arguments) for name in ("desk-brief", "desk-brief-pdf")]
    readers = [office.convener, office.depc.user("chair"), office.depc.user("association"), office.hq]
    others = [stranger(), an_office("Agra", "Uttar Pradesh").depc.user("chair")]

    answers = {user.email: [at_desk(user).get(address) for address in addresses] for user in readers}
    hidden = [at_desk(user).get(address).status_code for user in others for address in addresses]

    assert {tuple(answer.status_code for answer in given) for given in answers.values()} == {(200, 200)}
    page, file = answers[office.convener.email]
    assert version.title in text_of(page)
    assert addresses[1] in text_of(page)
    assert len(Read(file.content).pages) == 1
    assert "no-store" in file["Cache-Control"]
    assert hidden == [404] * 4
    assert at_desk(office.hq).get(reverse("desk-brief", args=[meeting.pk, "no-such"])).status_code == 404
