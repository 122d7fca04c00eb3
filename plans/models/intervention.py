from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from plans.models.commitment import Commitment
from plans.models.fields import EnteredDecimalField, FigureState, figure_or_reason, figure_state_field, list_of_sentences
from plans.models.units import Unit
from plans.models.wording import Horizon, Wording


class Intervention(Wording):
    """What is to be done, by whom, by when, for how many rupees and whose; parts stand under a parent."""

    class Type(models.TextChoices):
        CFC = "cfc", _("Common facility centre")
        RAW_MATERIAL_BANK = "raw_material_bank", _("Raw-material bank")
        TESTING_LAB = "testing_lab", _("Testing laboratory")
        TRAINING = "training", _("Training")
        DESIGN = "design", _("Design")
        PACKAGING = "packaging", _("Packaging")
        BRANDING = "branding", _("Branding")
        LOGISTICS = "logistics", _("Logistics")
        COLD_CHAIN = "cold_chain", _("Cold chain")
        E_COMMERCE = "e_commerce", _("E-commerce")
        GI_REGISTRATION = "gi_registration", _("GI registration")
        POLICY_ASK = "policy_ask", _("Policy or regulatory ask")
        FINANCE = "finance", _("Finance")
        OUTREACH = "outreach", _("Outreach event")
        EQUIPMENT = "equipment", _("Machinery and tools")
        MARKET_STUDY = "market_study", _("Market study")
        OTHER = "other", _("Other")

    class Funding(models.TextChoices):
        NOT_STATED = "", _("Not stated")
        SCHEME = "scheme", _("From a scheme or budget")
        NOT_IDENTIFIED = "not_identified", _("Not identified")

    commitment_kind = Commitment.Kind.INTERVENTION
    under_head = 6
    identity = ("product", "output_unit")

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of"))
    product = models.ForeignKey(
        "districts.Product",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("product"),
        help_text=_("Leave empty where it concerns the whole district."),
    )
    title = models.CharField(_("what is to be done"), max_length=300)
    description = models.TextField(_("description"), blank=True)
    type = models.CharField(_("type"), max_length=18, choices=Type.choices)
    bottlenecks = models.ManyToManyField(
        "plans.Bottleneck", through="plans.Remedy", related_name="interventions", verbose_name=_("addresses"), blank=True
    )
    lead_agency = models.ForeignKey(
        "districts.Agency", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lead agency")
    )
    lead_post = models.ForeignKey(
        "accounts.Post", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lead post")
    )
    lead_text = models.CharField(
        _("lead, in words"), max_length=250, blank=True, help_text=_("Where neither post nor agency is in the list.")
    )
    supporting = models.JSONField(_("supporting agencies"), default=list, blank=True, validators=[list_of_sentences])
    horizon = models.CharField(_("horizon"), max_length=9, choices=Horizon.choices, blank=True)
    start_on = models.DateField(_("from"), null=True, blank=True)
    due_on = models.DateField(_("until"), null=True, blank=True)
    cost_rupees = models.BigIntegerField(_("cost, whole rupees"), null=True, blank=True)
    cost_state = figure_state_field(_("is the cost known?"))
    funding = models.CharField(_("money"), max_length=14, choices=Funding.choices, blank=True, default="")
    funding_scheme = models.CharField(_("scheme or budget"), max_length=250, blank=True)
    output = models.CharField(_("output"), max_length=250, blank=True)
    output_value = EnteredDecimalField(_("how many"), null=True, blank=True)
    output_state = figure_state_field(_("is the output a number?"), default=FigureState.NOT_APPLICABLE)
    output_unit = models.CharField(_("unit of the output"), max_length=16, choices=Unit.choices, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta(Wording.Meta):
        verbose_name = _("intervention")
        verbose_name_plural = _("interventions")
        constraints = [
            *Wording.Meta.constraints,
            figure_or_reason("intervention", "cost", "cost_rupees"),
            figure_or_reason("intervention", "output"),
            models.CheckConstraint(
                name="intervention_cost_is_not_negative",
                condition=Q(cost_rupees__isnull=True) | Q(cost_rupees__gte=0),
                violation_error_message=_("A cost is never less than nothing."),
            ),
            models.CheckConstraint(
                name="intervention_scheme_is_named_exactly_when_funded_by_one",
                condition=Q(funding="scheme") & ~Q(funding_scheme="") | ~Q(funding="scheme") & Q(funding_scheme=""),
                violation_error_message=_("Name the scheme or budget, or say that the money is not identified."),
            ),
            models.CheckConstraint(
                name="intervention_ends_after_it_begins",
                condition=Q(start_on__isnull=True) | Q(due_on__isnull=True) | Q(due_on__gte=F("start_on")),
                violation_error_message=_("The last day is before the first."),
            ),
            models.CheckConstraint(
                name="intervention_is_no_part_of_itself",
                violation_error_message=_("An intervention is part of another one, never of itself. Choose another, or none."),
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
            ),
        ]

    def __str__(self):
        return self.title


class Remedy(models.Model):
    """That an intervention addresses a bottleneck of the same version. Written with its intervention, by plans/rows.py."""

    version = models.ForeignKey("plans.PlanVersion", models.PROTECT, related_name="remedies", verbose_name=_("version"))
    intervention = models.ForeignKey(Intervention, models.CASCADE, related_name="remedies", verbose_name=_("intervention"))
    bottleneck = models.ForeignKey("plans.Bottleneck", models.CASCADE, related_name="remedies", verbose_name=_("bottleneck"))

    class Meta:
        verbose_name = _("bottleneck addressed")
        verbose_name_plural = _("bottlenecks addressed")
        constraints = [
            models.UniqueConstraint(fields=["intervention", "bottleneck"], name="remedy_addresses_a_bottleneck_once"),
        ]

    def __str__(self):
        return f"{self.intervention_id} → {self.bottleneck_id}"
