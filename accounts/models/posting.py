"""Postings: who held which post from when to when, by which order."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.dated import DatedQuerySet, DatedRow, ends_after_it_begins


class Kind(models.TextChoices):
    SUBSTANTIVE = "substantive", _("substantive")
    ADDITIONAL_CHARGE = "additional_charge", _("additional charge")
    OFFICIATING = "officiating", _("officiating")
    LEAVE_VACANCY = "leave_vacancy", _("in leave vacancy")


class Posting(DatedRow):
    """One person in one post for a time; half-open, an empty end means still there.

    At most one substantive posting per post at a time, and one person at most
    once in a post at a time (guards in accounts.apps). Several kinds may stand
    beside each other: somebody on leave and somebody in the leave vacancy.
    """

    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="postings", verbose_name=_("person"))
    post = models.ForeignKey("accounts.Post", on_delete=models.PROTECT, related_name="postings", verbose_name=_("post"))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.SUBSTANTIVE)
    order_number = models.CharField(_("order number"), max_length=120, blank=True)
    order_date = models.DateField(_("date of the order"), null=True, blank=True)
    order_document = models.ForeignKey(
        "documents.Document",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("scan of the order"),
    )
    name_consent_on = models.DateField(
        _("agreed to be named in public on"),
        null=True,
        blank=True,
        help_text=_("Only for nominees of associations; holders of offices are named in any case."),
    )
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by_label = models.CharField(_("recorded by"), max_length=300, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("posting")
        verbose_name_plural = _("postings")
        ordering = ["post", "-valid_from", "pk"]
        constraints = [
            ends_after_it_begins("posting"),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values),
                name="posting_kind_is_one_of_four",
                violation_error_message=_("Choose a kind of posting from the list."),
            ),
            # Two people given the same post on one day by a double click meet this before any guard.
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(kind="substantive", valid_to__isnull=True),
                name="post_has_one_open_substantive_posting",
                violation_error_message=_("This post has a holder. End that posting first, or record an additional charge."),
            ),
        ]
        indexes = [models.Index(fields=["person", "valid_from"], name="posting_by_person")]

    def __str__(self):
        return f"{self.person}, {self.post}"

    def clean(self):
        super().clean()
        if self.valid_from and self.post_id and self.post.abolished_on and self.valid_from >= self.post.abolished_on:
            raise ValidationError(
                {"valid_from": _("This post was abolished on %(day)s.") % {"day": f"{self.post.abolished_on:%d-%m-%Y}"}}
            )
