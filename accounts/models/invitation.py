"""Invitations: a link, used once, by which a holder sets name and password."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Invitation(models.Model):
    """The token itself is never stored, only its SHA-256: who reads the table cannot use it."""

    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="invitations", verbose_name=_("person"))
    post = models.ForeignKey("accounts.Post", on_delete=models.PROTECT, related_name="invitations", verbose_name=_("post"))
    email = models.EmailField(_("e-mail address"))
    token_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("sent at"))
    created_by_label = models.CharField(_("sent by"), max_length=300, blank=True)
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(_("used at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("created_at")),
                name="invitation_ends_after_it_begins",
                violation_error_message=_("An invitation must end after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="invitation_is_used_or_withdrawn_not_both",
                violation_error_message=_("An invitation is either used or withdrawn."),
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(used_at__isnull=True, withdrawn_at__isnull=True),
                name="person_has_one_open_invitation",
                violation_error_message=_("This person already has an open invitation."),
            ),
        ]

    def __str__(self):
        return f"{self.person} ({self.email})"
