"""Forms of bottlenecks, training needs and incentives."""

from django import forms
from django.utils.translation import gettext_lazy as _

from plans.admin.fields import FigureField, ProductField, TextField
from plans.admin.forms.base import RowForm
from plans.models import Bottleneck, Incentive, TrainingNeed

_SUBJECT = _("Leave empty where it concerns the whole district.")


def _product():
    return ProductField(required=False, label=_("Product or service"), help_text=_SUBJECT)


class BottleneckForm(RowForm):
    """What holds exports back, at which stage, and who could solve it."""

    product = _product()
    statement = TextField(
        label=_("Bottleneck"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In one sentence, for example: no accredited laboratory tests pashmina within 500 km."),
    )
    evidence = TextField(
        required=False,
        label=_("Evidence"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who has said so and when, or the figure that shows it."),
    )
    no_intervention_reason = TextField(
        required=False,
        label=_("Why nothing is planned for it"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only where no intervention of this plan addresses it."),
    )
    groups = (
        (_("What holds exports back"), ("statement", "stage", "product", "severity")),
        (_("Who says so, who can solve it"), ("raised_by", "evidence", "level", "no_intervention_reason")),
    )

    class Meta:
        model = Bottleneck
        fields = ["statement", "stage", "product", "severity", "raised_by", "evidence", "level", "no_intervention_reason"]
        help_texts = {"raised_by": _("For example: carpet exporters' association, meeting of March 2026.")}


class TrainingNeedForm(RowForm):
    """Whom to train in what, how many, by whom, until when."""

    product = _product()
    persons = FigureField(label=_("Persons to be trained"), help_text=_("For example 400."))
    figures = {"persons": ("persons_value", "persons_state")}
    groups = (
        (_("Training"), ("subject", "audience", "product")),
        (_("How many, by whom, until when"), ("persons", "provider", "fy")),
    )

    class Meta:
        model = TrainingNeed
        fields = ["subject", "audience", "product", "provider", "fy"]
        help_texts = {
            "subject": _("For example: export documents and GST refunds."),
            "audience": _("For example: first-time exporters of the cluster."),
            "provider": _("For example: FIEO, MSME-DFO."),
            "fy": _("Until the end of the financial year, for example 2026-27."),
        }


class IncentiveForm(RowForm):
    """A scheme of the Union or the State, clearly named."""

    product = _product()
    support = TextField(
        required=False,
        label=_("What it gives"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: half of the fair's stall rent, up to ₹1.50 lakh a year."),
    )
    address = forms.URLField(
        required=False,
        label=_("Address of its page"),
        assume_scheme="https",
        help_text=_("For example https://www.dgft.gov.in/."),
    )
    groups = ((_("The scheme"), ("scheme", "government", "support", "address", "product")),)

    class Meta:
        model = Incentive
        fields = ["scheme", "government", "support", "address", "product"]
        help_texts = {"scheme": _("Its full name, for example: Market Access Initiative.")}
