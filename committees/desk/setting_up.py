"""Setting up a committee from its order, alone or in the place of another: the seats of its list, holders where known."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.invitations import origin_of
from accounts.moves import Move
from accounts.permission import may, reach
from committees import proceedings
from committees.desk.forms import DayInput
from committees.desk.shell import at_the_desk, committee_or_404, form_page, page, stored_order, try_to
from committees.desk.subjects import SubjectField
from committees.models import Committee, CommitteeKind, Form, QuorumKind, Seat, SeatType
from committees.proceedings import SeatPlan
from committees.proceedings.seating import plan_for
from committees.seat_types import PRODUCT_SEATS
from common.clock import now, today
from districts.models import Place
from documents.forms import DocumentFileField

_LINKS = "committee_links_shown_once"


class OrderForm(forms.Form):
    """What a constituting order says besides its seats."""

    order_number = forms.CharField(label=gettext_lazy("Number of the order"), max_length=120)
    order_date = forms.DateField(label=gettext_lazy("Date of the order"), widget=DayInput)
    order_file = DocumentFileField(label=gettext_lazy("The order as a file"), required=False)
    valid_from = forms.DateField(
        label=gettext_lazy("In force from"),
        widget=DayInput,
        required=False,
        help_text=gettext_lazy("Empty: from the date of the order."),
    )
    form = forms.ChoiceField(
        label=gettext_lazy("The seats follow"),
        choices=[choice for choice in Form.choices if choice[0] != Form.STATE],
        widget=forms.RadioSelect,
        required=False,
        initial=Form.HANDBOOK,
        help_text=gettext_lazy("For ten members tick the ten that the order names."),
    )
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
    notice_days = forms.IntegerField(label=gettext_lazy("Days of notice"), required=False, min_value=1, max_value=90)
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

    #: What goes to constitute() as it stands in the form.
    FIELDS = (
        "order_number", "order_date", "valid_from", "name", "name_hi", "deviations", "notice_days", "interval_months",
        "quorum_kind", "quorum_number", "quorum_numerator", "quorum_denominator", "casting_vote", "drafters_vote", "votes_public",
    )  # fmt: skip

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        if kind == CommitteeKind.SEPC:
            del self.fields["form"]

    def order(self) -> dict:
        """The keywords of constitute(), without seats, scan and place."""
        given = self.cleaned_data
        return {
            "form": given.get("form") or ("" if self.kind == CommitteeKind.DEPC else Form.STATE),
            **{name: given[name] for name in self.FIELDS if name in given},
        }


class CommitteeForm(OrderForm):
    """The order, its rule, and one card of fields for each seat of the list; `old`: the committee whose place it takes."""

    place = forms.ModelChoiceField(label=gettext_lazy("Place"), queryset=Place.objects.none())
    PARTS = ("on", "title", "subject", "holder", "email")

    field_order = ["place"]

    def __init__(self, *args, user, kind, old=None, **kwargs):
        super().__init__(*args, kind=kind, **kwargs)
        if old is None:
            self._offer_places(user)
        else:
            del self.fields["place"]
        seats = {}
        if old is not None:
            for seat in Seat.objects.on(today()).filter(committee=old).select_related("post", "for_product", "for_sector"):
                seats.setdefault(seat.seat_type_id, []).append(seat)
        self.seat_keys, self.old_posts = [], {}
        for seat_type in SeatType.objects.filter(committee_kind=kind):
            standing = seats.get(seat_type.code, [])
            for copy in range(max(2, len(standing) + 1) if seat_type.repeatable else 1):
                self._add_seat(seat_type, copy, standing[copy] if copy < len(standing) else None, old)

    def _offer_places(self, user):
        kind_of_place = "state" if self.kind == CommitteeKind.SEPC else "district"
        taken = Committee.objects.filter(kind=self.kind, valid_to__isnull=True).values("place_id")
        places = reach(user, Move.CONSTITUTE, on=today()).filter(kind=kind_of_place).exclude(pk__in=taken)
        if kind_of_place == "district":
            places = places.filter(as_district__in_register=True, as_district__valid_to__isnull=True)
        self.fields["place"].queryset = places.select_related("parent").order_by("parent__name", "name")
        self.fields["place"].label_from_instance = lambda place: (
            f"{place.name}, {place.parent.name}" if place.kind == "district" else place.name
        )

    def _add_seat(self, seat_type, copy, standing, old):
        key = f"{seat_type.code}_{copy}"
        self.seat_keys.append((key, seat_type, copy))
        title = seat_type.post_title if copy == 0 else f"{seat_type.post_title}, {copy + 1}"
        if standing is not None:
            title = standing.post.title
            self.old_posts[key] = standing.post
        ticked = standing is not None if old is not None else copy == 0
        self.fields[f"on_{key}"] = forms.BooleanField(label=str(seat_type), required=False, initial=ticked)
        self.fields[f"title_{key}"] = forms.CharField(label=gettext_lazy("Post"), max_length=200, required=False, initial=title)
        if seat_type.code in PRODUCT_SEATS:
            self.fields[f"subject_{key}"] = SubjectField(initial=str(standing.subject or "") if standing else "")
        self.fields[f"holder_{key}"] = forms.CharField(label=gettext_lazy("Holder"), max_length=160, required=False)
        self.fields[f"email_{key}"] = forms.EmailField(label=gettext_lazy("E-mail for the invitation"), required=False)

    def cards(self):
        """The seats in order, each with its bound fields."""
        return [
            SeatCard(seat_type, copy, *(self[f"{part}_{key}"] if f"{part}_{key}" in self.fields else None for part in self.PARTS))
            for key, seat_type, copy in self.seat_keys
        ]

    def head(self):
        """The fields that are no seats."""
        seats = {f"{part}_{key}" for key, _type, _copy in self.seat_keys for part in self.PARTS}
        return [self[name] for name in self.fields if name not in seats]

    def plans(self) -> list[SeatPlan]:
        """The ticked seats."""
        given, plans = self.cleaned_data, []
        for key, seat_type, copy in self.seat_keys:
            if not given.get(f"on_{key}"):
                continue
            title, post = given.get(f"title_{key}", ""), self.old_posts.get(key)
            keeps_post = post is not None and title == post.title
            # The template's own title is left to constitute(), which knows its Hindi and the RA's post; so is that
            # of a repeated seat which names its product.
            usual = seat_type.post_title if copy == 0 else f"{seat_type.post_title}, {copy + 1}"
            subject = given.get(f"subject_{key}")
            plans.append(
                plan_for(
                    seat_type.code,
                    subject,
                    post=post if keeps_post else None,
                    title="" if keeps_post or title == seat_type.post_title or (subject and title == usual) else title,
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
    subject: forms.BoundField | None
    holder: forms.BoundField
    email: forms.BoundField

    @property
    def number(self):
        """Counted from 1 among the seats of its type."""
        return self.copy + 1


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
            return _onward(request, committee)
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


@at_the_desk
def supersede(request, slug):
    """Another committee in the place of this one, by a later order."""
    old = committee_or_404(request, slug)
    if not may(request.user, Move.CONSTITUTE, old.place, on=today(), thing=old.place) or old.valid_to is not None:
        raise Http404
    initial = {name: getattr(old, name) for name in OrderForm.FIELDS if name not in ("order_number", "order_date", "valid_from")}
    form = CommitteeForm(
        request.POST or None,
        request.FILES or None,
        user=request.user,
        kind=CommitteeKind(old.kind),
        old=old,
        initial={**initial, "form": old.form},
    )
    if request.method == "POST" and form.is_valid():
        done, committee = try_to(form, lambda: _supersede(request, form, old))
        if done:
            messages.success(
                request,
                ngettext(
                    "%(committee)s takes its place; %(n)s called meeting went over.",
                    "%(committee)s takes its place; %(n)s called meetings went over.",
                    committee.carried_over,
                )
                % {"committee": committee, "n": committee.carried_over},
            )
            return _onward(request, committee)
    back = reverse("desk-depc", args=[slug])
    heading = _("A later order puts another committee in its place")
    return form_page(
        request,
        form,
        heading=heading,
        lede=_(
            "%(committee)s ends the day before. What it decided, its chain and its address stay; meetings called for later "
            "go over to the new one."
        )
        % {"committee": old},
        act=_("Set up the new committee"),
        back=back,
        trail=[(old.name, back), (heading, "")],
        template="set_up.html",
    )


def _onward(request, committee):
    if not committee.invitation_links:
        return redirect("desk-depc", committee.slug)
    seats = {seat.position: str(seat.post) for seat in committee.seats.select_related("post")}
    request.session[_LINKS] = [[seats.get(position, ""), link] for position, link in committee.invitation_links.items()]
    return redirect("desk-depc-links", committee.slug)


def _constitute(request, form, kind):
    return proceedings.constitute(
        form.cleaned_data["place"],
        kind=kind,
        seats=form.plans(),
        order_document=stored_order(request, form.cleaned_data["order_file"]),
        by=request.user,
        at=now(),
        origin=origin_of(request),
        **form.order(),
    )


def _supersede(request, form, old):
    return proceedings.supersede(
        old,
        seats=form.plans(),
        order_document=stored_order(request, form.cleaned_data["order_file"]),
        by=request.user,
        at=now(),
        origin=origin_of(request),
        **form.order(),
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
