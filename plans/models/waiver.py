from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Waiver(models.Model):
    """That a check may fail in this version until a day: for the whole plan, or for one row. Public with the plan.

    Granted and withdrawn in plans/workflow/waiving.py only, by somebody who wrote nothing in the version.
    """

    version = models.ForeignKey("plans.PlanVersion", models.PROTECT, related_name="waivers", verbose_name=_("version"))
    check_number = models.PositiveSmallIntegerField(_("number of the check"))
    commitment = models.ForeignKey(
        "plans.Commitment", models.PROTECT, null=True, blank=True, related_name="waivers", verbose_name=_("only for this row")
    )
    about = models.CharField(_("row, as it was called"), max_length=250, blank=True)
    reason = models.TextField(_("reason"))
    granted_on = models.DateField(_("granted on"))
    until = models.DateField(_("holds until"), help_text=_("The last day on which it holds."))
    granted_at = models.DateTimeField(_("granted at"))
    granted_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, related_name="waivers_granted", verbose_name=_("granted by")
    )
    granted_by_label = models.CharField(_("granted by"), max_length=250)

    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)
    withdrawn_by_label = models.CharField(_("withdrawn by"), max_length=250, blank=True, editable=False)
    withdrawn_reason = models.TextField(_("why it was withdrawn"), blank=True, editable=False)

    class Meta:
        verbose_name = _("waiver")
        verbose_name_plural = _("waivers")
        ordering = ["version", "check_number", "pk"]
        constraints = [
            models.CheckConstraint(
                name="waiver_names_a_rule_by_its_number",
                violation_error_message=_("Checks are numbered from one. Choose one of the list of rules."),
                condition=Q(check_number__gte=1),
            ),
            models.CheckConstraint(
                name="waiver_says_why_and_by_whom",
                violation_error_message=_("A waiver has a reason and says who granted it. Everybody reads it with the plan."),
                condition=~Q(reason="") & ~Q(granted_by_label=""),
            ),
            models.CheckConstraint(
                name="waiver_ends_on_the_day_it_begins_or_later",
                violation_error_message=_("A waiver holds at least on the day it is granted. Give a later last day."),
                condition=Q(until__gte=F("granted_on")),
            ),
            models.CheckConstraint(
                name="waiver_for_one_row_names_it",
                violation_error_message=_("A waiver for one row names the row; one for the whole plan names none."),
                condition=Q(commitment__isnull=True, about="") | Q(commitment__isnull=False) & ~Q(about=""),
            ),
            models.CheckConstraint(
                name="waiver_withdrawal_is_whole",
                violation_error_message=_("A withdrawal has its time, its author and its reason. Give all three or none."),
                condition=Q(withdrawn_at__isnull=True, withdrawn_by_label="", withdrawn_reason="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by_label="") & ~Q(withdrawn_reason=""),
            ),
        ]

    def __str__(self):
        return f"{self.check_number}, {self.until:%d-%m-%Y}"

    def holds_on(self, day):
        """Whether it was granted by that day, is not over and was not withdrawn."""
        return self.withdrawn_at is None and self.granted_on <= day <= self.until
