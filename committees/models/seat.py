"""The seats of a committee. A seat points at a post, so a transfer changes none."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committees.models.committee import CommitteeKind
from common.dated import DatedQuerySet, DatedRow, ends_after_it_begins


class Role(models.TextChoices):
    CHAIR = "chair", _("chair")
    CO_CHAIR = "co_chair", _("co-chair")
    CONVENER = "convener", _("convener")
    CO_CONVENER = "co_convener", _("co-convener")
    MEMBER = "member", _("member")


# One of each at a time; "member" is held by many.
SOLE_ROLES = (Role.CHAIR, Role.CO_CHAIR, Role.CONVENER, Role.CO_CONVENER)


class SeatType(models.Model):
    """A seat as the Handbook (DEPC) or a State's order (SEPC) suggests it."""

    code = models.SlugField(_("code"), max_length=60, primary_key=True)
    committee_kind = models.CharField(_("kind of committee"), max_length=8, choices=CommitteeKind.choices)
    number = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=200)
    name_hi = models.CharField(_("name in Hindi"), max_length=200, blank=True)
    post_title = models.CharField(_("usual title of the post"), max_length=200)
    post_title_hi = models.CharField(_("usual title in Hindi"), max_length=200, blank=True)
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.MEMBER)
    repeatable = models.BooleanField(_("may stand several times"), default=False)
    is_official = models.BooleanField(
        _("held by an officer"),
        default=True,
        help_text=_("Holders acting officially are named in public; nominees of associations only by their body."),
    )
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        verbose_name = _("type of seat")
        verbose_name_plural = _("types of seat")
        ordering = ["committee_kind", "number"]
        constraints = [
            models.UniqueConstraint(fields=["committee_kind", "number"], name="seat_type_number_is_given_once"),
        ]

    def __str__(self):
        return f"{self.number}. {self.name}"


class Seat(DatedRow):
    """A post's place at the table, from one date to another.

    A seat that depends on the product (an export promotion council, a ministry,
    a department) names the product or the sector it is for. A change of role,
    vote or product by a later order ends the row and begins the next one of the
    same post; SeatChange keeps the order.
    """

    committee = models.ForeignKey(
        "committees.Committee", on_delete=models.PROTECT, related_name="seats", verbose_name=_("committee")
    )
    seat_type = models.ForeignKey(SeatType, on_delete=models.PROTECT, related_name="seats", verbose_name=_("type of seat"))
    post = models.ForeignKey("accounts.Post", on_delete=models.PROTECT, related_name="seats", verbose_name=_("post"))
    position = models.PositiveSmallIntegerField(_("order at the table"))
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.MEMBER)
    votes = models.BooleanField(_("has a vote"), default=True)
    for_product = models.ForeignKey(
        "districts.Product", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("for the product")
    )
    for_sector = models.ForeignKey(
        "districts.Sector", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("for the sector")
    )
    is_sole = models.BooleanField(
        _("stands once"), default=False, editable=False, help_text=_("The type of seat stands once in a committee.")
    )
    order_number = models.CharField(_("number of the order"), max_length=120, blank=True)
    order_date = models.DateField(_("date of the order"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"))

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["committee", "position"]
        constraints = [
            ends_after_it_begins("seat"),
            models.CheckConstraint(
                name="seat_is_for_a_product_or_a_sector_not_both",
                condition=Q(for_product__isnull=True) | Q(for_sector__isnull=True),
                violation_error_message=_("A seat is for one product or for one sector. Keep one of the two."),
            ),
        ]

    def __str__(self):
        return f"{self.position}. {self.post}"

    def save(self, *args, **kwargs):
        # A copy: the guard that keeps such a seat single reads this row alone.
        self.is_sole = not self.seat_type.repeatable
        super().save(*args, **kwargs)

    @property
    def subject(self):
        """The product or sector the seat is for, or None."""
        return self.for_product or self.for_sector
