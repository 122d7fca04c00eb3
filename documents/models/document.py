from pathlib import Path

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.refusals import Refusal


class DocumentInUse(Refusal):
    """Something still points at the document."""

    default_sentence = _("This document is named by an order, a meeting or a plan, so it stays. Remove it there first.")


class Visibility(models.TextChoices):
    PRIVATE = "private", _("private")
    PUBLIC = "public", _("public")


class DocumentQuerySet(models.QuerySet):
    """Documents. Removal goes through documents.storing.discard, which looks for what points at one."""

    def delete(self):
        raise DocumentInUse(_("Documents are removed one by one, each after a look at what names it."))

    delete.alters_data = True
    delete.queryset_only = True


class Document(models.Model):
    """A file somebody gave the portal: an order, a scan, minutes, evidence.

    The bytes lie under settings.DOCUMENT_ROOT, named by their SHA-256; the same
    bytes given twice lie there once. Private unless said otherwise. Whoever
    points here uses on_delete=PROTECT.
    """

    sha256 = models.CharField(
        _("SHA-256"), max_length=64, unique=True, editable=False, validators=[RegexValidator(r"^[0-9a-f]{64}$")]
    )
    size = models.PositiveBigIntegerField(_("size in bytes"), editable=False)
    media_type = models.CharField(_("kind of file"), max_length=100, editable=False)
    name = models.CharField(_("name"), max_length=200)
    visibility = models.CharField(_("visibility"), max_length=7, choices=Visibility.choices, default=Visibility.PRIVATE)
    uploaded_at = models.DateTimeField(_("given at"), editable=False)
    uploaded_by_label = models.CharField(_("given by"), max_length=300, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-uploaded_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(visibility__in=Visibility.values),
                name="document_visibility_is_private_or_public",
                violation_error_message=_("A document is private or public. Choose one of the two."),
            ),
            models.CheckConstraint(
                condition=models.Q(size__gt=0),
                name="document_holds_at_least_one_byte",
                violation_error_message=_("The file is empty. Choose it again."),
            ),
            models.CheckConstraint(
                condition=~models.Q(uploaded_by_label=""),
                name="document_says_who_gave_it",
                violation_error_message=_("A document says who gave it. Name the person or the command."),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def path(self) -> Path:
        """Where the bytes lie."""
        return Path(settings.DOCUMENT_ROOT) / self.sha256[:2] / self.sha256[2:4] / self.sha256

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it."""
        return self.visibility == Visibility.PUBLIC

    def open(self):
        """The bytes, as a file open for reading."""
        return self.path.open("rb")

    def delete(self, *args, **kwargs):
        """Refused: documents.storing.discard removes one that nothing names."""
        raise DocumentInUse()
