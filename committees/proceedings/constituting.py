"""Setting up a committee from its order, and changing its seats by a later one."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.appointing import appoint, ensure_post
from accounts.invitations import invite
from accounts.models import Duty, Person, Post
from accounts.moves import Move
from accounts.postings import holder
from audit import edition
from committees.models import Committee, CommitteeKind, Role, Seat, SeatType
from committees.proceedings.acting import Acting
from committees.proceedings.refusals import NotConstituted
from common.clock import day_in_india
from common.text import tidy
from districts.models import District, Jurisdiction, Place

_DUTY_OF_ROLE = {Role.CHAIR: Duty.CHAIR, Role.CONVENER: Duty.CONVENER}
_KIND_OF_PLACE = {CommitteeKind.DEPC: "district", CommitteeKind.SEPC: "state"}
# A Hindi name from the Hindi reports of Uttar Pradesh and Uttarakhand; States have their own, kept per committee.
_NAME_HI = {CommitteeKind.DEPC: "जिला निर्यात प्रोत्साहन समिति", CommitteeKind.SEPC: "राज्य निर्यात संवर्धन समिति"}


@dataclass
class SeatPlan:
    """One seat as the order names it. Without a post, the template's title is used at the committee's place.

    holder: a Person or a name; email: sends an invitation to the holder.
    """

    seat_type: str
    post: Post | None = None
    title: str = ""
    title_hi: str = ""
    role: str = ""
    votes: bool = True
    holder: Person | str = ""
    email: str = ""


def template_for(kind: str) -> list[SeatPlan]:
    """The seats of the Handbook (DEPC) or of the SEPC template, in order."""
    return [SeatPlan(code) for code in SeatType.objects.filter(committee_kind=kind).values_list("code", flat=True)]


@transaction.atomic
def constitute(
    place,
    *,
    kind=CommitteeKind.DEPC,
    order_number: str,
    order_date: date,
    seats: list[SeatPlan] | None = None,
    name: str = "",
    name_hi: str = "",
    order_document=None,
    deviations: str = "",
    interval_months: int | None = None,
    quorum_kind: str = "none",
    quorum_number: int | None = None,
    quorum_numerator: int | None = None,
    quorum_denominator: int | None = None,
    casting_vote: bool = False,
    drafters_vote: bool = False,
    votes_public: bool = False,
    valid_from: date | None = None,
    by,
    at,
    origin: str = "",
) -> Committee:
    """Set up the committee of a place from its constituting order; seats default to the template.

    Makes the posts that are missing, posts holders where a name is given, and
    invites them where an e-mail address is given too (the links stand on the
    returned committee as `invitation_links`: {seat position: link}). In force
    from the date of the order unless `valid_from` says otherwise.

    Raises NotConstituted (a committee exists, two chairs, no chair, a date in
    the future), NotAllowed, and what accounts refuses.
    Source: HBP 2023 para 3.03.
    """
    day = day_in_india(at)
    place = Place.objects.select_related("parent").get(pk=place.pk)
    acting = Acting(by, Move.CONSTITUTE, place, at=at, thing=place)
    begins = valid_from or order_date
    order_number = tidy(order_number)
    _refuse_impossible(place, kind, order_number, order_date, day)
    plans = template_for(kind) if seats is None else list(seats)
    types = {row.code: row for row in SeatType.objects.filter(committee_kind=kind)}
    _refuse_wrong_seats(plans, types)
    standing = Committee.objects.filter(place=place, kind=kind).exclude(valid_to__lte=begins).first()
    if standing:
        raise NotConstituted(
            _("%(committee)s is in force since %(day)s. End it by the later order before setting up another.")
            % {"committee": standing, "day": f"{standing.valid_from:%d-%m-%Y}"}
        )
    committee = Committee(
        kind=kind,
        slug=_free_slug(kind, place),
        place=place,
        name=tidy(name) or _default_name(kind, place),
        name_hi=tidy(name_hi) or (f"{_NAME_HI[kind]}, {place.name_hi}" if place.name_hi else ""),
        order_number=order_number,
        order_date=order_date,
        order_document=order_document,
        deviations=tidy(deviations),
        interval_months=interval_months,
        quorum_kind=quorum_kind,
        quorum_number=quorum_number,
        quorum_numerator=quorum_numerator,
        quorum_denominator=quorum_denominator,
        casting_vote=casting_vote,
        drafters_vote=drafters_vote,
        votes_public=votes_public,
        valid_from=begins,
        recorded_at=at,
    )
    _refuse_wrong_numbers(committee)
    try:
        with transaction.atomic():
            committee.save(force_insert=True)
    except IntegrityError as taken:
        raise NotConstituted(
            _("A committee of this kind was set up for %(place)s in the same moment. Open its page.") % {"place": place}
        ) from taken
    committee.invitation_links = {}
    for position, plan in enumerate(plans, start=1):
        _seat(committee, plan, types[plan.seat_type], position, begins, by=by, at=at, origin=origin)
    acting.record(
        "constitute",
        committee,
        committee.name,
        data={"order_number": order_number, "order_date": order_date.isoformat(), "seats": len(plans)},
        is_public=True,
    )
    edition.bump()
    return committee


@transaction.atomic
def add_seat(committee, plan: SeatPlan, *, order_number="", order_date=None, on, by, at, origin="") -> Seat:
    """Add a seat from the day `on`, by the order named. Raises NotConstituted, NotAllowed."""
    acting = Acting(by, Move.CHANGE_SEATS, committee.place, at=at, thing=committee)
    types = {row.code: row for row in SeatType.objects.filter(committee_kind=committee.kind)}
    _refuse_wrong_seats([plan], types, whole=False)
    last = Seat.objects.filter(committee=committee).order_by("-position").values_list("position", flat=True).first() or 0
    seat = _seat(
        committee, plan, types[plan.seat_type], last + 1, on, by=by, at=at, origin=origin,
        order_number=tidy(order_number), order_date=order_date,
    )  # fmt: skip
    acting.record(
        "add seat",
        seat,
        f"{committee}: {seat.post.title}",
        data={"from": on.isoformat(), "order_number": order_number},
        is_public=True,
    )
    edition.bump()
    return seat


@transaction.atomic
def end_seat(seat, *, order_number="", on, by, at) -> Seat:
    """End a seat: `on` is the first day without it. What it decided stays. Raises NotConstituted, NotAllowed."""
    acting = Acting(by, Move.CHANGE_SEATS, seat.committee.place, at=at, thing=seat.committee)
    if on <= seat.valid_from or not Seat.objects.filter(pk=seat.pk, valid_to__isnull=True).update(valid_to=on):
        raise NotConstituted(
            _("This seat has ended already, or would end before it began (%(day)s). Nothing was changed.")
            % {"day": f"{seat.valid_from:%d-%m-%Y}"}
        )
    seat.valid_to = on
    acting.record(
        "end seat",
        seat,
        f"{seat.committee}: {seat.post.title}",
        data={"until": on.isoformat(), "order_number": order_number},
        is_public=True,
    )
    edition.bump()
    return seat


def _seat(committee, plan, seat_type, position, begins, *, by, at, origin, **order):
    role = plan.role or seat_type.role
    post = plan.post or _post_for(committee, plan, seat_type, role, by=by, at=at)
    try:
        with transaction.atomic():
            seat = Seat.objects.create(
                committee=committee,
                seat_type=seat_type,
                post=post,
                position=position,
                role=role,
                votes=plan.votes,
                valid_from=begins,
                recorded_at=at,
                **order,
            )
    except IntegrityError as taken:
        raise NotConstituted(
            _("%(post)s cannot take this seat: the post sits in this committee already, or the role is taken that day.")
            % {"post": post}
        ) from taken
    _fill(committee, seat, plan, begins, by=by, at=at, origin=origin)
    return seat


def _post_for(committee, plan, seat_type, role, *, by, at):
    if role == Role.CO_CHAIR and not plan.title and (ra_post := _post_of_the_authority(committee)):
        return ra_post
    return ensure_post(
        tidy(plan.title) or seat_type.post_title,
        title_hi=tidy(plan.title_hi) or ("" if plan.title else seat_type.post_title_hi),
        place=committee.place,
        duty=_DUTY_OF_ROLE.get(role, Duty.MEMBER),
        is_official=seat_type.is_official,
        by=by,
        at=at,
    )


def _post_of_the_authority(committee):
    authorities = Jurisdiction.objects.on(committee.valid_from).filter(district_id=committee.place_id)
    return (
        Post.objects.filter(place_id__in=authorities.values("authority_id"), duty=Duty.RA_OFFICER, abolished_on__isnull=True)
        .order_by("pk")
        .first()
    )


def _fill(committee, seat, plan, begins, *, by, at, origin):
    day = day_in_india(at)
    if plan.holder and holder(seat.post, day) is None:
        appoint(plan.holder, seat.post, on=begins, by=by, at=at)
    if plan.email:
        link = invite(
            seat.post,
            name="" if isinstance(plan.holder, Person) else plan.holder,
            person=plan.holder if isinstance(plan.holder, Person) else None,
            email=plan.email,
            by=by,
            at=at,
            origin=origin,
        )
        if not hasattr(committee, "invitation_links"):
            committee.invitation_links = {}
        committee.invitation_links[seat.position] = link


def _default_name(kind, place):
    # Not translated: the name is a fact of the order and is stored in two columns.
    kind_name = {
        CommitteeKind.DEPC: "District Export Promotion Committee",
        CommitteeKind.SEPC: "State Export Promotion Committee",
    }[kind]
    return f"{kind_name}, {place.name}"


def _free_slug(kind, place):
    slug = f"{kind}-{place.slug}"
    if kind == CommitteeKind.DEPC and District.objects.filter(slug=place.slug).exclude(pk=place.pk).exists():
        # Bilaspur lies in Chhattisgarh and in Himachal Pradesh.
        slug = f"{slug}-{place.parent.slug}"
    wanted, number = slug, 1
    while Committee.objects.filter(slug=wanted).exists():
        number += 1
        wanted = f"{slug}-{number}"
    return wanted


def _refuse_impossible(place, kind, order_number, order_date, day):
    if place.kind != _KIND_OF_PLACE[kind]:
        raise NotConstituted(_("A District Export Promotion Committee belongs to a district and a State one to a State."))
    if not order_number:
        raise NotConstituted(_("Write the number of the constituting order."))
    if order_date > day:
        raise NotConstituted(
            _("The order is dated %(day)s, which lies ahead. Set the committee up when the order is in force.")
            % {"day": f"{order_date:%d-%m-%Y}"}
        )


def _refuse_wrong_seats(plans, types, *, whole=True):
    unknown = [plan.seat_type for plan in plans if plan.seat_type not in types]
    if unknown:
        raise NotConstituted(_("There is no type of seat called %(code)s in this kind of committee.") % {"code": unknown[0]})
    roles = [plan.role or types[plan.seat_type].role for plan in plans]
    for role in (Role.CHAIR, Role.CO_CHAIR, Role.CONVENER):
        if roles.count(role) > 1:
            raise NotConstituted(
                _("A committee has one %(role)s at a time; this list has %(number)s. Keep one of them.")
                % {"role": Role(role).label, "number": roles.count(role)}
            )
    if whole and Role.CHAIR not in roles:
        raise NotConstituted(_("The order has to name a chair. Tick the chair's seat."))
    for code, seat_type in types.items():
        if whole and not seat_type.repeatable and sum(plan.seat_type == code for plan in plans) > 1:
            raise NotConstituted(_("The seat “%(seat)s” stands twice in the list. Keep one.") % {"seat": seat_type.name})


def _refuse_wrong_numbers(committee):
    try:
        committee.validate_constraints(exclude={"slug"})
    except ValidationError as wrong:
        raise NotConstituted(wrong.messages[0]) from wrong
