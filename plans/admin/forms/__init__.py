"""The kinds of rows of a plan, by the word that stands in their addresses."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from plans.admin.forms.needs import BottleneckForm, IncentiveForm, TrainingNeedForm
from plans.admin.forms.product import ProductChapterForm
from plans.admin.forms.promises import InterventionForm, TargetForm
from plans.admin.forms.prose import CoverForm, ProfileFactForm, ReasonForm, SectionForm
from plans.models import Bottleneck, Incentive, Intervention, ProductChapter, ProfileFact, Target, TrainingNeed


@dataclass(frozen=True)
class RowKind:
    """One kind of row: its word in addresses, model, form, the name of one, and the head it stands under."""

    word: str
    model: type
    form: type
    one: str
    add: str
    head: int

    def anchor(self, row):
        return f"{self.word}-{row.pk}"


KINDS = {
    kind.word: kind
    for kind in (
        RowKind("facts", ProfileFact, ProfileFactForm, _("Fact"), _("Add a fact"), 1),
        RowKind("products", ProductChapter, ProductChapterForm, _("Product"), _("Add a product or service"), 3),
        RowKind("bottlenecks", Bottleneck, BottleneckForm, _("Bottleneck"), _("Add a bottleneck"), 4),
        RowKind("interventions", Intervention, InterventionForm, _("Intervention"), _("Add an intervention"), 6),
        RowKind("targets", Target, TargetForm, _("Target"), _("Add a target"), 7),
        RowKind("incentives", Incentive, IncentiveForm, _("Incentive"), _("Add an incentive"), 8),
        RowKind("training", TrainingNeed, TrainingNeedForm, _("Training need"), _("Add a training need"), 9),
    )
}

__all__ = ["KINDS", "CoverForm", "ReasonForm", "RowKind", "SectionForm"]
