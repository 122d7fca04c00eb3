from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Translation(models.Model):
    """One text of a version in its other language. Beside the authentic text and outside its hash: no committee decided it.

    `path` names the text: "title", "summary", or the identity of a row and its field, "<uid>/statement". `source_hash` is the
    SHA-256 of the text it was made from; where that text changed since, the translation is out of date.
    Saved only through plans/workflow/translating.py.
    """

    version = models.ForeignKey("plans.PlanVersion", models.PROTECT, related_name="translations", verbose_name=_("version"))
    path = models.CharField(_("which text"), max_length=100)
    language = models.CharField(_("language"), max_length=2, choices=[("en", _("English")), ("hi", _("Hindi"))])
    text = models.TextField(_("translation"))
    source_hash = models.CharField(_("fingerprint of the source"), max_length=64)
    row_version = models.PositiveIntegerField(default=1, editable=False)
    by = models.ForeignKey("accounts.Person", models.PROTECT, null=True, related_name="+", verbose_name=_("translated by"))
    by_label = models.CharField(_("translated by"), max_length=250)
    at = models.DateTimeField(_("at"))
    checked_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, related_name="+", verbose_name=_("checked by"), editable=False
    )
    checked_by_label = models.CharField(_("checked by"), max_length=250, blank=True, editable=False)
    checked_at = models.DateTimeField(_("checked at"), null=True, editable=False)

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        ordering = ["version", "language", "path"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "path", "language"],
                name="translation_each_text_once_per_version_and_language",
                violation_error_message=_("This text has its translation already."),
            ),
            models.CheckConstraint(
                name="translation_says_something",
                condition=~Q(text=""),
                violation_error_message=_("A translation is not empty. Take it out instead."),
            ),
            models.CheckConstraint(
                name="translation_checking_is_whole",
                condition=Q(checked_at__isnull=True, checked_by_label="") | Q(checked_at__isnull=False) & ~Q(checked_by_label=""),
                violation_error_message=_("A checked translation says when and by whom. Give both or neither."),
            ),
            models.CheckConstraint(
                name="translation_is_checked_by_another_person",
                condition=Q(checked_by__isnull=True) | Q(by__isnull=True) | ~Q(checked_by=F("by")),
                violation_error_message=_("Another person checks a translation than the one who wrote it."),
            ),
        ]

    def __str__(self):
        return self.text[:80]
