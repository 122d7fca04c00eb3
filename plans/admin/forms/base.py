"""The small form of one row: fields in groups, figures with their reason, the row_version that refuses a stale save."""

import secrets

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import BLANK_CHOICE_DASH
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from common.financial_years import FinancialYearFormField
from common.money import best_unit, show_rupees
from common.numbers import group_indian
from plans.admin.fields import FigureField, Given, RupeesField
from plans.admin.merging import sealed
from plans.models.fields import FigureState
from plans.sentences import places_of_sentences


class DayInput(forms.DateInput):
    """The browser's own day picker; it sends and takes 2026-03-31 whatever it shows."""

    input_type = "date"

    def __init__(self, **kwargs):
        super().__init__(format="%Y-%m-%d", **kwargs)


class RowForm(forms.ModelForm):
    """A form over one wording.

    `figures` names form fields that stand for two columns: name -> (value column, state column). `groups` is the order
    on the page: (heading, names).

    The state of the plan, its authors and its times are no fields, so a forged one is never read. The form checks and
    shows; plans/rows.py saves.
    """

    figures: dict[str, tuple[str, str]] = {}
    groups: tuple = ()
    use_required_attribute = False
    row_version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)
    # Of a new row: the second press of a double click brings the same word and adds nothing.
    once = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args, version, **kwargs):
        self.version = version
        super().__init__(*args, **kwargs)
        row = self.instance
        self.initial["row_version"] = getattr(row, "row_version", 0) if row.pk else 0
        if row.pk:
            del self.fields["once"]
        else:
            self.initial["once"] = secrets.token_urlsafe(16)
        for name, (value, state) in self.figures.items():
            self.initial[name] = Given(getattr(row, state), getattr(row, value)) if row.pk else None
        if "product" in self.fields:
            # Some names mean one product in one district and another elsewhere.
            self.fields["product"].district_id = version.plan.place_id
            if row.product_id:
                self.initial["product"] = row.product
        for name, field in self.fields.items():
            if isinstance(field, forms.DateField):
                field.widget = DayInput()
            if isinstance(field, FinancialYearFormField):
                field.widget.attrs["class"] = "short"
            field.widget.attrs.setdefault("id", f"id_{name}")
            _say_what_empty_is(field)
        self.narrow()

    def narrow(self):
        """Limit choices to what this version holds; forms with such choices say how."""

    @property
    def figure_columns(self):
        return {column for pair in self.figures.values() for column in pair}

    def _get_validation_exclusions(self):
        # The figures' columns are no form fields by name, yet the constraints on them must be asked.
        return super()._get_validation_exclusions() - self.figure_columns

    def _post_clean(self):
        for name, (value, state) in self.figures.items():
            if name in self.cleaned_data:
                self._write_figure(self.cleaned_data[name], value, state)
        # Where the page is shown again anyway all sentences stand on it together; otherwise the save asks the constraints
        # once: the database refuses, and plans/rows.py says at which field and why.
        self.instance.leaves_constraints_to_the_save = not self.errors
        super()._post_clean()

    def _write_figure(self, figure, value, state):
        setattr(self.instance, state, figure.state)
        setattr(self.instance, value, figure.number)

    def _update_errors(self, errors):
        told = getattr(errors, "error_dict", {})
        for name, pair in self.figures.items():
            for column in pair:
                if column in told:
                    told.setdefault(name, []).extend(told.pop(column))
        at = places_of_sentences(self._meta.model)
        for error in told.pop(NON_FIELD_ERRORS, []):
            told.setdefault(at.get(error.messages[0], NON_FIELD_ERRORS), []).append(error)
        super()._update_errors(errors)

    def changes(self):
        """Column -> value of everything this form asks for; the form must be valid."""
        found = {}
        for name in self.fields:
            if name in ("row_version", "once"):
                continue
            if name in self.figures:
                found.update({column: getattr(self.instance, column) for column in self.figures[name]})
            else:
                found[name] = self.cleaned_data[name]
        return {name: value for name, value in found.items() if name not in self.not_columns}

    not_columns: tuple = ()

    def take_errors(self, errors):
        """Show the sentences of plans/rows.py at the fields they are about, else above the form."""
        of_column = {column: name for name, pair in self.figures.items() for column in pair}
        at = places_of_sentences(self._meta.model)
        for column, sentences in errors.items():
            for sentence in sentences:
                name = of_column.get(column) or at.get(str(sentence), column)
                self.add_error(name if name in self.fields else None, sentence)

    def grouped(self):
        """(heading, bound fields) in the order of the page."""
        return [(heading, [self[name] for name in names]) for heading, names in self.groups]

    def shown(self, name, value):
        """A value of this field as the page words it, for comparing two texts."""
        return shown(self.fields[name], value)

    @property
    def opened(self):
        """What the form of a stored row is opened with, sealed; it comes back with the form, for the page that merges."""
        return self.data.get("opened", "") if self.is_bound else sealed(self) if self.instance.pk else ""

    def stored_value(self, name):
        """The value of the row in the form in which this form's cleaned data would hold it."""
        value = self.initial.get(name)
        field = self.fields[name]
        if isinstance(field, forms.ModelMultipleChoiceField):
            return value or []
        if isinstance(field, forms.ModelChoiceField) and value:
            return getattr(self.instance, name)
        return value


_DASHES = BLANK_CHOICE_DASH[0][1]


def _say_what_empty_is(field):
    """Django's dashes tell nobody whether a choice is owed."""
    word = _("Choose") if field.required else _("Not stated")
    if isinstance(field, forms.ModelChoiceField):
        # Its choices are rows, so they are not looked at here.
        if field.empty_label == _DASHES:
            field.empty_label = word
    elif isinstance(field, forms.ChoiceField) and ("", _DASHES) in field.choices:
        field.choices = [("", word), *(choice for choice in field.choices if choice != ("", _DASHES))]


def shown(field, value):
    """A value as the page words it, for comparing two texts."""
    if isinstance(field, FigureField):
        return _figure_words(value)
    if isinstance(field, RupeesField):
        return "" if value is None else show_rupees(value, best_unit(value))
    if value is None or value == "":
        return ""
    if hasattr(value, "strftime"):
        return date_format(value, "d-m-Y")
    if isinstance(value, (list, tuple)) or hasattr(value, "all"):
        return "\n".join(str(getattr(one, "code", one)) for one in value)
    if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
        # "Given" is no choice of its own where the figure beside it says so.
        return str(dict(field.choices).get(value, ""))
    return str(value)


def _figure_words(figure):
    if not figure:
        return ""
    if figure.number is not None:
        return group_indian(figure.number)
    return str(FigureState(figure.state).label)


GROUP_TEXT = _("The text")
