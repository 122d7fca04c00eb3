from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Tabling(models.Model):
    """One time a version went before the committee: the frozen text, who wrote it, how it stood against the checks."""

    version = models.ForeignKey("plans.PlanVersion", models.PROTECT, related_name="tablings", verbose_name=_("version"))
    ordinal = models.PositiveIntegerField(_("time"))
    paper = models.ForeignKey("committees.Paper", models.PROTECT, related_name="plan_tablings", verbose_name=_("paper"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    by_label = models.CharField(_("by"), max_length=250)
    score = models.JSONField(_("score"), default=dict)
    waivers = models.JSONField(_("waivers"), default=list)
    findings = models.JSONField(_("what the checks found"), default=list)
    evidence = models.JSONField(_("export figures compared with"), default=dict)
    authors = models.JSONField(_("authors"), default=list)

    class Meta:
        verbose_name = _("tabling")
        verbose_name_plural = _("tablings")
        ordering = ["version", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["version", "ordinal"], name="plan_tabling_each_time_counted_once"),
            models.CheckConstraint(
                name="plan_tabling_counts_from_one",
                violation_error_message=_("Tablings are counted from one."),
                condition=Q(ordinal__gte=1),
            ),
        ]

    def __str__(self):
        return f"{self.version_id}, {self.ordinal}"


class ReturnReason(models.Model):
    """One reason for which the committee returned a version, tied to a place in its text; answered before it goes back."""

    tabling = models.ForeignKey(Tabling, models.PROTECT, related_name="return_reasons", verbose_name=_("tabling"))
    resolution = models.ForeignKey("committees.Resolution", models.PROTECT, related_name="+", verbose_name=_("resolution"))
    order = models.PositiveIntegerField(_("order"))
    place = models.CharField(_("place in the text"), max_length=250, blank=True)
    commitment = models.ForeignKey(
        "plans.Commitment", models.PROTECT, null=True, blank=True, related_name="return_reasons", verbose_name=_("about")
    )
    text = models.TextField(_("reason"))
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, editable=False)
    answered_by_label = models.CharField(_("answered by"), max_length=250, blank=True, editable=False)

    class Meta:
        verbose_name = _("reason for the return")
        verbose_name_plural = _("reasons for the return")
        ordering = ["tabling", "order"]
        constraints = [
            models.UniqueConstraint(fields=["tabling", "order"], name="plan_return_reason_order_is_given_once"),
            models.CheckConstraint(
                name="plan_return_reason_answer_is_whole",
                violation_error_message=_("An answer to a reason has its text, its time and its author. Give all three or none."),
                condition=Q(answer="", answered_at__isnull=True, answered_by_label="")
                | Q(answered_at__isnull=False) & ~Q(answer="") & ~Q(answered_by_label=""),
            ),
        ]

    def __str__(self):
        return self.text[:80]
