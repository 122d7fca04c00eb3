from django.db import models
from django.utils.translation import gettext_lazy as _


class EditMark(models.Model):
    """That a person saved a change in a version: authorship. One mark per person and version, at the first save."""

    version = models.ForeignKey("plans.PlanVersion", models.PROTECT, related_name="edit_marks", verbose_name=_("version"))
    person = models.ForeignKey("accounts.Person", models.PROTECT, related_name="+", verbose_name=_("person"))
    person_name = models.CharField(_("name"), max_length=250)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["version", "at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "person"], name="plan_edit_mark_once_per_person_and_version"),
        ]

    def __str__(self):
        return self.person_name
