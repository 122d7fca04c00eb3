"""What a browser would send with each form of the desk, whole and valid, so that only the person can be the reason for a no.

SENT[address.name](world, address.case) -> dict of the POST
"""

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.tests.factories import PASSWORD, post_of
from committees.models import Meeting, MinutesSection, Resolution
from districts.models import DistrictProduct, Place
from imports.workbook.writing import workbook_of
from plans.admin.pasting import mark_of
from plans.models import Incentive, Section
from plans.workflow import CHECKLIST

from .addresses import MOVES, first_row

_DAY = "2026-03-02"
_LATER = "2026-04-20"
_ORDER = {"order_number": "DC/IND/9/2026", "order_date": "2026-02-20"}


_ROWS = "Jobs\t\tpersons\t1\t2023-24\tDIC\t2\t2027-28\n"


def sent(world, address):
    """The POST for this address; nothing where its form asks nothing or no form stands there."""
    made = SENT.get(address.name)
    return made(world, address.case) if made else {}


def _always(**given):
    return lambda world, case: given


def _cover(world, case):
    return {
        "row_version": world.versions["next"].row_version, "title": "Changed", "authentic_language": "en",
        "period_from_fy": "2025-26", "period_to_fy": "2027-28",
    }  # fmt: skip


def _head(world, case):
    row = Section.objects.get(version=world.versions["next"], head=1)
    return {"row_version": row.row_version, "text": "Changed."}


def _incentive(world, case):
    row = first_row(world, Incentive)
    return {"row_version": row.row_version, "scheme": "Changed", "government": "union"}


def _workbook(world, case):
    return {"sheet": SimpleUploadedFile("plan.xlsx", workbook_of(world.versions["next"]))}


_MOVE = {
    "open_consultation": {"until": _LATER},
    "withdraw": {"remark": "Begun anew."},
    "publish": {**dict.fromkeys(CHECKLIST, "on"), "password_again": PASSWORD},
    "send_back": {"remark": "A private number."},
    "suspend": {"order": "DoC/9/2026", "on": _DAY, "reason": "Under inquiry."},
    "resume": {"order": "DoC/9/2026"},
    "close": {"on": _DAY, "reason": "The period is over."},
    "record_notification": {"number": "12 of 2026", "on": _DAY},
}


def _move(world, case):
    version = world.versions[MOVES[case]]
    return {"seen": version.row_version, **_MOVE.get(case, {})}


def _attendance(world, case):
    depc = world.erode.depc
    return {
        f"how_{depc.seat(key).pk}": "in_person" for key in ("chair", "co_chair", "convener", "member", "member_2", "member_3")
    }


def _new_date(world, case):
    meeting = Meeting.objects.get(state="called", committees=world.erode.depc.committee)
    return {"seen": meeting.starts_at.isoformat(), "day": "2027-05-20", "time": "11:00", "words": "The hall is flooded."}


def _invite(world, case):
    return {"committees": [world.offices["tabled"].depc.committee.pk]}


def _hands(world, case):
    depc = world.erode.depc
    return {f"seat_{depc.seat(key).pk}": "for" for key in ("chair", "convener", "member", "member_2")}


def _delegate(world, case):
    posting = world.people["member"].person.postings.get()
    return {"posting": posting.pk, "reference": "Letter 4 of 2026"}


def _seat(world, case):
    return {"seat_type": "depc-other", "title": "Further member", "on": _LATER, **_ORDER}


def _products(world, case):
    """The list of Erode without any product, by an order or by its first resolution."""
    resolution = Resolution.objects.get(committee=world.erode.depc.committee, state="signed", item__in_camera=False)
    rows = DistrictProduct.objects.filter(district=world.erode.district, until__isnull=True)
    off = {f"off_{row.pk}": "on" for row in rows}
    standing = ",".join(f"{row.product_id}.{row.rank or ''}" for row in rows)
    return {"resolution": resolution.pk, "standing": standing, "new_1": "turmeric", "new_rank_1": "9", **off, **_ORDER}


def _post(world, case):
    return {"place": world.erode.district.pk, "title": "Further post"}


def _state(world, case):
    return {
        "state": Place.objects.get(slug="kerala", kind="state").pk,
        "title": "Export Commissioner",
        "holder": "K. Nair",
        "valid_from": _DAY,
    }


def _section_of_minutes(world, case):
    return {
        "text": "Changed.",
        "text_hi": "",
        "row_version": MinutesSection.objects.filter(position=1).order_by("pk").first().row_version,
    }


def _action(world, case):
    return {"text": "Mend the road", "owner": world.erode.depc.seat("member").post_id, "due": _LATER}


def _ask(world, case):
    member = post_of(world.erode.depc.user("member"))
    return {"post_asked": member.pk, "due_on": _LATER, "questions": "Why?", "once": "press"}


SENT = {
    "desk-cover": _cover,
    "desk-erratum-start": lambda world, case: {"seen": world.versions["published"].row_version},
    "desk-head": _head,
    "desk-reason": _always(answer="Changed."),
    "desk-move": _move,
    "desk-public-comment": lambda world, case: {"reason": "Advertises.", "text": "Added."},
    "desk-workbook": _workbook,
    "desk-data-ask": _ask,
    "desk-data-take": _always(seen="1.1.0"),
    "desk-data-withdraw": _always(),
    "desk-data-send-back": _always(reason="Of which year?", answer="1"),
    "desk-data-request": _always(**{"3-words": "The board's.", "reference": "LDM/4"}),
    "desk-data-sheet": _always(),
    "desk-state-remarks": _always(text="Add the airport.", on=_DAY),
    "desk-comment": _always(text="A remark."),
    "desk-paste": _always(text=_ROWS, add="yes", once="press", looked=mark_of(_ROWS, "")),
    "desk-waive": _always(reason="Not yet.", until=_LATER),
    "desk-waiver-withdraw": _always(reason="It was needed no longer."),
    "desk-translation-head": _always(**{"text-title": "निर्यात कार्य योजना", "seen-title": "1"}),
    "desk-row-add": _always(row_version="1", scheme="Another", government="state"),
    "desk-row": _incentive,
    "desk-row-delete": _incentive,
    "desk-row-move": _always(to="down"),
    "desk-start": _always(),
    "desk-seat-add": _seat,
    "desk-seat-end": _always(on=_LATER, **_ORDER),
    "desk-seat-change": _always(role="member", on=_LATER, **_ORDER),
    "desk-committee-end": _always(on=_LATER, **_ORDER),
    "desk-products-order": _products,
    "desk-products-resolution": _products,
    "desk-meeting-call": _always(day=_LATER, time="11:00", mode="in_person", venue="Collectorate"),
    "desk-meeting-postpone": _new_date,
    "desk-meeting-invite": _invite,
    "desk-invitees": _always(what="add", name="I. Guest", body="Chamber of Commerce", invited_by="the chair, letter 1"),
    "desk-item-move": _always(to="up"),
    "desk-meeting-cancel": _always(words="The hall is flooded."),
    "desk-agenda": _always(item_title="A further item"),
    "desk-attendance": _attendance,
    "desk-delegate": _delegate,
    "desk-minutes-section": _section_of_minutes,
    "desk-minutes-take-back": _always(words="The count is wrong."),
    "desk-minutes-correct": _always(text="It was four to one."),
    "desk-minutes-amend": _always(text="It was four to one."),
    "desk-action-add": _action,
    "desk-action-answer": _always(text="The tender is out.", reference="LB/4 of 1-3-2026"),
    "desk-action-close": _always(kind="done", text="Seen."),
    "desk-item-open": _always(motion="resolve"),
    "desk-circulate": _always(lapses_on="2026-03-20"),
    "desk-circulated": _always(choice="for", confirmed="yes", password_again=PASSWORD),
    "desk-circulated-aside": _always(reason="Owns a mill there."),
    "desk-circulated-end": _always(words="It needs talk."),
    "desk-vote": _always(choice="for", confirmed="yes", password_again=PASSWORD),
    "desk-step-aside": _always(reason="An interest in the matter."),
    "desk-hands": _hands,
    "desk-draw-up": _always(method="consensus", text="Resolved."),
    "desk-sign": _always(password_again=PASSWORD),
    "desk-concur": _always(stand="concurs"),
    "desk-annul": _always(order_number="DoC/9/2026", order_date="2026-03-01", reason="Not called.", password_again=PASSWORD),
    "desk-send-back": _always(words="Count again."),
    "admin:post-new": _post,
    "admin:post-change": _always(title="Nominee of the chamber"),
    "admin:post-holder": _always(holder="Z. Other", kind="officiating", valid_from=_DAY),
    "admin:post-transfer": _always(holder="Z. Other", valid_from=_DAY),
    "admin:post-invite": _always(email="other@example.in"),
    "admin:posting-end": _always(until=_DAY),
    "admin:account-erase": _always(password_again=PASSWORD),
    "admin:posting-consent": _always(on=_DAY),
    "admin:set-up-state": _state,
    "admin:set-up-authority": _always(
        new_city="Testpur", districts="Alappuzha, Kerala", valid_from=_DAY, notice="PN 9", move="on", title="JDG"
    ),
    "admin:accounts_user_change": _always(is_active="closed"),
    "admin:districts_agency_add": _always(name="A further agency", level="state", kind="other"),
}
