"""Form fields for what officers type: numbers, amounts, figures with a reason, lists, products, HS codes.

Every field understands what is sure and answers the rest with a sentence; what was typed stays in the box.
"""

from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from common.money import RUPEES_IN, UNIT_NAMES, best_unit, parse_rupees, show_rupees
from common.numbers import group_indian, parse_decimal
from common.refusals import Refusal
from common.text import tidy
from districts.queries import find_products, products_named, resolve_hs
from plans.models.fields import FigureState


def _said(refused):
    return ValidationError(refused.sentence, code="refused")


class NumberField(forms.CharField):
    """A decimal, typed in Indian or Western grouping or Devanagari digits; keeps the decimals as typed."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "short", "autocomplete": "off"})

    def to_python(self, value):
        value = super().to_python(value)
        if value in self.empty_values:
            return None
        try:
            return parse_decimal(value)
        except Refusal as refused:
            raise _said(refused) from refused

    def prepare_value(self, value):
        return group_indian(value) if isinstance(value, (Decimal, int)) and not isinstance(value, bool) else value


class _Pair(forms.MultiWidget):
    """Two controls of one answer, each with a label of its own for readers of the screen."""

    template_name = "admin/plans/pair.html"

    def __init__(self, widgets, labels):
        super().__init__(widgets)
        for widget, label in zip(self.widgets, labels, strict=True):
            widget.attrs["aria-label"] = label

    def decompress(self, value):
        return list(value) if value else ["", ""]


class RupeesField(forms.MultiValueField):
    """Whole rupees, typed in rupees, lakh or crore as chosen; empty is "not estimated"."""

    def __init__(self, **kwargs):
        units = [(unit, UNIT_NAMES[unit]) for unit in RUPEES_IN]
        widget = _RupeesWidget(
            [forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}), forms.Select(choices=units)],
            [_("Amount"), _("Unit of the amount")],
        )
        fields = [forms.CharField(required=False), forms.ChoiceField(choices=units, required=False)]
        super().__init__(fields, widget=widget, require_all_fields=False, **kwargs)

    def compress(self, values):
        if not values or not values[0]:
            return None
        try:
            return parse_rupees(values[0], values[1] or "rupee")
        except Refusal as refused:
            raise _said(refused) from refused


class _RupeesWidget(_Pair):
    def decompress(self, value):
        if value in (None, ""):
            return ["", "crore"]
        unit = best_unit(value)
        return [show_rupees(value, unit).removeprefix("₹").split(" ")[0], unit]


@dataclass(frozen=True)
class Given:
    """A figure as a form holds it: its state, and the number where there is one."""

    state: str
    number: Decimal | None = None


AS_TYPED = ""


class FigureField(forms.MultiValueField):
    """A figure, or the reason why there is none: a Given. Zero is a figure."""

    def __init__(self, **kwargs):
        # As typed: a figure is a figure, an empty box means that nobody has recorded one. An officer who types a
        # number need not also say that it is one.
        states = [
            (AS_TYPED, _("as typed")),
            (FigureState.MISSING, _("not recorded")),
            (FigureState.NOT_APPLICABLE, _("not applicable")),
            (FigureState.WITHHELD, _("withheld")),
        ]
        widget = _FigureWidget(
            [forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}), forms.Select(choices=states)],
            [_("Figure"), _("Figure, or why there is none")],
        )
        known = [*states, (FigureState.VALUE, _("the figure stands here"))]
        fields = [NumberField(required=False), forms.ChoiceField(choices=known, required=False)]
        super().__init__(fields, widget=widget, require_all_fields=False, **kwargs)

    def clean(self, value):
        text, state = value if value else ("", "")
        number = self.fields[0].clean(text or "")
        state = self.fields[1].clean(state or "") or (FigureState.MISSING if number is None else FigureState.VALUE)
        if number is not None and state != FigureState.VALUE:
            raise ValidationError(
                _("A figure is typed and “%(state)s” is chosen. Empty the box, or choose “as typed”.")
                % {"state": FigureState(state).label},
                code="both",
            )
        if number is None and state == FigureState.VALUE:
            raise ValidationError(_("Write the figure (0 when it is zero), or choose why there is none."), code="neither")
        return Given(FigureState(state), number)


class _FigureWidget(_Pair):
    def decompress(self, value):
        if not value:
            return ["", AS_TYPED]
        typed = value.state in (FigureState.VALUE, FigureState.MISSING)
        return ["" if value.number is None else group_indian(value.number), AS_TYPED if typed else value.state]


class LinesField(forms.CharField):
    """A list, one entry per line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def to_python(self, value):
        if isinstance(value, list):
            return value
        return [line for line in (tidy(part) for part in (value or "").splitlines()) if line]

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value


class TextField(forms.CharField):
    """Prose; Unicode put in one form, ends trimmed."""

    def to_python(self, value):
        return tidy(super().to_python(value) or "")


class _ProductInput(forms.TextInput):
    """The text, or the name of the button pressed where several products were offered."""

    def value_from_datadict(self, data, files, name):
        return data.get(f"{name}_pick") or data.get(name)


class ProductField(forms.CharField):
    """A product by any of its names. Several products of that name are offered for choice, none is guessed.

    `offered` holds the names to choose from after a text that fits several or none exactly; the page shows them as buttons.
    """

    MOST_OFFERED = 8

    def __init__(self, **kwargs):
        self.district_id = None
        self.offered = []
        widget = _ProductInput(attrs={"data-lookup": reverse_lazy("desk-products"), "autocomplete": "off"})
        super().__init__(widget=widget, **kwargs)

    def to_python(self, value):
        text = super().to_python(value)
        if not text:
            return None
        exact = products_named(text, self.district_id)
        if len(exact) == 1:
            return exact[0]
        self.offered = [product.name for product in (exact or find_products(text))[: self.MOST_OFFERED]]
        words = {"text": text[:60]}
        if exact:
            raise ValidationError(_("“%(text)s” names several products. Choose one of these.") % words, code="ambiguous")
        if self.offered:
            raise ValidationError(
                _("No product is called exactly “%(text)s”. Choose one of these, or try another spelling.") % words,
                code="near",
            )
        raise ValidationError(
            _("No product is known as “%(text)s”. Try another spelling, or ask a data officer to add it.") % words,
            code="unknown",
        )

    def prepare_value(self, value):
        return getattr(value, "name", value)


class HSCodesField(forms.CharField):
    """HS codes with commas between them; each is resolved, and marked where the edition has only its heading."""

    def __init__(self, **kwargs):
        attrs = {"data-lookup": reverse_lazy("desk-hs"), "data-lookup-many": "", "autocomplete": "off", "inputmode": "text"}
        super().__init__(widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value):
        if isinstance(value, list):
            return value
        answers, refusals = [], []
        for part in (value or "").replace(";", ",").replace("\n", ",").split(","):
            if not part.strip():
                continue
            try:
                answers.append(resolve_hs(part))
            except Refusal as refused:
                refusals.append(ValidationError(refused.sentence, code="unknown"))
        if refusals:
            raise ValidationError(refusals)
        return list({answer.code: answer for answer in answers}.values())

    def prepare_value(self, value):
        return ", ".join(getattr(code, "code", str(code)) for code in value) if isinstance(value, list) else value


def not_checked(answers):
    """The sentence for codes known only by their heading; empty where all are in the edition."""
    codes = ", ".join(answer.code for answer in answers if not answer.checked)
    return _now("Not checked below the heading: %(codes)s.") % {"codes": codes} if codes else ""
