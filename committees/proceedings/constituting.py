"""Setting up a committee from its order, ending one, and putting another in its place by a later order."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.moves import Move
from audit import edition
from committees.models import TEN_MEMBERS, Committee, CommitteeKind, Form, Seat, SeatType
from committees.proceedings import seating
from committees.proceedings.acting import Acting
from committees.proceedings.locking import lock_posts
from committees.proceedings.refusals import NotConstituted
from committees.proceedings.seating import SeatPlan, template_for
from common.clock import day_in_india
from common.text import tidy
from districts.models import District, Place

_KIND_OF_PLACE = {CommitteeKind.DEPC: "district", CommitteeKind.SEPC: "state"}
# A Hindi name from the Hindi reports of Uttar Pradesh and Uttarakhand; States have their own, kept per committee.
_NAME_HI = {CommitteeKind.DEPC: "जिला निर्यात प्रोत्साहन समिति", CommitteeKind.SEPC: "राज्य निर्यात संवर्धन समिति"}


@transaction.atomic
def constitute(
    place,
    *,
    kind=CommitteeKind.DEPC,
    order_number: str,
    order_date: date,
    seats: list[SeatPlan] | None = None,
    form: str = "",
    name: str = "",
    name_hi: str = "",
    order_document=None,
    deviations: str = "",
    interval_months: int | None = None,
    notice_days: int | None = None,
    quorum_kind: str = "none",
    quorum_number: int | None = None,
    quorum_numerator: int | None = None,
    quorum_denominator: int | None = None,
    casting_vote: bool = False,
    drafters_vote: bool = False,
    votes_public: bool = False,
    valid_from: date | None = None,
    supersedes: Committee | None = None,
    by,
    at,
    origin: str = "",
) -> Committee:
    """Set up the committee of a place from its constituting order; seats default to the template.

    Makes the posts that are missing, posts holders where a name is given, and
    invites them where an e-mail address is given too (the links stand on the
    returned committee as `invitation_links`: {seat position: link}). In force
    from the date of the order unless `valid_from` says otherwise. What the
    order leaves out of its list, or seats otherwise, is kept with it (SeatChange).

    supersedes: the committee whose place it takes, ended by supersede().

    Raises NotConstituted (a committee exists, a retired district, two chairs, no
    chair, a date in the future), NotAllowed, and what accounts refuses.
    Source: HBP 2023 para 3.03.
    """
    day = day_in_india(at)
    place = Place.objects.select_related("parent").get(pk=place.pk)
    acting = Acting(by, Move.CONSTITUTE, place, at=at, thing=place)
    begins = valid_from or order_date
    order_number = tidy(order_number)
    form = form or (Form.STATE if kind == CommitteeKind.SEPC else Form.HANDBOOK)
    _refuse_impossible(place, kind, order_number, order_date, begins, day)
    plans = template_for(kind) if seats is None else list(seats)
    lock_posts(plan.post for plan in plans)
    types = {row.code: row for row in SeatType.objects.filter(committee_kind=kind)}
    seating.refuse_wrong_seats(plans, types)
    _refuse_wrong_form(form, kind, plans)
    standing = Committee.objects.filter(place=place, kind=kind).exclude(valid_to__lte=begins).order_by("valid_from").first()
    if standing:
        raise NotConstituted(
            _("%(committee)s is in force since %(day)s. End it by the later order before setting up another.")
            % {"committee": standing, "day": f"{standing.valid_from:%d-%m-%Y}"}
        )
    committee = Committee(
        kind=kind,
        slug=_free_slug(kind, place),
        place=place,
        form=form,
        supersedes=supersedes,
        name=tidy(name) or _default_name(kind, place),
        name_hi=tidy(name_hi) or (f"{_NAME_HI[kind]}, {place.name_hi}" if place.name_hi else ""),
        order_number=order_number,
        order_date=order_date,
        order_document=order_document,
        deviations=tidy(deviations),
        interval_months=interval_months,
        notice_days=notice_days,
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
    hand = seating.appointing(by, place, at=at)
    made = [
        seating.seat(committee, plan, types[plan.seat_type], position, begins, by=by, at=at, origin=origin, hand=hand)
        for position, plan in enumerate(plans, start=1)
    ]
    seating.keep_deviations(committee, made, types, label=acting.label, at=at)
    acting.record(
        "constitute",
        committee,
        committee.name,
        data={
            "order_number": order_number,
            "order_date": order_date.isoformat(),
            "seats": len(plans),
            **({"in_place_of": supersedes.slug} if supersedes else {}),
        },
        is_public=True,
    )
    edition.bump()
    return committee


def end(committee, *, order_number, order_date, on, at) -> None:
    """Write the end of the committee and of its seats; who may and what is open was asked before."""
    order_number = tidy(order_number)
    if not order_number:
        raise NotConstituted(_("Write the number of the order that ends the committee."))
    if order_date > day_in_india(at):
        raise NotConstituted(
            _("The order is dated %(day)s, which lies ahead. Record it when it is in force.") % {"day": f"{order_date:%d-%m-%Y}"}
        )
    if on <= committee.valid_from:
        raise NotConstituted(
            _("%(committee)s is in force since %(day)s; it can only end later.")
            % {"committee": committee, "day": f"{committee.valid_from:%d-%m-%Y}"}
        )
    # Compare and swap: of two orders recorded in one moment the second finds it ended.
    ended = Committee.objects.filter(pk=committee.pk, valid_to__isnull=True).update(
        valid_to=on, end_order_number=order_number, end_order_date=order_date
    )
    if not ended:
        raise NotConstituted(_("%(committee)s has ended already; nothing was changed.") % {"committee": committee})
    committee.valid_to, committee.end_order_number, committee.end_order_date = on, order_number, order_date
    later = Seat.objects.filter(committee=committee, valid_from__gte=on).select_related("post").first()
    if later:
        raise NotConstituted(
            _("The seat of %(post)s begins on %(day)s, after that. Choose a later day.")
            % {"post": later.post, "day": f"{later.valid_from:%d-%m-%Y}"}
        )
    Seat.objects.filter(committee=committee, valid_to__isnull=True).update(valid_to=on)


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


def _refuse_impossible(place, kind, order_number, order_date, begins, day):
    if place.kind != _KIND_OF_PLACE[kind]:
        raise NotConstituted(_("A District Export Promotion Committee belongs to a district and a State one to a State."))
    if not order_number:
        raise NotConstituted(_("Write the number of the constituting order."))
    if order_date > day:
        raise NotConstituted(
            _("The order is dated %(day)s, which lies ahead. Set the committee up when the order is in force.")
            % {"day": f"{order_date:%d-%m-%Y}"}
        )
    if place.kind == "district":
        refuse_retired(place, begins, day)


def refuse_retired(place, begins, day) -> None:
    """Raise NotConstituted where the district has ended, or did not exist when the committee is to begin."""
    district = District.objects.get(pk=place.pk)
    if not district.in_register or (district.valid_to is not None and district.valid_to <= day):
        heirs = ", ".join(
            str(row.to_place) for row in district.lineage_onward.select_related("to_place").order_by("to_place__name")
        )
        raise NotConstituted(
            _("%(district)s is no district of today's register. Set up the committee of %(heirs)s instead.")
            % {"district": district, "heirs": heirs}
            if heirs
            else _("%(district)s is no district of today's register, so it gets no committee.") % {"district": district}
        )
    if district.valid_from is not None and begins < district.valid_from:
        raise NotConstituted(
            _(
                "%(district)s is a district since %(day)s, so its own committee cannot begin before. "
                "Write a first day from then on."
            )
            % {"district": district, "day": f"{district.valid_from:%d-%m-%Y}"}
        )


def _refuse_wrong_form(form, kind, plans):
    if (form == Form.STATE) != (kind == CommitteeKind.SEPC):
        raise NotConstituted(_("The State committee's list of seats is for a State committee, the other lists for a district's."))
    if form == Form.TEN and len(plans) != TEN_MEMBERS:
        raise NotConstituted(
            _("The form of ten members has ten seats; %(number)s are named. Name ten, or choose the Handbook's list.")
            % {"number": len(plans)}
        )


def _refuse_wrong_numbers(committee):
    try:
        committee.validate_constraints(exclude={"slug"})
    except ValidationError as wrong:
        raise NotConstituted(wrong.messages[0]) from wrong
