from django.db import models
from django.utils.translation import gettext_lazy as _


class Comment(models.Model):
    """A remark of an officer or member on a version or one part of it, and the replies to it. No edit: makes nobody an author."""

    version = models.ForeignKey("plans.PlanVersion", models.PROTECT, related_name="comments", verbose_name=_("version"))
    commitment = models.ForeignKey(
        "plans.Commitment", models.PROTECT, null=True, blank=True, related_name="comments", verbose_name=_("about")
    )
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replies", verbose_name=_("reply to"))
    text = models.TextField(_("comment"))
    by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    by_label = models.CharField(_("by"), max_length=250)
    at = models.DateTimeField(_("at"))
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True, editable=False)
    settled_by_label = models.CharField(_("settled by"), max_length=250, blank=True, editable=False)

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="plan_comment_settling_is_whole",
                violation_error_message=_("A settled comment says when and by whom. Give both or neither."),
                condition=models.Q(settled_at__isnull=True, settled_by_label="")
                | models.Q(settled_at__isnull=False) & ~models.Q(settled_by_label=""),
            ),
        ]

    def __str__(self):
        return self.text[:80]
