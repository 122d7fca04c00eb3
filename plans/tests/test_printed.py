"""The packet of a frozen text: its words, its fingerprint on every page, the sheet to sign; for those who may read it."""

import json

import pytest
from django.test import override_settings
from django.urls import reverse

from accounts.tests.factories import make_auditor, stranger
from committees import proceedings
from committees.paper_codes import short_code
from committees.tests.factories import a_meeting, a_paper
from documents.tests.reading_pdf import Read
from documents.tests.test_printing import HOSTILE
from plans import checks, rows
from plans.models import Section
from plans.printed import packet_pdf
from plans.states import State
from plans.tests.desk import at_desk, text_of
from plans.tests.factories import (
    TABLED,
    WRITTEN,
    a_written_draft,
    an_office,
    paper_of_last_tabling,
    tabled,
    tabled_without_a_period,
    version_in,
)
from tests.world import kept_apart

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def version(django_db_setup, django_db_blocker):
    """A tabled plan that all tests of this file read; what one of them writes is undone at its end."""
    with django_db_blocker.unblock(), kept_apart():
        yield version_in(State.TABLED)


def packet_url(paper, **asked):
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return reverse("paper-packet", args=[paper.sha256]) + (f"?{query}" if query else "")


def packet(version, **asked):
    return Read(at_desk(version.office.convener).get(packet_url(paper_of_last_tabling(version), **asked)).content)


def every_text(written):
    """Each text that was typed into the plan or stands in it as a name, from the stored bytes; no codes and days."""
    if isinstance(written, dict):
        skipped = (
            "uid",
            "code",
            "state",
            "kind",
            "authentic_language",
            "format",
            "name_hi",
            "roll_up",
            "unit_family",
            "replaces",
        )
        return [text for key, inner in written.items() if key not in skipped for text in every_text(inner)]
    if isinstance(written, list):
        return [text for inner in written for text in every_text(inner)]
    return [written] if isinstance(written, str) and written else []


def test_a_packet_holds_every_text_of_the_stored_bytes(version):
    written = json.loads(bytes(paper_of_last_tabling(version).content))
    for row in written["interventions"]:
        row["due_on"] = ""
        row["addresses"] = []

    read = packet(version)

    shown = "".join(read.text.split())
    missing = [text for text in every_text(written) if "".join(text.split()) not in shown]
    # A figure is grouped as in India; that of the profile has five digits.
    assert missing == ["5760.00"]
    assert read.holds("5,760.00")


def test_fingerprint_and_code_stand_on_every_page_of_a_packet(version):
    sha256 = paper_of_last_tabling(version).sha256

    read = packet(version)

    pages = list(range(1, len(read.pages) + 1))
    assert len(pages) > 2
    assert read.pages_with(sha256) == pages
    assert read.pages_with(short_code(sha256)) == pages
    assert read.is_pdf_ua_1
    assert read.title == version.title


def test_the_sheet_names_every_seat_with_its_holder_and_a_vacant_one_as_vacant(version):
    office = version.office
    meeting = a_meeting(office.depc)
    item = proceedings.put_on_agenda(
        meeting, office.depc.committee, paper=paper_of_last_tabling(version), by=office.convener, at=meeting.starts_at
    )
    posting = office.depc.user("member").person.postings.get()
    type(posting).objects.filter(pk=posting.pk).update(valid_to=meeting.held_on)

    sheet = "".join(packet(version, item=item.pk).pages[-1].split())

    seats = list(office.depc.committee.seats.select_related("post").order_by("position"))
    holders = [
        user.person.name for key, user in office.depc.people.items() if key in ("chair", "co_chair", "convener", "association")
    ]
    assert len(seats) == 7
    assert [seat for seat in seats if "".join(seat.post.title.split()) not in sheet] == []
    assert [name for name in holders if "".join(name.split()) not in sheet] == []
    assert "vacant" in sheet
    assert "".join(office.depc.user("member").person.name.split()) not in sheet
    assert f"{meeting.held_on:%d-%m-%Y}" in sheet


def test_a_packet_shows_score_waivers_and_findings_as_frozen_at_the_tabling():
    office = an_office("Salem")
    version, waiver = tabled_without_a_period(office)
    paper, tabling = paper_of_last_tabling(version), version.tablings.get()

    read, hindi = packet(version), packet(version, language="hi")
    without = Read(packet_pdf(paper, language="en", committee=None, on=TABLED.date()))

    passed, count = tabling.score["passed"], tabling.score["checks"]
    waived = [found["sentence"]["en"] for found in tabling.findings if found["waived"]]
    assert read.holds(f"11 of 11 heads filled, {passed} of {count} checks passed, 1 error waived")
    until = f"{waiver.until:%d-%m-%Y}"
    assert [read.holds(said) for said in (waiver.reason, waiver.granted_by_label, until)] == [True, True, True]
    assert read.holds(f"2. {checks.title_of(2)}")
    assert [found["sentence"]["en"] for found in tabling.findings if not read.holds(found["sentence"]["en"])] == []
    assert (len(waived), read.text.count("error, waived")) == (1, 1)
    assert (hindi.holds(waiver.reason), hindi.holds(waived[0])) == (True, False)
    assert (without.holds(waiver.reason), without.holds("How it stood against the checks")) == (False, False)


def test_the_same_packet_has_the_same_bytes_and_a_hindi_one_has_others(version):
    client, paper = at_desk(version.office.convener), paper_of_last_tabling(version)

    first, again, hindi = (client.get(packet_url(paper, language=code)).content for code in ("en", "en", "hi"))

    assert first == again
    assert Read(hindi).language == "hi"
    assert Read(hindi).pages_with(paper.sha256) == list(range(1, len(Read(hindi).pages) + 1))


def test_typed_metacharacters_and_other_scripts_stand_in_the_packet_as_words():
    office = an_office("Salem")
    draft = a_written_draft(office)
    section = draft.sections.get(head=1)
    rows.save_row(
        Section,
        {"text": f"{HOSTILE}\n\nनिर्यात ஈரோடு"},
        version=draft,
        pk=section.pk,
        row_version=section.row_version,
        by=office.officer,
        at=WRITTEN,
    )
    version = tabled(office, at=TABLED, version=draft)

    read = packet(version)

    assert read.holds(HOSTILE)
    assert set("निर्यात") - set(read.text) == set()
    assert read.holds("cannot show. The stored text holds it")


def test_whoever_reads_the_text_gets_its_packet_and_nobody_else(version):
    office, paper = version.office, paper_of_last_tabling(version)
    readers = [
        office.officer,
        office.convener,
        office.hq,
        make_auditor(),
        office.depc.user("chair"),
        office.depc.user("association"),
    ]
    others = [stranger(), an_office("Agra", "Uttar Pradesh").depc.user("chair")]

    answers = [at_desk(user).get(packet_url(paper)) for user in readers]
    hidden = [at_desk(user).get(packet_url(paper)).status_code for user in others]

    assert [(answer.status_code, answer["Content-Type"], answer["Cache-Control"]) for answer in answers] == [
        (200, "application/pdf", answers[0]["Cache-Control"])
    ] * len(readers)
    assert "no-store" in answers[0]["Cache-Control"]
    assert hidden == [404, 404]


def test_a_packet_for_an_item_on_another_paper_is_not_found(version):
    meeting = a_meeting(version.office.depc)
    other = proceedings.put_on_agenda(
        meeting, version.office.depc.committee, title="Other", by=version.office.convener, at=meeting.starts_at
    )
    client, paper = at_desk(version.office.convener), paper_of_last_tabling(version)

    answers = [client.get(packet_url(paper, item=asked)).status_code for asked in (other.pk, "x", "9" * 30)]

    assert answers == [404, 404, 404]


def test_an_altered_text_makes_no_packet(version, monkeypatch):
    monkeypatch.setattr("committees.papers.sha256_hex", lambda content: "0" * 64)

    answer = at_desk(version.office.convener).get(packet_url(paper_of_last_tabling(version)))

    assert answer.status_code == 409
    assert "does not match its fingerprint" in text_of(answer)


def test_a_paper_of_another_kind_is_no_plan_to_print(version):
    with pytest.raises(Exception, match="no export action plan"):
        packet_pdf(a_paper('{"format":"other"}'), language="en", committee=None, on=TABLED.date())
    assert at_desk(version.office.hq).get(packet_url(a_paper("Other"))).status_code == 404


def test_the_packet_of_a_demonstration_says_so_on_every_page(version):
    paper, committee = paper_of_last_tabling(version), version.office.depc.committee

    with override_settings(DATABASE_KIND="demonstration"):
        read = Read(packet_pdf(paper, language="en", committee=committee, on=TABLED.date()))

    assert read.pages_with("persons and figures are invented") == list(range(1, len(read.pages) + 1))


def test_paper_and_meeting_lead_to_the_packet(version):
    office, paper = version.office, paper_of_last_tabling(version)
    meeting = a_meeting(office.depc)
    item = proceedings.put_on_agenda(meeting, office.depc.committee, paper=paper, by=office.convener, at=meeting.starts_at)
    client = at_desk(office.convener)

    pages = [client.get(reverse("paper", args=[paper.sha256])), client.get(reverse("desk-meeting", args=[meeting.pk]))]

    assert f'href="{packet_url(paper)}"' in text_of(pages[0])
    assert f'href="{packet_url(paper, item=item.pk)}"' in text_of(pages[1])
