"""Forms of what a plan promises: targets and interventions."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import Post
from common.clock import today
from districts.models import Metric
from plans.admin.fields import FigureField, HSCodesField, LinesField, ProductField, RupeesField, TextField
from plans.admin.forms.base import RowForm
from plans.asking import posts_near
from plans.models import Bottleneck, FigureState, Intervention, Target

_SUBJECT = _("Leave empty where it concerns the whole district.")


class MetricChoice(forms.ModelChoiceField):
    def label_from_instance(self, metric):
        return metric.name


class TargetForm(RowForm):
    """A promise in numbers: from a baseline with its year and source to a value in a year."""

    metric = MetricChoice(
        Metric.objects.all(),
        label=_("What is measured"),
        empty_label=_("Choose"),
        help_text=_("Choose “other” only where nothing in the list fits; it is added up nowhere."),
    )
    product = ProductField(required=False, label=_("Product or service"), help_text=_SUBJECT)
    baseline = FigureField(label=_("Baseline"), help_text=_("Where things stand, for example 62.40."))
    value = FigureField(label=_("Target"), help_text=_("Where they should stand, for example 90.00; percent as 15."))
    basis_hs_code = HSCodesField(
        required=False, label=_("HS code counted"), help_text=_("One code, where only one is counted, for example 5701.")
    )
    baseline_note = TextField(
        required=False,
        label=_("Why there is no baseline"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example: nobody has counted first-time exporters so far."),
    )
    note = TextField(required=False, label=_("Note"), widget=forms.Textarea(attrs={"rows": 2}))

    figures = {"baseline": ("baseline_value", "baseline_state"), "value": ("value", "value_state")}
    groups = (
        (_("What is promised"), ("metric", "metric_label", "product", "kind", "direction", "unit", "unit_label")),
        (_("From where"), ("baseline", "baseline_fy", "baseline_source", "baseline_note")),
        (_("To where, by when"), ("value", "fy", "horizon")),
        (_("Basis, where it matters"), ("basis_fy", "basis_hs_code", "basis_series", "note")),
    )

    class Meta:
        model = Target
        fields = [
            "metric",
            "metric_label",
            "product",
            "kind",
            "direction",
            "unit",
            "unit_label",
            "basis_fy",
            "basis_hs_code",
            "basis_series",
            "baseline_fy",
            "baseline_source",
            "baseline_note",
            "fy",
            "horizon",
            "note",
        ]
        help_texts = {
            "metric_label": _("Only for “other”, for example: days a parcel waits for its test."),
            "unit_label": _("Only for another unit, for example: looms."),
            "baseline_fy": _("For example 2024-25."),
            "baseline_source": _("For example: DGCIS, district-wise exports 2024-25."),
            "fy": _("For example 2027-28."),
            "basis_fy": _("Prices or definitions of this year, for example 2024-25."),
            "basis_series": _("For example: DGCIS principal commodity 0401."),
        }

    def clean_basis_hs_code(self):
        answers = self.cleaned_data["basis_hs_code"]
        if len(answers) > 1:
            raise ValidationError(_("One target counts one code. Leave the others out."), code="several")
        self.hs_answers = answers
        return answers[0].code if answers else ""

    def changes(self):
        found = super().changes()
        found["basis_hs_edition"] = getattr(self.hs_answers[0], "edition", "HS 2022") if self.hs_answers else ""
        return found

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() | {"basis_hs_code"}


class InterventionForm(RowForm):
    """What is to be done, by whom, by when, for how much and out of which money."""

    product = ProductField(required=False, label=_("Product or service"), help_text=_SUBJECT)
    description = TextField(required=False, label=_("Description"), widget=forms.Textarea(attrs={"rows": 4}))
    note = TextField(required=False, label=_("Note"), widget=forms.Textarea(attrs={"rows": 2}))
    supporting = LinesField(required=False, label=_("Supporting agencies"), help_text=_("One a line."))
    cost = RupeesField(required=False, label=_("Cost"), help_text=_("For example 5.50 crore, or 12,50,000 rupees."))
    cost_state = forms.ChoiceField(
        label=_("If there is no cost"),
        required=False,
        initial=FigureState.MISSING,
        choices=[
            (FigureState.MISSING, _("not estimated")),
            (FigureState.NOT_APPLICABLE, _("costs nothing of its own")),
            (FigureState.WITHHELD, _("withheld")),
        ],
        help_text=_("Counts only where no amount is given."),
    )
    output_figure = FigureField(label=_("How many"), help_text=_("For example 400, with the unit persons."))
    bottlenecks = forms.ModelMultipleChoiceField(
        Bottleneck.objects.none(),
        required=False,
        label=_("Bottlenecks it addresses"),
        widget=forms.CheckboxSelectMultiple,
    )

    figures = {"output_figure": ("output_value", "output_state")}
    groups = (
        (_("What"), ("title", "type", "description", "parent", "product", "bottlenecks")),
        (_("By whom"), ("lead_post", "lead_agency", "lead_text", "supporting")),
        (_("By when"), ("horizon", "start_on", "due_on")),
        (_("For how much"), ("cost", "cost_state", "funding", "funding_scheme")),
        (_("What comes of it"), ("output", "output_figure", "output_unit", "note")),
    )
    not_columns = ("cost",)

    class Meta:
        model = Intervention
        fields = [
            "title",
            "description",
            "type",
            "parent",
            "product",
            "lead_post",
            "lead_agency",
            "lead_text",
            "supporting",
            "horizon",
            "start_on",
            "due_on",
            "funding",
            "funding_scheme",
            "output",
            "output_unit",
            "note",
        ]
        help_texts = {
            "title": _("For example: Common facility centre for de-hairing pashmina."),
            "parent": _("Where it is one part of a larger intervention; the parts carry the cost then."),
            "lead_post": _(
                "The post that is asked about it, whoever holds it: of the district, its State or its Regional Authority."
            ),
            "lead_text": _("Where post or agency is not in the list, for example: GM, DIC."),
            "funding_scheme": _("For example: MSE-CDP, State export policy, District Mineral Foundation."),
            "output": _("For example: artisans trained in fine spinning."),
        }

    def narrow(self):
        own = Intervention.objects.filter(version=self.version, parent__isnull=True).exclude(pk=self.instance.pk)
        self.fields["parent"].queryset = own
        self.fields["parent"].empty_label = _("stands alone")
        self.fields["bottlenecks"].queryset = Bottleneck.objects.filter(version=self.version)
        self.fields["lead_post"].queryset = self._posts_that_lead()
        self.fields["lead_post"].empty_label = _("no post named")
        for name in ("lead_post", "lead_agency"):
            # Names of councils are longer than half a line.
            self.fields[name].widget.attrs["class"] = "long"
        row = self.instance
        if row.pk:
            self.initial["cost"] = row.cost_rupees
            self.initial["cost_state"] = FigureState.MISSING if row.cost_rupees is not None else row.cost_state
            self.initial["bottlenecks"] = list(row.bottlenecks.all())

    def _posts_that_lead(self):
        """Posts of the district, its State and its Regional Authority that stand, and the one chosen before."""
        posts = posts_near(self.version.plan.place, today())
        return (posts | Post.objects.filter(pk=self.instance.lead_post_id)).select_related("place").order_by("title", "pk")

    def stored_value(self, name):
        return self.instance.cost_state if name == "cost_state" else super().stored_value(name)

    @property
    def figure_columns(self):
        return super().figure_columns | {"cost_rupees", "cost_state"}

    def _post_clean(self):
        if "cost" in self.cleaned_data:
            amount = self.cleaned_data["cost"]
            why = self.cleaned_data.get("cost_state") or FigureState.MISSING
            self.cleaned_data["cost_state"] = why if amount is None else FigureState.VALUE
            self.instance.cost_rupees, self.instance.cost_state = amount, self.cleaned_data["cost_state"]
        super()._post_clean()

    def changes(self):
        return super().changes() | {"cost_rupees": self.instance.cost_rupees, "cost_state": self.instance.cost_state}
