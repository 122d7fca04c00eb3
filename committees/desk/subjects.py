"""The product or sector a seat of a council, ministry, department or agency is for, typed by any of its names."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy

from committees.subjects import subject_named
from districts.spreadsheets.names import NotFound


class SubjectField(forms.CharField):
    """A Product or a Sector, or None. With suggestions while one types where scripts run."""

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"data-lookup": reverse_lazy("desk-products"), "autocomplete": "off"})
        help_text = gettext_lazy("A product, or the name of a sector. Empty where the order names none.")
        super().__init__(
            label=gettext_lazy("For the product or sector"), required=False, widget=widget, help_text=help_text, **kwargs
        )

    def to_python(self, value):
        text = super().to_python(value)
        if not text:
            return None
        try:
            return subject_named(text)
        except NotFound as unknown:
            raise ValidationError(str(unknown)) from unknown
