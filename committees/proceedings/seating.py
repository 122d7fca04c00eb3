"""The seats of a committee: made from its order, added, changed and ended by later ones; each difference kept with its order."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.appointing import appoint, make_post, make_posting
from accounts.invitations import invite
from accounts.models import Duty, Kind, Person, Post
from accounts.moves import Move
from accounts.postings import holder
from audit import edition
from committees.models import SOLE_ROLES, Change, Form, Role, Seat, SeatChange, SeatType
from committees.proceedings.acting import Acting
from committees.proceedings.locking import lock_committee
from committees.proceedings.refusals import NotConstituted
from committees.seat_types import PRODUCT_SEATS
from common.clock import day_in_india
from common.text import tidy
from districts.models import Jurisdiction, Product, Sector

_DUTY_OF_ROLE = {Role.CHAIR: Duty.CHAIR, Role.CONVENER: Duty.CONVENER}


@dataclass
class SeatPlan:
    """One seat as the order names it. Without a post, the template's title is used at the committee's place.

    holder: a Person or a name, from the day `holder_from` (empty: from the seat's
    first day); email: sends an invitation to the holder. for_product, for_sector:
    what a seat of a council, ministry, department or agency is for.
    """

    seat_type: str
    post: Post | None = None
    title: str = ""
    title_hi: str = ""
    role: str = ""
    votes: bool = True
    holder: Person | str = ""
    email: str = ""
    holder_from: date | None = None
    for_product: Product | None = None
    for_sector: Sector | None = None

    @property
    def subject(self):
        return self.for_product or self.for_sector


def plan_for(code, subject, **rest) -> SeatPlan:
    """The plan of a seat for a product, a sector, or neither."""
    return SeatPlan(
        code,
        for_product=subject if isinstance(subject, Product) else None,
        for_sector=subject if isinstance(subject, Sector) else None,
        **rest,
    )


def template_for(kind: str) -> list[SeatPlan]:
    """The seats of the Handbook (DEPC) or of the SEPC template, in order."""
    return [SeatPlan(code) for code in SeatType.objects.filter(committee_kind=kind).values_list("code", flat=True)]


@transaction.atomic
def add_seat(committee, plan: SeatPlan, *, order_number, order_date, order_document=None, on, by, at, origin="") -> Seat:
    """Add a seat from the day `on`, by the order named. Raises NotConstituted, NotAllowed."""
    acting = Acting(by, Move.CHANGE_SEATS, committee.place, at=at, thing=committee)
    order = _order(order_number, order_date, order_document, at)
    committee = lock_committee(committee.pk)
    _refuse_ended(committee, on)
    types = {row.code: row for row in SeatType.objects.filter(committee_kind=committee.kind)}
    refuse_wrong_seats([plan], types, whole=False)
    seat_type = types[plan.seat_type]
    standing = Seat.objects.filter(committee=committee, seat_type=seat_type).exclude(valid_to__lte=on).first()
    if standing and not seat_type.repeatable:
        raise NotConstituted(
            _("The seat “%(seat)s” stands in this committee already. End it first, or choose another type of seat.")
            % {"seat": seat_type.name}
        )
    last = Seat.objects.filter(committee=committee).order_by("-position").values_list("position", flat=True).first() or 0
    made = seat(
        committee, plan, seat_type, last + 1, on, by=by, at=at, origin=origin, hand=appointing(by, committee.place, at=at),
        order_number=order["order_number"], order_date=order_date,
    )  # fmt: skip
    _keep(committee, Change.ADDED, made, after=_state(made), on=on, label=acting.label, at=at, **order)
    acting.record(
        "add seat",
        made,
        f"{committee}: {made.post.title}",
        data={"from": on.isoformat(), "order_number": order["order_number"]},
        is_public=True,
    )
    edition.bump()
    return made


@transaction.atomic
def change_seat(
    old, *, role: str, votes: bool, for_product=None, for_sector=None, order_number, order_date, order_document=None, on, by, at
) -> Seat:
    """From the day `on` the post sits with this role, vote and product: the old row ends, the next begins; returns it.

    What the old row decided stays. Raises NotConstituted (nothing changes, another holds the role), NotAllowed.
    """
    committee = old.committee
    acting = Acting(by, Move.CHANGE_SEATS, committee.place, at=at, thing=committee)
    order = _order(order_number, order_date, order_document, at)
    committee = lock_committee(committee.pk)
    _refuse_ended(committee, on)
    plan = SeatPlan(old.seat_type_id, post=old.post, role=role, votes=votes, for_product=for_product, for_sector=for_sector)
    refuse_wrong_seats([plan], {old.seat_type_id: old.seat_type}, whole=False)
    before, after = _state(old), {"role": role, "votes": votes, "subject": str(plan.subject or "")}
    if before == after:
        raise NotConstituted(_("The seat is so already; nothing was changed."))
    _end(old, on)
    made = seat(
        committee, plan, old.seat_type, old.position, on, by=by, at=at, origin="", hand=acting,
        order_number=order["order_number"], order_date=order_date,
    )  # fmt: skip
    _keep(committee, Change.CHANGED, made, before=before, after=after, on=on, label=acting.label, at=at, **order)
    acting.record(
        "change seat",
        made,
        f"{committee}: {made.post.title}",
        data={"from": on.isoformat(), "order_number": order["order_number"], "before": before, "after": after},
        is_public=True,
    )
    edition.bump()
    return made


@transaction.atomic
def end_seat(old, *, order_number, order_date, order_document=None, on, by, at) -> Seat:
    """End a seat: `on` is the first day without it. What it decided stays. Raises NotConstituted, NotAllowed."""
    committee = old.committee
    acting = Acting(by, Move.CHANGE_SEATS, committee.place, at=at, thing=committee)
    order = _order(order_number, order_date, order_document, at)
    committee = lock_committee(committee.pk)
    _refuse_ended(committee, on)
    _end(old, on)
    _keep(committee, Change.DROPPED, old, before=_state(old), on=on, label=acting.label, at=at, **order)
    acting.record(
        "end seat",
        old,
        f"{committee}: {old.post.title}",
        data={"until": on.isoformat(), "order_number": order["order_number"]},
        is_public=True,
    )
    edition.bump()
    return old


def appointing(by, place, *, at) -> Acting:
    """The permission to make posts and postings at the committee's own place, asked once for all its seats."""
    return Acting(by, Move.APPOINT, place, at=at, thing=Post(place=place, duty=Duty.MEMBER))


def seat(committee, plan, seat_type, position, begins, *, by, at, origin, hand: Acting, **order) -> Seat:
    """Make one seat with its post and holder; who may was asked before, `hand` is the answer of appointing()."""
    role = plan.role or seat_type.role
    post = plan.post or _post_for(committee, plan, seat_type, role, hand=hand, at=at)
    try:
        with transaction.atomic():
            made = Seat.objects.create(
                committee=committee,
                seat_type=seat_type,
                post=post,
                position=position,
                role=role,
                votes=plan.votes,
                for_product=plan.for_product,
                for_sector=plan.for_sector,
                valid_from=begins,
                recorded_at=at,
                **order,
            )
    except IntegrityError as taken:
        raise NotConstituted(
            _(
                "%(post)s cannot take this seat: the post sits in this committee already, or the role or the seat is "
                "taken that day."
            )
            % {"post": post}
        ) from taken
    _fill(committee, made, plan, begins, by=by, at=at, origin=origin, hand=hand)
    return made


def duty_of(role) -> str:
    """The duty of the post that holds a seat with this role."""
    return _DUTY_OF_ROLE.get(role, Duty.MEMBER)


def title_of(plan, seat_type) -> str:
    """The title of the post this plan seats: as written, else the template's, with the product where it names one."""
    if written := tidy(plan.title):
        return written
    return f"{seat_type.post_title}, {plan.subject}" if plan.subject else seat_type.post_title


def _post_for(committee, plan, seat_type, role, *, hand, at):
    if role == Role.CO_CHAIR and not plan.title and (ra_post := _post_of_the_authority(committee)):
        return ra_post
    title = title_of(plan, seat_type)
    post = Post(
        title=title,
        title_hi=tidy(plan.title_hi) or (seat_type.post_title_hi if title == seat_type.post_title else ""),
        place=committee.place,
        duty=duty_of(role),
        is_official=seat_type.is_official,
    )
    return make_post(post, actor=hand.actor, at=at)


def _post_of_the_authority(committee):
    authorities = Jurisdiction.objects.on(committee.valid_from).filter(district_id=committee.place_id)
    return (
        Post.objects.filter(place_id__in=authorities.values("authority_id"), duty=Duty.RA_OFFICER, abolished_on__isnull=True)
        .order_by("pk")
        .first()
    )


def _fill(committee, made, plan, begins, *, by, at, origin, hand):
    day = day_in_india(at)
    if plan.holder and holder(made.post, day) is None:
        on = plan.holder_from or begins
        if isinstance(plan.holder, Person) or made.post.place_id != committee.place_id:
            # A person may be oneself, and a post elsewhere is another place's to fill: both are asked there.
            appoint(plan.holder, made.post, on=on, by=by, at=at)
        else:
            make_posting(plan.holder, made.post, kind=Kind.SUBSTANTIVE, on=on, actor=hand.actor, at=at)
    if plan.email:
        link = invite(
            made.post,
            name="" if isinstance(plan.holder, Person) else plan.holder,
            person=plan.holder if isinstance(plan.holder, Person) else None,
            email=plan.email,
            by=by,
            at=at,
            origin=origin,
        )
        if not hasattr(committee, "invitation_links"):
            committee.invitation_links = {}
        committee.invitation_links[made.position] = link


def refuse_wrong_seats(plans, types, *, whole=True) -> None:
    """Raise NotConstituted where this list cannot be the seats of one committee."""
    unknown = [plan.seat_type for plan in plans if plan.seat_type not in types]
    if unknown:
        raise NotConstituted(_("There is no type of seat called %(code)s in this kind of committee.") % {"code": unknown[0]})
    for sentence in wrong_seats(plans, types, whole=whole):
        raise NotConstituted(sentence)


def wrong_seats(plans, types, *, whole=True):
    """Each thing wrong with the list, as a sentence; for the preview of many committees all of them are told."""
    roles = Counter(plan.role or types[plan.seat_type].role for plan in plans)
    for role in SOLE_ROLES:
        if roles[role] > 1:
            yield _("A committee has one %(role)s at a time; this list has %(number)s. Keep one of them.") % {
                "role": Role(role).label,
                "number": roles[role],
            }
    if whole and not roles[Role.CHAIR]:
        yield _("The order has to name a chair. Tick the chair's seat.")
    counted = Counter(plan.seat_type for plan in plans)
    for code, number in counted.items():
        if whole and number > 1 and not types[code].repeatable:
            yield _("The seat “%(seat)s” stands twice in the list. Keep one.") % {"seat": types[code].name}
    for plan in plans:
        if plan.subject and plan.seat_type not in PRODUCT_SEATS:
            yield _("The seat “%(seat)s” is for no product or sector; councils, ministries, departments and agencies are.") % {
                "seat": types[plan.seat_type].name
            }


def keep_deviations(committee, seats, types, *, label, at) -> None:
    """Keep what the constituting order leaves out of its list, and what it seats otherwise."""
    order = {
        "order_number": committee.order_number,
        "order_date": committee.order_date,
        "order_document": committee.order_document,
    }
    common = {"on": committee.valid_from, "label": label, "at": at, **order}
    seated = {one.seat_type_id for one in seats}
    # The form of ten has no list of its own: its source gives the number and the chair.
    if committee.form != Form.TEN:
        for code, seat_type in types.items():
            if code not in seated:
                SeatChange.objects.create(
                    committee=committee, kind=Change.LEFT_OUT, seat_type=seat_type, title=seat_type.name,
                    title_hi=seat_type.name_hi, on=committee.valid_from, recorded_at=at, recorded_by_label=label, **order,
                )  # fmt: skip
    for one in seats:
        usual = {"role": one.seat_type.role, "votes": True}
        found = {"role": str(one.role), "votes": one.votes}
        if usual != found:
            _keep(committee, Change.CHANGED, one, before=usual, after=found, **common)


def _state(one) -> dict:
    return {"role": str(one.role), "votes": one.votes, "subject": str(one.subject or "")}


def _keep(committee, kind, one, *, on, label, at, before=None, after=None, **order):
    return SeatChange.objects.create(
        committee=committee,
        kind=kind,
        seat_type=one.seat_type,
        seat=one,
        title=one.post.title,
        title_hi=one.post.title_hi,
        before=before or {},
        after=after or {},
        on=on,
        recorded_at=at,
        recorded_by_label=label,
        **order,
    )


def _order(number, day, document, at) -> dict:
    number = tidy(number or "")
    if not number or day is None:
        raise NotConstituted(_("A committee's seats change by an order: write its number and its date."))
    if day > day_in_india(at):
        raise NotConstituted(
            _("The order is dated %(day)s, which lies ahead. Record it when it is in force.") % {"day": f"{day:%d-%m-%Y}"}
        )
    return {"order_number": number, "order_date": day, "order_document": document}


def _refuse_ended(committee, on):
    if committee.valid_to is not None:
        raise NotConstituted(
            _("%(committee)s ended on %(day)s; its seats no longer change.")
            % {"committee": committee, "day": f"{committee.valid_to:%d-%m-%Y}"}
        )
    if on < committee.valid_from:
        raise NotConstituted(
            _("%(committee)s is in force since %(day)s. Write a first day from then on.")
            % {"committee": committee, "day": f"{committee.valid_from:%d-%m-%Y}"}
        )


def _end(old, on):
    if on <= old.valid_from or not Seat.objects.filter(pk=old.pk, valid_to__isnull=True).update(valid_to=on):
        raise NotConstituted(
            _("This seat has ended already, or would end before it began (%(day)s). Nothing was changed.")
            % {"day": f"{old.valid_from:%d-%m-%Y}"}
        )
    old.valid_to = on
