"""An item in camera: its title is public and nothing else, behind any address, for anybody outside its committee.

A word is planted in every text field that has to do with such an item: the paper, the resolution with its reasons, dissent,
remarks, the reason of whoever stepped aside, the section of the minutes and its amendment, corrections, the action point
with its answers. The minutes are confirmed, so that what is public of them is public. Then every address is opened.
"""

import json
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.models import Notice
from accounts.tests import factories as people
from audit.models import Event
from committees import proceedings
from committees.models import ActionAnswer, ActionPoint, AgendaItem, Minutes, MinutesSection, Resolution
from committees.tests import factories as sittings
from plans.tests.desk import at_desk

from .addresses import addresses, of_door
from .planting import MARK, MARK_HI, planted_in, word, word_hi
from .test_canaries import read
from .world import SITTING, kept_apart

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

STARTS = SITTING - timedelta(days=200)
LATER = [SITTING - timedelta(days=days) for days in (150, 100)]
TITLE = "A grievance"
TAG = "secret"


def planted(field):
    return word(TAG, field)


def hindi(field):
    return word_hi(TAG + field)


@pytest.fixture(scope="module")
def secret(world, django_db_blocker):
    """The sitting with its item in camera, its confirmed minutes and amendment, in Erode's committee."""
    with django_db_blocker.unblock(), kept_apart():
        yield _build(world)


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()
    yield
    cache.clear()


def _build(world):
    depc = world.erode.depc
    convener, at = depc.user("convener"), STARTS + timedelta(minutes=20)
    sitting, item = _sit(depc, convener, at)
    point = sittings.an_action(depc, sitting, item=item, text=planted("action"), text_hi=hindi("action"))
    owner = depc.user("member")
    after = STARTS + timedelta(days=1)
    words = {"text": planted("answer"), "text_hi": hindi("answer")}
    proceedings.answer_action(point, by=owner, at=after, **words)
    proceedings.answer_action(point, text=planted("letter"), reference=planted("reference"), by=convener, at=after)
    closed = sittings.an_action(depc, sitting, item=item, text=planted("closed"), owner="member_2")
    proceedings.close_action(closed, kind="dropped", text=planted("dropped"), by=convener, at=after)
    minutes = proceedings.draw_up_minutes(sitting, by=convener, at=after)
    part = minutes.sections.get(item=item)
    text = f"{part.text} {planted('minutes')}"
    proceedings.save_section(part, text=text, text_hi=hindi("minutes"), row_version=0, by=convener, at=after)
    minutes = proceedings.circulate_minutes(minutes, by=convener, at=after)
    proceedings.correct_minutes(minutes, section=part, text=planted("correction"), by=owner, at=after)
    minutes = sittings.confirmed_minutes(depc, minutes, starts_at=LATER[0])
    amendment = proceedings.amend_minutes(
        minutes, part, text=planted("amendment"), text_hi=hindi("amendment"), by=convener, at=LATER[0]
    )
    amendment = proceedings.circulate_minutes(amendment, by=convener, at=LATER[0])
    sittings.confirmed_minutes(depc, amendment, starts_at=LATER[1])
    return depc


def _sit(depc, convener, at):
    """A resolution to return a paper, sent back once; every remark, reason and dissent a planted word."""
    meeting = sittings.a_meeting(depc, starts_at=STARTS)
    paper = sittings.a_paper(planted("paper"), title=planted("papertitle"))
    item = proceedings.put_on_agenda(
        meeting, depc.committee, paper=paper, title=TITLE, title_hi="एक शिकायत", in_camera=True, by=convener, at=STARTS
    )
    sittings.attend(meeting, depc, *sittings.PRESENT)
    proceedings.open_sitting(meeting, by=convener, at=STARTS)
    item = AgendaItem.objects.select_related("committee__place", "meeting").get(pk=item.pk)
    item = proceedings.open_item(item, motion="return", by=convener, at=at)
    proceedings.recuse(item, person=depc.user("member_2").person, reason=planted("recusal"), by=convener, at=at)
    sittings.vote(item, depc, chair="for", co_chair="for", convener="for", member="against")
    proceedings.note_dissent(item, seat=depc.seat("member"), text=planted("dissent"), by=depc.user("member"), at=at)
    words = {"text": planted("resolution"), "text_hi": hindi("resolution")}
    reasons = [{"path": planted("path"), "text": planted("reason")}]
    first = sittings.drawn_up(item, depc, reasons=reasons, **words)
    proceedings.send_back(first, remark=planted("sentback"), by=convener, at=at)
    item.refresh_from_db()
    resolution = sittings.drawn_up(item, depc, reasons=reasons, **words)
    proceedings.concur(resolution, stand="reserves", remark=planted("reservation"), by=depc.user("co_chair"), at=at)
    sittings.signed(resolution, depc)
    return sittings.closed(meeting, depc), item


def found_in(client, path):
    text, _answer = read(client, path)
    return {one for one in planted_in(text) if one.startswith((planted(""), hindi("")))}


def own_addresses():
    """The desk's pages of every entry of minutes and every action point, besides those of tests/addresses.py."""
    for minutes in Minutes.objects.all():
        for name in ("desk-minutes", "desk-minutes-circulate", "desk-minutes-take-back", "desk-minutes-correct"):
            yield reverse(name, args=[minutes.pk])
    for part in MinutesSection.objects.all():
        for name in ("desk-minutes-section", "desk-minutes-amend"):
            yield reverse(name, args=[part.minutes_id, part.pk])
    for point in ActionPoint.objects.all():
        for name in ("desk-action", "desk-action-answer", "desk-action-close"):
            yield reverse(name, args=[point.pk])


@pytest.mark.parametrize("person", ["nobody", "stranger", "other member"])
def test_nothing_of_it_is_behind_any_address(world, secret, person):
    client = Client()
    if person != "nobody":
        client = at_desk(world.people[person])
    paths = {address.path for address in addresses(world) if address.name != "account-join"} | set(own_addresses())
    if person == "nobody":
        paths |= {f"/hi{address.path}" for address in of_door(world, "public", "api")}

    found = {path: found_in(client, path) for path in sorted(paths)}

    assert {path: words for path, words in found.items() if words} == {}


def test_no_search_of_a_list_finds_it(world, secret):
    client = Client()
    lists = {address.path for address in of_door(world, "public", "api") if not re.search(r"\d", address.path.replace("v1", ""))}

    for asked in (f"?q={MARK}", f"?search={MARK}", f"?q={MARK_HI[:2]}", "?format=json"):
        found = {path: found_in(client, path + asked) for path in sorted(lists)}
        assert {path: words for path, words in found.items() if words} == {}, asked


def test_the_title_stands_on_the_meeting_with_an_action_point_that_says_nothing(world, secret):
    meeting = AgendaItem.objects.get(title=TITLE).meeting

    page = read(Client(), meeting.get_absolute_url())[0]
    told = json.loads(Client().get(f"/api/v1/meetings/{meeting.pk}/").content)

    assert page.count(TITLE) >= 2
    assert page.count("An action point of an in-camera item") == 2
    assert "Confirmed on" in page
    point = told["action_points"][0]
    assert {name: point[name] for name in ("text", "text_hi", "owner", "due", "answers")} == {
        "text": None, "text_hi": None, "owner": None, "due": None, "answers": [],
    }  # fmt: skip
    assert [entry["state"] for entry in told["committees"][0]["minutes"]] == ["confirmed", "confirmed"]


def test_no_event_and_no_notice_says_what_it_was_about(secret):
    # The paper was frozen before it went anywhere; whoever may read papers reads that.
    for event in Event.objects.exclude(verb="freeze"):
        assert planted_in(f"{event.target_label} {json.dumps(event.data, ensure_ascii=False)}").isdisjoint(_words()), event
    for notice in Notice.objects.all():
        assert planted_in(f"{notice.about} {notice.url} {json.dumps(notice.data)}").isdisjoint(_words()), notice


def test_neither_the_frozen_minutes_nor_the_exported_register_hold_it(secret, tmp_path):
    for minutes in Minutes.objects.exclude(paper=None).select_related("paper"):
        assert planted_in(bytes(minutes.paper.content).decode()).isdisjoint(_words())
    for resolution in Resolution.objects.exclude(row=""):
        assert planted_in(resolution.row).isdisjoint(_words())
    file = tmp_path / "register.jsonl"
    call_command("export_register", str(file))
    assert planted_in(file.read_text(encoding="utf-8")).isdisjoint(_words())


def test_the_printed_brief_of_the_next_meeting_says_nothing_of_it(world, secret):
    meeting = sittings.a_meeting(secret, starts_at=SITTING + timedelta(days=30))

    brief = read(at_desk(secret.user("member")), reverse("desk-brief", args=[meeting.pk, secret.committee.slug]))[0]

    assert "An action point of an in-camera item" in brief
    assert planted_in(brief).isdisjoint(_words())


def _words():
    return {one for field in FIELDS for one in (planted(field),)} | {hindi(field) for field in HINDI}


FIELDS = (
    "paper", "papertitle", "recusal", "dissent", "resolution", "path", "reason", "sentback", "reservation", "action", "answer",
    "letter", "reference", "closed", "dropped", "minutes", "correction", "amendment",
)  # fmt: skip
HINDI = ("action", "answer", "minutes", "amendment", "resolution")


# What could leak is there, and whoever sits in the committee reads it.


def test_every_word_is_planted_and_the_committee_finds_it(world, secret):
    member = at_desk(secret.user("member"))
    resolution = Resolution.objects.get(text=planted("resolution"), state="signed")
    pages = [
        reverse("desk-resolution", args=[resolution.pk]),
        *(reverse("desk-minutes", args=[minutes.pk]) for minutes in Minutes.objects.exclude(state="draft")),
        *(reverse("desk-action", args=[point.pk]) for point in ActionPoint.objects.all()),
        reverse("desk-actions", args=[secret.committee.slug]),
    ]

    seen = set().union(*(found_in(member, page) for page in pages))

    wanted = {"dissent", "resolution", "reason", "action", "answer", "letter", "reference", "closed", "dropped", "minutes"}
    assert {planted(field) for field in {*wanted, "correction", "amendment"}} - seen == set()
    assert ActionAnswer.objects.filter(text=planted("dropped")).count() == 1
    assert people.stranger() != secret.user("member")
