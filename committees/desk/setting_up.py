"""Setting up a committee from its order: the seats of the template with tick boxes, holders where they are known."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.invitations import origin_of
from accounts.moves import Move
from accounts.permission import reach
from committees import proceedings
from committees.desk.forms import DayInput
from committees.desk.shell import at_the_desk, committee_or_404, form_page, page, try_to
from committees.models import Committee, CommitteeKind, QuorumKind, SeatType
from committees.proceedings import SeatPlan
from common.clock import now, today
from districts.models import Place
from documents.forms import DocumentFileField
from documents.models import Visibility
from documents.storing import store

_LINKS = "committee_links_shown_once"


class CommitteeForm(forms.Form):
    """The order, its rule, and one card of fields for each seat of the template."""

    place = forms.ModelChoiceField(label=gettext_lazy("Place"), queryset=Place.objects.none())
    order_number = forms.CharField(label=gettext_lazy("Number of the order"), max_length=120)
    order_date = forms.DateField(label=gettext_lazy("Date of the order"), widget=DayInput)
    order_file = DocumentFileField(label=gettext_lazy("The order as a file"), required=False)
    name = forms.CharField(
        label=gettext_lazy("Name in English"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("As the order writes it; empty: District Export Promotion Committee, with the place."),
    )
    name_hi = forms.CharField(label=gettext_lazy("Name in Hindi"), max_length=200, required=False)
    deviations = forms.CharField(
        label=gettext_lazy("Where the order differs from the Handbook"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    interval_months = forms.IntegerField(label=gettext_lazy("Months between meetings"), required=False, min_value=1, max_value=60)
    quorum_kind = forms.ChoiceField(
        label=gettext_lazy("Quorum"), choices=QuorumKind.choices, widget=forms.RadioSelect, initial=QuorumKind.NONE
    )
    quorum_number = forms.IntegerField(label=gettext_lazy("Members needed"), required=False, min_value=1)
    quorum_numerator = forms.IntegerField(label=gettext_lazy("Fraction: so many"), required=False, min_value=1)
    quorum_denominator = forms.IntegerField(label=gettext_lazy("of so many parts"), required=False, min_value=1)
    casting_vote = forms.BooleanField(label=gettext_lazy("The order gives the chair a casting vote"), required=False)
    drafters_vote = forms.BooleanField(label=gettext_lazy("The order lets members who wrote a text vote on it"), required=False)
    votes_public = forms.BooleanField(label=gettext_lazy("The order makes recorded votes public by seat"), required=False)

    def __init__(self, *args, user, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        kind_of_place = "state" if kind == CommitteeKind.SEPC else "district"
        taken = Committee.objects.filter(kind=kind, valid_to__isnull=True).values("place_id")
        self.fields["place"].queryset = (
            reach(user, Move.CONSTITUTE, on=today())
            .filter(kind=kind_of_place)
            .exclude(pk__in=taken)
            .select_related("parent")
            .order_by("parent__name", "name")
        )
        self.fields["place"].label_from_instance = lambda place: (
            f"{place.name}, {place.parent.name}" if place.kind == "district" else place.name
        )
        self.seat_keys = []
        for seat_type in SeatType.objects.filter(committee_kind=kind):
            for copy in range(2 if seat_type.repeatable else 1):
                self._add_seat(seat_type, copy)

    def _add_seat(self, seat_type, copy):
        key = f"{seat_type.code}_{copy}"
        self.seat_keys.append((key, seat_type, copy))
        title = seat_type.post_title if copy == 0 else f"{seat_type.post_title}, 2"
        self.fields[f"on_{key}"] = forms.BooleanField(label=str(seat_type), required=False, initial=copy == 0)
        self.fields[f"title_{key}"] = forms.CharField(label=gettext_lazy("Post"), max_length=200, required=False, initial=title)
        self.fields[f"holder_{key}"] = forms.CharField(label=gettext_lazy("Holder"), max_length=160, required=False)
        self.fields[f"email_{key}"] = forms.EmailField(label=gettext_lazy("E-mail for the invitation"), required=False)

    def cards(self):
        """The seats in order, each with its bound fields."""
        return [
            SeatCard(
                seat_type,
                copy,
                *(self[f"{name}_{key}"] for name in ("on", "title", "holder", "email")),
            )
            for key, seat_type, copy in self.seat_keys
        ]

    def head(self):
        """The fields that are no seats."""
        seats = {f"{name}_{key}" for key, _type, _copy in self.seat_keys for name in ("on", "title", "holder", "email")}
        return [self[name] for name in self.fields if name not in seats]

    def plans(self) -> list[SeatPlan]:
        """The ticked seats."""
        given, plans = self.cleaned_data, []
        for key, seat_type, _copy in self.seat_keys:
            if given.get(f"on_{key}"):
                title = given.get(f"title_{key}", "")
                plans.append(
                    SeatPlan(
                        seat_type.code,
                        # The template's own title is left to constitute(), which knows its Hindi and the RA's post.
                        title="" if title == seat_type.post_title else title,
                        holder=given.get(f"holder_{key}", ""),
                        email=given.get(f"email_{key}", ""),
                    )
                )
        return plans

    def clean(self):
        given = super().clean()
        for key, seat_type, _copy in self.seat_keys:
            if given.get(f"email_{key}") and not given.get(f"holder_{key}"):
                self.add_error(f"holder_{key}", _("Write who is invited for %(seat)s.") % {"seat": seat_type.name})
        return given


@dataclass
class SeatCard:
    """One seat's fields on the page."""

    seat_type: SeatType
    copy: int
    on: forms.BoundField
    post: forms.BoundField
    holder: forms.BoundField
    email: forms.BoundField


@at_the_desk
def set_up(request, kind="depc"):
    """A committee from its order."""
    kind = CommitteeKind(kind)
    initial = {"place": request.GET.get("place")}
    form = CommitteeForm(request.POST or None, request.FILES or None, user=request.user, kind=kind, initial=initial)
    if not reach(request.user, Move.CONSTITUTE, on=today()).exists():
        return page(
            request,
            "refused.html",
            {"sentence": _("Only a State officer or headquarters sets up committees."), "heading": _("Set up a committee")},
            status=403,
        )
    if request.method == "POST" and form.is_valid():
        done, committee = try_to(form, lambda: _constitute(request, form, kind))
        if done:
            messages.success(request, _("%(committee)s is set up.") % {"committee": committee})
            if committee.invitation_links:
                seats = {seat.position: str(seat.post) for seat in committee.seats.select_related("post")}
                request.session[_LINKS] = [
                    [seats.get(position, ""), link] for position, link in committee.invitation_links.items()
                ]
                return redirect("desk-depc-links", committee.slug)
            return redirect("desk-depc", committee.slug)
    return form_page(
        request,
        form,
        heading=_("Set up a DEPC from its order") if kind == CommitteeKind.DEPC else _("Set up a State committee from its order"),
        lede=_("Seats belong to posts. Holders can be added now or later; a transfer changes no seat."),
        act=_("Set up the committee"),
        back=reverse("admin:index"),
        trail=[(_("Set up a committee"), "")],
        template="set_up.html",
    )


def _constitute(request, form, kind):
    given = form.cleaned_data
    document = None
    if given["order_file"]:
        document = store(
            given["order_file"],
            name=given["order_file"].name,
            by_label=request.user.get_full_name(),
            at=now(),
            visibility=Visibility.PRIVATE,
        )
    fields = (
        "order_number", "order_date", "name", "name_hi", "deviations", "interval_months", "quorum_kind",
        "quorum_number", "quorum_numerator", "quorum_denominator", "casting_vote", "drafters_vote", "votes_public",
    )  # fmt: skip
    return proceedings.constitute(
        given["place"],
        kind=kind,
        seats=form.plans(),
        order_document=document,
        by=request.user,
        at=now(),
        origin=origin_of(request),
        **{name: given[name] for name in fields},
    )


@at_the_desk
def links(request, slug):
    """The invitation links just made, shown once."""
    committee_or_404(request, slug)
    shown = request.session.pop(_LINKS, [])
    return page(
        request,
        "links.html",
        {"heading": _("Invitations"), "links": shown, "slug": slug, "trail": [(_("Invitations"), "")]},
    )
