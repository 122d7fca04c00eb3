"""One committee at the desk: its order, rule and seats, and changes of seats by a later order."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.moves import Move
from accounts.permission import may
from committees import proceedings
from committees.desk.forms import DayInput
from committees.desk.shell import at_the_desk, committee_or_404, form_page, page, try_to
from committees.models import Seat, SeatType
from committees.proceedings import SeatPlan
from committees.roll import seat_lines
from common.clock import now, today


class AddSeatForm(forms.Form):
    """A further seat, by a later order."""

    seat_type = forms.ModelChoiceField(label=gettext_lazy("Type of seat"), queryset=SeatType.objects.none())
    title = forms.CharField(label=gettext_lazy("Post"), max_length=200)
    title_hi = forms.CharField(label=gettext_lazy("Post in Hindi"), max_length=200, required=False)
    holder = forms.CharField(label=gettext_lazy("Holder"), max_length=160, required=False)
    order_number = forms.CharField(label=gettext_lazy("Number of the order"), max_length=120)
    order_date = forms.DateField(label=gettext_lazy("Date of the order"), widget=DayInput)
    on = forms.DateField(label=gettext_lazy("First day"), widget=DayInput)

    def __init__(self, *args, committee, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seat_type"].queryset = SeatType.objects.filter(committee_kind=committee.kind)


class EndSeatForm(forms.Form):
    """The end of a seat, by a later order."""

    order_number = forms.CharField(label=gettext_lazy("Number of the order"), max_length=120)
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
            "lines": seat_lines(found, today()),
            "may_change": _may_change(request, found),
            "may_appoint": bool(may(request.user, Move.APPOINT, found.place, on=today())),
            "may_call": bool(may(request.user, Move.CALL_MEETING, found.place, on=today(), thing=found)),
            "trail": [(_("Meetings"), reverse("desk-meetings")), (found.name, "")],
        },
    )


@at_the_desk
def add_seat(request, slug):
    found = _changeable(request, slug)
    form = AddSeatForm(request.POST or None, committee=found)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        plan = SeatPlan(given["seat_type"].code, title=given["title"], title_hi=given["title_hi"], holder=given["holder"])
        done, _seat = try_to(
            form,
            lambda: proceedings.add_seat(
                found,
                plan,
                order_number=given["order_number"],
                order_date=given["order_date"],
                on=given["on"],
                by=request.user,
                at=now(),
            ),
        )
        if done:
            messages.success(request, _("The seat is added."))
            return redirect("desk-depc", slug)
    return _seat_form(request, found, form, _("Add a seat"), _("Add the seat"))


@at_the_desk
def end_seat(request, slug, pk):
    found = _changeable(request, slug)
    seat = get_object_or_404(Seat.objects.select_related("committee__place", "post"), pk=pk, committee=found)
    form = EndSeatForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done, _seat = try_to(
            form,
            lambda: proceedings.end_seat(seat, order_number=given["order_number"], on=given["on"], by=request.user, at=now()),
        )
        if done:
            messages.success(request, _("The seat ends on that day. What it decided stays."))
            return redirect("desk-depc", slug)
    return _seat_form(request, found, form, _("End the seat of %(post)s") % {"post": seat.post}, _("End the seat"))


def _seat_form(request, found, form, heading, act):
    back = reverse("desk-depc", args=[found.slug])
    return form_page(
        request, form, heading=heading, lede=found.name, act=act, back=back, trail=[(found.name, back), (heading, "")]
    )


def _may_change(request, found):
    return bool(may(request.user, Move.CHANGE_SEATS, found.place, on=today(), thing=found))


def _changeable(request, slug):
    found = committee_or_404(request, slug)
    if not _may_change(request, found):
        raise Http404
    return found
