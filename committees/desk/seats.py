"""One committee at the desk: its order, rule and seats, and changes of seats by a later order."""

from datetime import timedelta

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.moves import Move
from accounts.permission import may
from committees import proceedings
from committees.desk.circulating import circulations_of
from committees.desk.forms import DayInput
from committees.desk.shell import (
    at_the_desk,
    committee_or_404,
    form_step,
    page,
    stored_order,
)
from committees.desk.subjects import SubjectField
from committees.models import CommitteeKind, Role, Seat, SeatType
from committees.proceedings.seating import plan_for
from committees.roll import seat_lines
from committees.seat_types import PRODUCT_SEATS
from committees.vacancies import vacant_since
from common.clock import now, today
from districts.models import Product, Sector
from documents.forms import DocumentFileField


class AddSeatForm(forms.Form):
    """A further seat, by a later order."""

    seat_type = forms.ModelChoiceField(label=gettext_lazy("Type of seat"), queryset=SeatType.objects.none())
    title = forms.CharField(
        label=gettext_lazy("Post"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Empty: the usual title, with the product or sector."),
    )
    title_hi = forms.CharField(label=gettext_lazy("Post in Hindi"), max_length=200, required=False)
    holder = forms.CharField(label=gettext_lazy("Holder"), max_length=160, required=False)
    subject = SubjectField()
    order_number = forms.CharField(label=gettext_lazy("Number of the order"), max_length=120)
    order_date = forms.DateField(label=gettext_lazy("Date of the order"), widget=DayInput)
    order_file = DocumentFileField(label=gettext_lazy("The order as a file"), required=False)
    on = forms.DateField(label=gettext_lazy("First day"), widget=DayInput)

    def __init__(self, *args, committee, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seat_type"].queryset = SeatType.objects.filter(committee_kind=committee.kind)


class ChangeSeatForm(forms.Form):
    """Another role, vote or product for the post that holds the seat, by a later order."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices)
    votes = forms.BooleanField(label=gettext_lazy("Has a vote"), required=False)
    subject = SubjectField()
    order_number = forms.CharField(label=gettext_lazy("Number of the order"), max_length=120)
    order_date = forms.DateField(label=gettext_lazy("Date of the order"), widget=DayInput)
    order_file = DocumentFileField(label=gettext_lazy("The order as a file"), required=False)
    on = forms.DateField(label=gettext_lazy("First day"), widget=DayInput)

    def __init__(self, *args, seat, **kwargs):
        super().__init__(*args, **kwargs)
        if seat.seat_type_id not in PRODUCT_SEATS:
            del self.fields["subject"]


class EndForm(forms.Form):
    """The end of a seat or of a committee, by a later order."""

    order_number = forms.CharField(label=gettext_lazy("Number of the order"), max_length=120)
    order_date = forms.DateField(label=gettext_lazy("Date of the order"), widget=DayInput)
    order_file = DocumentFileField(label=gettext_lazy("The order as a file"), required=False)
    on = forms.DateField(label=gettext_lazy("First day without it"), widget=DayInput)


@at_the_desk
def committee(request, slug):
    """The committee with its seats and who holds them today."""
    found = committee_or_404(request, slug)
    return page(
        request,
        "committee.html",
        {
            "heading": found.name,
            "committee": found,
            "lines": _lines(found),
            "changes": found.seat_changes.select_related("order_document"),
            "successor": getattr(found, "successor", None),
            "predecessor": found.supersedes,
            "may_list": found.kind == CommitteeKind.DEPC and _may_list(request, found.place),
            "may_constitute": found.valid_to is None
            and bool(may(request.user, Move.CONSTITUTE, found.place, on=today(), thing=found.place)),
            "may_change": found.valid_to is None and _may_change(request, found),
            "may_appoint": bool(may(request.user, Move.APPOINT, found.place, on=today())),
            "may_call": bool(may(request.user, Move.CALL_MEETING, found.place, on=today(), thing=found)),
            "circulations": circulations_of(found),
            "trail": [(_("Meetings"), reverse("desk-meetings")), (found.name, "")],
        },
    )


def _lines(found):
    """The seats today, or of the last day of a committee that has ended, each with the first day of its vacancy."""
    on = today() if found.valid_to is None or found.valid_to > today() else found.valid_to - timedelta(days=1)
    lines = seat_lines(found, on)
    since = vacant_since([line.seat for line in lines], on)
    for line in lines:
        line.vacant_since = since.get(line.seat.pk)
    return lines


@at_the_desk
def add_seat(request, slug):
    found = _changeable(request, slug)
    form = AddSeatForm(request.POST or None, request.FILES or None, committee=found)

    def step():
        given = form.cleaned_data
        plan = plan_for(
            given["seat_type"].code,
            given["subject"],
            title=given["title"],
            title_hi=given["title_hi"],
            holder=given["holder"],
        )
        return proceedings.add_seat(found, plan, **_order(request, given), by=request.user, at=now())

    done = _("The seat is added.")
    return _step(request, found, form, step, done=done, heading=_("Add a seat"), act=_("Add the seat"))


@at_the_desk
def change_seat(request, slug, pk):
    found = _changeable(request, slug)
    seat = get_object_or_404(
        Seat.objects.select_related("committee__place", "post", "seat_type", "for_product", "for_sector"), pk=pk, committee=found
    )
    initial = {"role": seat.role, "votes": seat.votes, "subject": str(seat.subject or "")}
    form = ChangeSeatForm(request.POST or None, request.FILES or None, seat=seat, initial=initial)

    def step():
        given = form.cleaned_data
        subject = given.get("subject")
        return proceedings.change_seat(
            seat,
            role=given["role"],
            votes=given["votes"],
            for_product=subject if isinstance(subject, Product) else None,
            for_sector=subject if isinstance(subject, Sector) else None,
            **_order(request, given),
            by=request.user,
            at=now(),
        )

    return _step(
        request,
        found,
        form,
        step,
        done=_("The seat is changed from that day. What it decided before stays."),
        heading=_("Change the seat of %(post)s") % {"post": seat.post},
        act=_("Change the seat"),
    )


@at_the_desk
def end_seat(request, slug, pk):
    found = _changeable(request, slug)
    seat = get_object_or_404(
        Seat.objects.select_related("committee__place", "post", "seat_type", "for_product", "for_sector"), pk=pk, committee=found
    )
    form = EndForm(request.POST or None, request.FILES or None)
    return _step(
        request,
        found,
        form,
        lambda: proceedings.end_seat(seat, **_order(request, form.cleaned_data), by=request.user, at=now()),
        done=_("The seat ends on that day. What it decided stays."),
        heading=_("End the seat of %(post)s") % {"post": seat.post},
        act=_("End the seat"),
    )


@at_the_desk
def end_committee(request, slug):
    """The end of a committee that gets no successor."""
    found = committee_or_404(request, slug)
    if found.valid_to is not None or not may(request.user, Move.CONSTITUTE, found.place, on=today(), thing=found.place):
        raise Http404
    form = EndForm(request.POST or None, request.FILES or None)
    del form.fields["order_file"]

    def step():
        given = form.cleaned_data
        return proceedings.end_committee(
            found,
            order_number=given["order_number"],
            order_date=given["order_date"],
            on=given["on"],
            by=request.user,
            at=now(),
        )

    return _step(
        request,
        found,
        form,
        step,
        done=_("The committee ends on that day. What it decided stays."),
        heading=_("End the committee without another in its place"),
        act=_("End the committee"),
    )


def _order(request, given) -> dict:
    return {
        "order_number": given["order_number"],
        "order_date": given["order_date"],
        "order_document": stored_order(request, given["order_file"]),
        "on": given["on"],
    }


def _step(request, found, form, step, *, done, heading, act):
    back = reverse("desk-depc", args=[found.slug])
    return form_step(
        request,
        form,
        step,
        done=done,
        heading=heading,
        lede=found.name,
        act=act,
        back=back,
        trail=[(found.name, back), (heading, "")],
        template="seat.html",
    )


def _may_change(request, found):
    return bool(may(request.user, Move.CHANGE_SEATS, found.place, on=today(), thing=found))


def _may_list(request, place):
    moves = (Move.LIST_PRODUCTS_BY_ORDER, Move.LIST_PRODUCTS_BY_RESOLUTION)
    return any(may(request.user, move, place, on=today()) for move in moves)


def _changeable(request, slug):
    found = committee_or_404(request, slug)
    if found.valid_to is not None or not _may_change(request, found):
        raise Http404
    return found
