from django.db import models
from django.utils.translation import gettext_lazy as _

from plans.models.commitment import Commitment


class Horizon(models.TextChoices):
    """The Handbook asks for short, middle and long term; districts also plan what is done at once."""

    IMMEDIATE = "immediate", _("Immediate")
    SHORT = "short", _("Short term")
    MEDIUM = "medium", _("Medium term")
    LONG = "long", _("Long term")


class Wording(models.Model):
    """What one version says under one commitment.

    `identity` names the fields whose change makes it another commitment, `under_head` the head of the Handbook it
    stands under (0 where a column says it). Saved only through plans/rows.py, which compares `row_version` and marks the author.
    """

    identity: tuple[str, ...] = ()
    commitment_kind: str = ""
    under_head: int = 0

    version = models.ForeignKey("plans.PlanVersion", models.PROTECT, related_name="%(class)ss", verbose_name=_("version"))
    commitment = models.ForeignKey(
        Commitment, models.PROTECT, related_name="%(class)s_wordings", verbose_name=_("identity"), editable=False
    )
    position = models.PositiveIntegerField(_("order"), default=0)
    row_version = models.PositiveIntegerField(default=1, editable=False)
    changed_at = models.DateTimeField(_("changed at"), null=True, editable=False)
    changed_by_label = models.CharField(_("changed by"), max_length=250, blank=True, editable=False)

    class Meta:
        abstract = True
        ordering = ["version", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "commitment"], name="%(class)s_words_a_commitment_once_per_version"),
        ]

    #: Set by a form whose save asks the database itself, so that each constraint is not asked twice.
    leaves_constraints_to_the_save = False

    def validate_constraints(self, exclude=None):
        if not self.leaves_constraints_to_the_save:
            super().validate_constraints(exclude)

    @property
    def uid(self):
        """Costs a query where the commitment is not loaded."""
        return self.commitment.uid
