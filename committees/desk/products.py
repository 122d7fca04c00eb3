"""The product list of a district at the desk: changed by an order of the State, or by a resolution of its committee."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.moves import Move
from accounts.permission import may
from committees import proceedings
from committees.desk.forms import DayInput
from committees.desk.shell import at_the_desk, form_page, page, stored_order, try_to
from committees.models import Resolution
from committees.proceedings import Listed, OrderOfTheState
from committees.proceedings.listing_products import history_of
from common.clock import now, today
from districts.models import District, DistrictProduct
from districts.queries import find_products
from districts.spreadsheets.names import NotFound, ProductNames
from documents.forms import DocumentFileField

#: How many products one page adds.
NEW = 4


class ProductField(forms.CharField):
    """A product by any of its names; suggestions while one types where scripts run."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"data-lookup": reverse_lazy("desk-products"), "autocomplete": "off"})
        super().__init__(widget=widget, required=False, **kwargs)


class _ListForm(forms.Form):
    """The list as it stands, a place for each product, and a few lines for new ones."""

    def __init__(self, *args, district, **kwargs):
        super().__init__(*args, **kwargs)
        self.district = district
        self.rows = list(
            DistrictProduct.objects.filter(district=district, until__isnull=True)
            .select_related("product")
            .order_by(F("rank").asc(nulls_last=True), "product__name")
        )
        self.fields["standing"] = forms.CharField(
            widget=forms.HiddenInput, required=False, initial=",".join(f"{row.product_id}.{row.rank or ''}" for row in self.rows)
        )
        for row in self.rows:
            self.fields[f"rank_{row.pk}"] = forms.IntegerField(
                label=_("Place of %(product)s") % {"product": row.product}, required=False, min_value=1, initial=row.rank
            )
            self.fields[f"off_{row.pk}"] = forms.BooleanField(
                label=_("%(product)s is taken off") % {"product": row.product}, required=False
            )
        for n in range(1, NEW + 1):
            self.fields[f"new_{n}"] = ProductField(label=_("New product %(n)s") % {"n": n})
            self.fields[f"new_rank_{n}"] = forms.IntegerField(
                label=_("Place of new product %(n)s") % {"n": n}, required=False, min_value=1
            )

    def head(self):
        """The fields of the order or the resolution."""
        return [self[name] for name in self.own]

    def standing_rows(self):
        return [(row.product, self[f"rank_{row.pk}"], self[f"off_{row.pk}"]) for row in self.rows]

    def new_rows(self):
        return [(self[f"new_{n}"], self[f"new_rank_{n}"]) for n in range(1, NEW + 1)]

    def clean(self):
        given = super().clean()
        names = None
        for n in range(1, NEW + 1):
            text = given.get(f"new_{n}")
            if not text:
                if given.get(f"new_rank_{n}"):
                    self.add_error(f"new_{n}", _("Name the product of this place, or empty the place."))
                continue
            names = names or ProductNames()
            try:
                given[f"new_{n}"] = names.product(text, self.district)
            except NotFound as unknown:
                offered = ", ".join(product.name for product in find_products(text)[:3])
                self.add_error(f"new_{n}", ValidationError(f"{unknown} {offered}" if offered else str(unknown)))
        return given

    def wanted(self) -> list[Listed]:
        """The list as the form has it."""
        given = self.cleaned_data
        kept = [Listed(row.product, given.get(f"rank_{row.pk}")) for row in self.rows if not given.get(f"off_{row.pk}")]
        new = [Listed(given[f"new_{n}"], given.get(f"new_rank_{n}")) for n in range(1, NEW + 1) if given.get(f"new_{n}")]
        return kept + new

    def seen(self) -> list[tuple[int, int | None]]:
        """(product id, rank) of the list when the page was opened."""
        pairs = [part.partition(".") for part in self.cleaned_data["standing"].split(",")]
        return [(int(product), int(rank) if rank.isdecimal() else None) for product, _dot, rank in pairs if product.isdecimal()]


class ByOrderForm(_ListForm):
    """A State officer's: the order with number, date and file."""

    own = ("order_number", "order_date", "order_file", "on")
    order_number = forms.CharField(label=gettext_lazy("Number of the order"), max_length=120)
    order_date = forms.DateField(label=gettext_lazy("Date of the order"), widget=DayInput)
    order_file = DocumentFileField(label=gettext_lazy("The order as a file"), required=False)
    on = forms.DateField(
        label=gettext_lazy("First day"), widget=DayInput, required=False, help_text=gettext_lazy("Empty: the date of the order.")
    )


class ByResolutionForm(_ListForm):
    """A convener's: the resolution that says so."""

    own = ("resolution", "on")
    resolution = forms.ModelChoiceField(
        label=gettext_lazy("Resolution that says so"),
        queryset=Resolution.objects.none(),
        help_text=gettext_lazy("Signed and carried, of this district's committee, not in camera, each used once."),
    )
    on = forms.DateField(
        label=gettext_lazy("First day"), widget=DayInput, required=False, help_text=gettext_lazy("Empty: the day it was decided.")
    )

    def __init__(self, *args, district, **kwargs):
        super().__init__(*args, district=district, **kwargs)
        self.fields["resolution"].queryset = proceedings.resolutions_for_products(district)
        self.fields["resolution"].label_from_instance = lambda one: f"{one.number}: {one.title}"


@at_the_desk
def products(request, pk):
    """The list of one district, with what this person may do about it."""
    district, by_order, by_resolution = _district_or_404(request, pk)
    return page(
        request,
        "products.html",
        {
            "heading": _("Products of %(district)s") % {"district": district},
            "district": district,
            "rows": DistrictProduct.objects.filter(district=district, until__isnull=True)
            .select_related("product__sector")
            .order_by(F("rank").asc(nulls_last=True), "product__name"),
            "history": history_of(district),
            "by_order": by_order,
            "by_resolution": by_resolution,
            "trail": [(_("Products of %(district)s") % {"district": district}, "")],
        },
    )


@at_the_desk
def change(request, pk, by):
    """The list changed by an order or by a resolution."""
    district, by_order, by_resolution = _district_or_404(request, pk)
    if not (by_order if by == "order" else by_resolution):
        raise Http404
    form_class = ByOrderForm if by == "order" else ByResolutionForm
    form = form_class(request.POST or None, request.FILES or None, district=district)
    if request.method == "POST" and form.is_valid():
        done, _decision = try_to(form, lambda: _change(request, district, form, by))
        if done:
            messages.success(request, _("The list is changed. The decision stands in its history."))
            return redirect("desk-district-products", district.pk)
    back = reverse("desk-district-products", args=[district.pk])
    heading = _("Change the list by an order of the State") if by == "order" else _("Change the list by a resolution")
    return form_page(
        request,
        form,
        heading=heading,
        lede=_("%(district)s, %(state)s. A place is only given where the decision gives one.")
        % {"district": district, "state": district.state},
        act=_("Change the list"),
        back=back,
        trail=[(_("Products of %(district)s") % {"district": district}, back), (heading, "")],
        template="products_change.html",
    )


def _change(request, district, form, by):
    given = form.cleaned_data
    why = {"resolution": given.get("resolution")}
    if by == "order":
        document = stored_order(request, given["order_file"])
        why = {"order": OrderOfTheState(given["order_number"], given["order_date"], document)}
    return proceedings.set_products(
        district, form.wanted(), on=given["on"], standing=form.seen(), by=request.user, at=now(), **why
    )


def _district_or_404(request, pk):
    """The district and whether this person changes its list by order, by resolution; 404 where by neither."""
    district = get_object_or_404(District.objects.select_related("state"), pk=pk)
    on = today()
    by_order = bool(may(request.user, Move.LIST_PRODUCTS_BY_ORDER, district, on=on))
    by_resolution = bool(may(request.user, Move.LIST_PRODUCTS_BY_RESOLUTION, district, on=on))
    if not by_order and not by_resolution:
        raise Http404
    return district, by_order, by_resolution
