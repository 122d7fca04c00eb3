"""Merging a product into another: choose, see what moves, confirm."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.clock import now, today
from common.refusals import Refusal
from districts.editors import actor_of
from districts.merging import merge, preview
from districts.models import Product
from districts.queries import find_products, products_named


class TargetForm(forms.Form):
    """The product to merge into, by any of its names."""

    into = forms.CharField(
        label=gettext_lazy("Merge into"),
        max_length=120,
        help_text=gettext_lazy("Any name of the product that stays."),
    )

    def clean_into(self):
        text = self.cleaned_data["into"]
        found = products_named(text)
        if len(found) == 1:
            return found[0]
        near = found or find_products(text)
        if not near:
            raise forms.ValidationError(_("No product is known as “%(text)s”. Try another spelling.") % {"text": text})
        names = ", ".join(product.name for product in near[:8])
        raise forms.ValidationError(
            _("No single product is called “%(text)s”. Write one of these: %(names)s.") % {"text": text, "names": names}
        )


class MergesProducts:
    """The address <product>/merge/ of the admin, linked from the product's page."""

    change_form_template = "admin/districts/product_form.html"

    def get_urls(self):
        own = path("<int:pk>/merge/", self.admin_site.admin_view(self.merge_view), name="districts_product_merge")
        return [own, *super().get_urls()]

    def merge_view(self, request, pk):
        """GET asks and shows what would move; POST with confirm=yes moves it."""
        product = get_object_or_404(Product.objects.select_related("merged_into"), pk=pk)
        if not self.has_change_permission(request, product):
            raise PermissionDenied
        asked = request.POST if request.method == "POST" else request.GET
        form = TargetForm(asked if "into" in asked else None)
        found = None
        if form.is_bound and form.is_valid():
            try:
                found = preview(product, form.cleaned_data["into"])
                if request.method == "POST" and request.POST.get("confirm") == "yes":
                    return self._merge(request, product, form.cleaned_data["into"])
            except Refusal as refused:
                form.add_error("into", refused.sentence)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Merge %(product)s") % {"product": product.name},
            "opts": self.opts,
            "product": product,
            "form": form,
            "preview": found,
        }
        return TemplateResponse(request, "admin/districts/merge.html", context)

    def _merge(self, request, product, into):
        merge(product, into, by=actor_of(request.user, on=today()), at=now())
        messages.success(
            request,
            _("%(product)s is now %(into)s. The old address leads to the new one.")
            % {"product": product.name, "into": into.name},
        )
        return HttpResponseRedirect(reverse("admin:districts_product_change", args=[into.pk]))
