"""One portal in which every state of a plan stands at once, each in a district of its own, all of it planted.

    world = build()
    world.offices["draft"]            the office of a district; .version is its plan
    world.people["stranger"]          signed in, and nobody's officer

Erode is the district of the persons: it has a published plan, a younger draft beside it, and a committee whose next
sitting is open. Every version is walked there by the workflow; only the words are written past the forms.
"""

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from django.db import transaction

from accounts.models import Invitation, Posting
from accounts.tests import factories as people
from accounts.tests.factories import post_of
from audit import edition
from committees import proceedings
from committees.models import AgendaItem, Committee, Meeting, Paper, Resolution
from committees.tests import factories as sittings
from documents.storing import store
from plans import asking, rows, workflow
from plans.models import PlanVersion, ReturnReason, Waiver
from plans.tests import factories as plans

from .planting import NUMBER, PUBLIC_NUMBER, plant, word, word_hi
from .recorded_walks import recorded

#: tag -> district. The tag stands in every planted word.
PLACES = {
    "draft": ("Salem", "Tamil Nadu"),
    "consulted": ("Madurai", "Tamil Nadu"),
    "tabled": ("Coimbatore", "Tamil Nadu"),
    "returned": ("Agra", "Uttar Pradesh"),
    "adopted": ("Varanasi", "Uttar Pradesh"),
    "withdrawn": ("Lucknow", "Uttar Pradesh"),
    "drawnup": ("Jaipur", "Rajasthan"),
    "published": ("Erode", "Tamil Nadu"),
}
#: Those whose text was laid before the committee, and those on whose text it has voted, in the order it did.
PAPERS = ("tabled", "returned", "adopted", "drawnup", "published")
DECIDED = ("returned", "adopted", "drawnup", "published")
#: In these the text is nobody's business; "next" is the younger draft in Erode.
UNPUBLISHED = ("draft", "consulted", "tabled", "returned", "adopted", "withdrawn", "drawnup", "next")

#: What the door's clock would say; the meetings below are open.
NOW = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
SITTING = datetime(2026, 3, 2, 5, 30, tzinfo=UTC)


@dataclass
class World:
    offices: dict = field(default_factory=dict)
    versions: dict = field(default_factory=dict)
    people: dict = field(default_factory=dict)
    documents: list = field(default_factory=list)
    token: str = ""

    @property
    def erode(self):
        return self.offices["published"]

    @property
    def districts(self):
        return [office.district for office in self.offices.values()]

    @property
    def committees(self):
        return list(Committee.objects.order_by("pk"))

    @property
    def meetings(self):
        return list(Meeting.objects.order_by("pk"))

    @property
    def resolutions(self):
        return list(Resolution.objects.order_by("pk"))

    @property
    def papers(self):
        return list(Paper.objects.defer("content").order_by("title"))

    @property
    def item(self):
        """The item of Erode's open sitting that can be voted on."""
        return AgendaItem.objects.get(title="Warehouse at the railhead")

    @property
    def posting(self):
        return Posting.objects.get(person=self.people["association"].person)

    @property
    def invitation(self):
        return Invitation.objects.order_by("pk").last()

    @property
    def edition(self):
        return edition.current()


@contextmanager
def kept_apart():
    """Everything written inside is undone at the end, as in a TestCase, but for longer than one test."""
    outside = transaction.atomic()
    # Durable blocks below would otherwise refuse to stand inside another; TestCase says the same of its own.
    outside._from_testcase = True
    with outside:
        yield
        transaction.set_rollback(True)


@recorded
def build():
    """The World; takes a few seconds, the first time of a run."""
    world = World()
    for tag, (name, state) in PLACES.items():
        world.offices[tag] = plans.an_office(name, state)
    world.offices["stranger"] = plans.an_office("Jodhpur", "Rajasthan")
    for tag in PLACES:
        world.versions[tag] = _STEPS[tag](world.offices[tag], _written(world.offices[tag], tag))
        world.versions[tag].refresh_from_db()
    world.versions["next"] = _next_draft(world.erode, world.versions["published"])
    _open_sitting(world.erode)
    _after_the_sitting(world.erode, world.versions["published"])
    _gather(world)
    _attach(world)
    return world


def _written(office, tag):
    at = plans.SITTING - timedelta(days=40)
    version = plans.a_written_draft(office, at=at)
    plant(version, tag, number=PUBLIC_NUMBER if tag == "published" else NUMBER)
    rows.comment(version, text=f"{word(tag, 'comment')} {word_hi(tag + 'comment')}", by=office.officer, at=at + timedelta(days=8))
    _waived(office, version, tag, at + timedelta(days=8))
    _asked(office, version, tag, at + timedelta(days=8))
    return _commented_in_public(office, version, tag, at=at + timedelta(days=8)) if tag == "published" else version


def _commented_in_public(office, version, tag, *, at):
    """Open for comment for two weeks: one comment shown and answered, one kept back."""
    version = workflow.open_consultation(version, until=(at + timedelta(days=14)).date(), by=office.convener, at=at)
    said = {"name": word(tag, "name"), "may_be_named": True, "head": 6}
    shown = workflow.leave_comment(version, text=word(tag, "said"), press=word(tag, "said"), at=at, **said)
    hidden = workflow.leave_comment(
        version, text=word(tag, "keptback"), press=word(tag, "keptback"), name=word(tag, "silent"), at=at
    )
    workflow.show_comment(shown, by=office.convener, at=at)
    workflow.reply_to_comment(shown, text=word(tag, "reply"), by=office.officer, at=at)
    workflow.hide_comment(hidden, reason=word(tag, "why"), by=office.convener, at=at)
    return workflow.close_consultation(version, by=office.convener, at=at)


def _waived(office, version, tag, at):
    """A waiver nobody needed: the workflow would refuse it, and its reason is planted all the same."""
    return Waiver.objects.create(
        version=version,
        check_number=2,
        reason=word(tag, "waiver"),
        granted_on=at.date(),
        until=at.date() + timedelta(days=300),
        granted_at=at,
        granted_by=office.hq.person,
        granted_by_label="Headquarters",
    )


def _asked(office, version, tag, at):
    """A data request: one fact answered and waiting, one sent back, one without an answer."""
    population = next(ask for ask in asking.askable(version, 1) if ask.code == "population")
    request = workflow.ask_for_data(
        version,
        head=1,
        post_asked=post_of(office.depc.user("member")),
        due_on=(at + timedelta(days=14)).date(),
        asks=[population, asking.other_fact(word(tag, "asked")), asking.question(word(tag, "question"))],
        words=word(tag, "askedwords"),
        press=word(tag, "press"),
        by=office.convener,
        at=at,
    )
    figure = {"value": Decimal(NUMBER), "value_state": "value", "fy": "2024-25"}
    answers = {
        fact.pk: figure | {"source": word(tag, "askedsource"), "words": word(tag, "askednote")}
        for fact in request.facts.filter(kind="fact")
    }
    workflow.answer_data_request(request, answers, by=office.depc.user("member"), at=at)
    second = request.facts.get(position=2)
    workflow.send_back_answer(second, reason=word(tag, "askedback"), answer_number=1, by=office.officer, at=at)


def _draft(office, version):
    return version


def _consulted(office, version):
    version = workflow.open_consultation(
        version, until=date(2027, 12, 31), remark=word("consulted", "remark"), by=office.convener, at=plans.TABLED
    )
    said = {"name": word("consulted", "silent"), "press": word("consulted", "said")}
    workflow.leave_comment(version, text=word("consulted", "waiting"), at=plans.TABLED, **said)
    return version


def _tabled(office, version, tag="tabled"):
    return workflow.table(version, remark=word(tag, "remark"), by=office.convener, at=plans.TABLED)


def _circulated(office, version):
    """Before the committee, and sent round among its members besides."""
    version = _tabled(office, version)
    proceedings.circulate(
        office.depc.committee,
        paper=plans.paper_of_last_tabling(version),
        lapses_on=date(2027, 12, 31),
        by=office.convener,
        at=plans.TABLED + timedelta(hours=1),
    )
    return version


def _put_to_the_vote(office, version, **choices):
    item = sittings.item_with(
        plans.paper_of_last_tabling(version), office.depc, starts_at=plans.SITTING, motion=choices.pop("motion", "")
    )
    sittings.vote(item, office.depc, **choices)
    proceedings.note_dissent(
        item, seat=office.depc.seat("member"), text=word(_tag(office), "dissent"), by=office.depc.user("member"),
        at=plans.SITTING + timedelta(minutes=25),
    )  # fmt: skip
    return item


def _tag(office):
    return next(tag for tag, (name, _state) in PLACES.items() if name == office.district.name)


def _returned(office, version):
    _tabled(office, version, "returned")
    item = _put_to_the_vote(office, version, motion="return", chair="for", co_chair="for", convener="for")
    words = word("returned", "resolutiontext")
    reasons = [{"path": "targets", "text": word("returned", "reason")}]
    sittings.signed(
        sittings.drawn_up(item, office.depc, reasons=reasons, text=words, text_hi=word_hi("returnedtext")), office.depc
    )
    version.refresh_from_db()
    reason = ReturnReason.objects.get(tabling__version=version)
    workflow.answer_reason(reason, answer=word("returned", "answer"), by=office.officer, at=plans.PUBLISHED)
    return version


def _adopted(office, version):
    tag = _tag(office)
    _tabled(office, version, tag)
    item = _put_to_the_vote(office, version, chair="for", co_chair="for", convener="for", member="for", member_2="abstain")
    words = {"text": word(tag, "resolutiontext"), "text_hi": word_hi(tag + "text")}
    sittings.signed(sittings.drawn_up(item, office.depc, **words), office.depc)
    return version


def _drawn_up(office, version):
    _tabled(office, version, "drawnup")
    item = _put_to_the_vote(office, version, chair="for", co_chair="for", convener="for", member="for")
    sittings.drawn_up(item, office.depc, text=word("drawnup", "resolutiontext"), text_hi=word_hi("drawnuptext"))
    return version


def _withdrawn(office, version):
    return workflow.withdraw(version, remark=word("withdrawn", "remark"), by=office.convener, at=plans.TABLED)


def _published(office, version):
    version = _adopted(office, version)
    version.refresh_from_db()
    return workflow.publish(version, checklist=plans.CONFIRMED, by=office.publisher, at=plans.PUBLISHED)


_STEPS = {
    "draft": _draft,
    "consulted": _consulted,
    "tabled": _circulated,
    "returned": _returned,
    "adopted": _adopted,
    "withdrawn": _withdrawn,
    "drawnup": _drawn_up,
    "published": _published,
}


def _next_draft(office, earlier):
    """A younger version beside the published one, with words of its own."""
    version = workflow.start_version(office.district, based_on=earlier, by=office.officer, at=plans.LATER)
    plant(version, "next")
    rows.comment(version, text=word("next", "comment"), by=office.officer, at=plans.LATER)
    _waived(office, version, "next", plans.LATER)
    _asked(office, version, "next", plans.LATER)
    return version


def _open_sitting(office):
    """Erode's committee sits: one item open, one in camera and signed, one not opened, one waiting for the signature.

    Another meeting is called.
    """
    depc = office.depc
    meeting = sittings.a_meeting(depc, starts_at=SITTING)
    convener = depc.user("convener")
    put_on = lambda **item: proceedings.put_on_agenda(meeting, depc.committee, by=convener, at=SITTING, **item)  # noqa: E731
    secret = put_on(title="A matter of staff", in_camera=True)
    put_on(title="Warehouse at the railhead")
    put_on(title="Any other matter")
    road = put_on(title="Road to the railhead")
    sittings.attend(meeting, depc, *sittings.PRESENT)
    meeting = proceedings.open_sitting(meeting, by=convener, at=SITTING)

    def open_item(title):
        item = AgendaItem.objects.select_related("committee__place", "meeting").get(title=title)
        return proceedings.open_item(item, motion="resolve", by=convener, at=SITTING)

    secret, road = open_item(secret.title), open_item(road.title)
    for item in (secret, road):
        sittings.vote(item, depc, chair="for", convener="for", member="for", member_2="for")
    at = SITTING + timedelta(minutes=20)
    proceedings.note_dissent(secret, seat=depc.seat("member"), text=word("camera", "dissent"), by=depc.user("member"), at=at)
    sittings.signed(sittings.drawn_up(secret, depc, text=word("camera", "resolutiontext"), text_hi=word_hi("cameratext")), depc)
    sittings.drawn_up(road, depc, text=word("unsigned", "resolutiontext"), text_hi=word_hi("unsignedtext"))
    open_item("Warehouse at the railhead")
    sittings.a_meeting(depc, starts_at=SITTING + timedelta(days=400))


def _after_the_sitting(office, version):
    """The meeting that adopted Erode's plan is closed and its minutes are a draft; an item in camera left an action point."""
    depc, convener = office.depc, office.depc.user("convener")
    sitting = sittings.closed(version.resolution.item.meeting, depc)
    sittings.an_action(depc, sitting, owner="member")
    at = sitting.meeting.starts_at + timedelta(days=2)
    minutes = proceedings.draw_up_minutes(sitting, by=convener, at=at)
    opening = minutes.sections.get(position=0)
    words = {"text": word("minutes", "draft"), "text_hi": word_hi("minutesdraft")}
    proceedings.save_section(opening, row_version=0, by=convener, at=at, **words)
    secret = AgendaItem.objects.get(title="A matter of staff")
    point = proceedings.record_action(
        secret.meeting.sittings.get(), item=secret, text=word("camera", "action"), text_hi=word_hi("cameraaction"),
        owner=depc.seat("member").post, due=SITTING.date() + timedelta(days=9), by=convener, at=SITTING + timedelta(hours=1),
    )  # fmt: skip
    words = {"text": word("camera", "answer"), "text_hi": word_hi("cameraanswer")}
    proceedings.answer_action(point, by=depc.user("member"), at=SITTING + timedelta(hours=2), **words)


def _gather(world):
    """The persons of the sweep: each of Erode unless said otherwise."""
    depc = world.erode.depc
    world.people = {
        "stranger": people.stranger(),
        "other member": world.offices["stranger"].depc.user("member"),
        "other officer": world.offices["stranger"].officer,
        "officer": world.erode.officer,
        "member": depc.user("member"),
        "convener": depc.user("convener"),
        "chair": depc.user("chair"),
        "co-chair": depc.user("co_chair"),
        "ra": world.erode.publisher,
        "state": depc.state_officer,
        "other state": world.offices["stranger"].depc.state_officer,
        "hq": people.make_hq(),
        "data": people.make_data_officer(),
        "auditor": people.make_auditor(),
        "association": depc.user("association"),
    }


def _attach(world):
    """Files, addresses and an invitation nobody outside should see."""
    hq, at = people.make_hq(), people.AT
    for tag in ("order", "posting"):
        text = f"%PDF-1.4\n%{word('file', tag)}\n%%EOF\n".encode()
        world.documents.append(store(text, name=f"{word('file', tag, 'name')}.pdf", by_label="H. Singh", at=at))
    committee = world.erode.depc.committee
    committee.order_document = world.documents[0]
    committee.save(update_fields=["order_document"])
    post = people.post_of(world.people["convener"])
    post.office_email = f"{word('office', 'email')}@example.in"
    post.save(update_fields=["office_email"])
    Posting.objects.filter(post=post).update(order_document=world.documents[1])
    vacant = people.ensure_post("Assistant Director (Statistics)", place=world.erode.district, by=hq, at=at)
    link = people.invite(vacant, name="I. Invited", email=f"{word('invited', 'email')}@example.in", by=hq, at=NOW)
    world.token = people.token_of(link)
    assert PlanVersion.objects.count() == len(PLACES) + 1
