"""What headquarters annuls by order, and the one chain that resolutions and annulments stand in."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Annulment(models.Model):
    """A later entry in a committee's chain that names an earlier resolution and takes its effect away.

    The resolution stays as it was signed. Append-only by guard; one resolution is annulled
    at most once, and an annulment is never annulled: a new decision says what holds instead.
    """

    committee = models.ForeignKey(
        "committees.Committee", on_delete=models.PROTECT, related_name="annulments", verbose_name=_("committee")
    )
    resolution = models.OneToOneField(
        "committees.Resolution", on_delete=models.PROTECT, related_name="annulment", verbose_name=_("resolution")
    )
    number = models.CharField(_("number"), max_length=170, unique=True)
    order_number = models.CharField(_("number of the order"), max_length=120)
    order_date = models.DateField(_("date of the order"))
    order_document = models.ForeignKey(
        "documents.Document",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("the order as a file"),
    )
    reason = models.TextField(_("reason"))
    annulled_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", editable=False)
    annulled_by_name = models.CharField(_("annulled by"), max_length=200)
    annulled_by_post = models.CharField(_("as"), max_length=300)
    annulled_at = models.DateTimeField(_("annulled at"))
    chain_position = models.PositiveIntegerField(_("place in the committee's chain"))
    previous_hash = models.CharField(_("hash of the row before"), max_length=64)
    # As of a resolution: exactly the canonical JSON that row_hash is the SHA-256 of.
    row = models.TextField(_("row of the register"))
    row_hash = models.CharField(_("hash of this row"), max_length=64, unique=True)

    class Meta:
        verbose_name = _("annulment")
        verbose_name_plural = _("annulments")
        ordering = ["-annulled_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="annulment_has_its_order_reason_and_marks",
                violation_error_message=_("An annulment has the number of its order, a reason, and who annulled in which post."),
                condition=~Q(order_number="")
                & ~Q(reason="")
                & ~Q(annulled_by_name="")
                & ~Q(annulled_by_post="")
                & ~Q(row="")
                & ~Q(previous_hash=""),
            ),
            models.CheckConstraint(
                name="annulment_stands_after_the_row_it_annuls",
                violation_error_message=_(
                    "An annulment comes after the resolution it annuls, so it is never first in its chain."
                ),
                condition=Q(chain_position__gte=2),
            ),
        ]

    def __str__(self):
        return self.number


class RegisterEntry(models.Model):
    """One place in one committee's chain, taken by a resolution or by an annulment.

    The two stand in tables of their own; this one keeps them in one order. Append-only by guard.
    """

    committee = models.ForeignKey(
        "committees.Committee", on_delete=models.PROTECT, related_name="register", verbose_name=_("committee")
    )
    position = models.PositiveIntegerField(_("place in the chain"))
    previous_hash = models.CharField(_("hash of the row before"), max_length=64, blank=True)
    row_hash = models.CharField(_("hash of this row"), max_length=64, unique=True)
    resolution = models.OneToOneField(
        "committees.Resolution", on_delete=models.PROTECT, null=True, related_name="entry", verbose_name=_("resolution")
    )
    annulment = models.OneToOneField(
        Annulment, on_delete=models.PROTECT, null=True, related_name="entry", verbose_name=_("annulment")
    )

    class Meta:
        verbose_name = _("entry of the register")
        verbose_name_plural = _("entries of the register")
        ordering = ["committee", "position"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "position"], name="place_in_a_chain_is_taken_once"),
            models.UniqueConstraint(fields=["committee", "previous_hash"], name="row_of_a_chain_has_one_row_after_it"),
            models.CheckConstraint(
                name="entry_is_a_resolution_or_an_annulment",
                violation_error_message=_("An entry of the register is one resolution or one annulment."),
                condition=Q(resolution__isnull=False, annulment__isnull=True)
                | Q(resolution__isnull=True, annulment__isnull=False),
            ),
            models.CheckConstraint(
                name="first_entry_of_a_chain_has_no_row_before_it",
                violation_error_message=_("Every entry but a committee's first names the hash of the one before it."),
                condition=Q(position=1, previous_hash="") | (Q(position__gt=1) & ~Q(previous_hash="")),
            ),
        ]

    def __str__(self):
        return f"{self.committee_id}/{self.position}"

    @property
    def thing(self):
        """The resolution or the annulment that stands here; both have number, row, row_hash, previous_hash, chain_position."""
        return self.resolution or self.annulment
