"""Forms of the cover, the eleven heads and the facts of the profile."""

from django import forms
from django.utils.translation import gettext_lazy as _

from plans.admin.fields import FigureField, TextField
from plans.admin.forms.base import GROUP_TEXT, RowForm
from plans.models import PlanVersion, ProfileFact, ReturnReason, Section


class CoverForm(RowForm):
    """Title, period, language and file number of a version. Its state is not here."""

    groups = (
        (GROUP_TEXT, ("title", "title_hi", "authentic_language")),
        (_("Period and file"), ("period_from_fy", "period_to_fy", "file_number")),
    )

    class Meta:
        model = PlanVersion
        fields = ["title", "title_hi", "authentic_language", "period_from_fy", "period_to_fy", "file_number"]
        help_texts = {
            "title": _("As it will be issued, for example: District Export Action Plan, Erode, 2026-27 to 2028-29."),
            "title_hi": _("The same title in Hindi. Publication asks for it."),
            "period_from_fy": _("The first financial year of the plan, for example 2026-27."),
            "period_to_fy": _("The last financial year of the plan, for example 2028-29."),
            "file_number": _("As printed on the file, for example DIC-ERD/EXP/2026/04. Shown on the public page."),
        }


class SectionForm(RowForm):
    """The text under one head, or why the head does not apply."""

    text = TextField(
        required=False,
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 14, "class": "long"}),
        help_text=_("Plain paragraphs; an empty line begins a new one. Figures belong into the rows below, with their source."),
    )
    not_applicable_reason = TextField(
        required=False,
        label=_("Why this head does not apply"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only where it does not, for example: The district has no service exports on record."),
    )
    groups = ((GROUP_TEXT, ("text",)), (_("Or: this head does not apply"), ("not_applicable_reason",)))

    class Meta:
        model = Section
        fields = ["text", "not_applicable_reason"]


class ProfileFactForm(RowForm):
    """One figure of the profile with its source and its date."""

    value = FigureField(label=_("Figure"), help_text=_("For example 24,05,890. Zero is a figure: write 0."))
    figures = {"value": ("value", "value_state")}
    groups = (
        (_("What"), ("head", "code", "label")),
        (_("How much"), ("value", "unit")),
        (_("As of when, from where"), ("as_of", "fy", "source", "note")),
    )

    class Meta:
        model = ProfileFact
        fields = ["head", "code", "label", "unit", "as_of", "fy", "source", "note"]
        help_texts = {
            "label": _("Only for another fact, for example: Cold stores, tonnes of capacity."),
            "unit": _("Where the name of the fact does not say it, for example: tonnes."),
            "fy": _("Or the financial year, for example 2024-25."),
            "source": _("For example: Census of India 2011, Primary Census Abstract."),
        }
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}


class ReasonForm(RowForm):
    """The answer to one reason of a return."""

    answer = TextField(
        label=_("Answer"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What was changed about it and where, or why it stays as it is. The committee reads it."),
    )
    groups = ((_("The answer"), ("answer",)),)

    class Meta:
        model = ReturnReason
        fields = ["answer"]
