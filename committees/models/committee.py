"""A District or State Export Promotion Committee, as its order made it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common.dated import DatedQuerySet, DatedRow, ends_after_it_begins


class CommitteeKind(models.TextChoices):
    DEPC = "depc", _("District Export Promotion Committee")
    SEPC = "sepc", _("State Export Promotion Committee")


class Form(models.TextChoices):
    """Which list of seats the order follows; what it changes in it stands in SeatChange."""

    HANDBOOK = "handbook", _("the Handbook's thirteen seats")
    TEN = "ten", _("ten members, as in Uttar Pradesh")
    STATE = "state", _("the State committee's seats")


# Uttar Pradesh, February 2020: ten members under the District Magistrate. The source gives the number and the chair,
# not the other nine, so the ten are ticked and not proposed.
TEN_MEMBERS = 10


class QuorumKind(models.TextChoices):
    NONE = "none", _("the order sets no quorum")
    NUMBER = "number", _("a number of members")
    FRACTION = "fraction", _("a fraction of the voting seats")


class Committee(DatedRow):
    """One committee from its constituting order until a later order ends it.

    The Handbook prescribes neither a quorum nor a frequency (domain: HBP 2023
    para 3.03 names seats only), so both come from the order, and "none set" is
    an answer and not a gap.
    """

    kind = models.CharField(_("kind"), max_length=8, choices=CommitteeKind.choices)
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    place = models.ForeignKey("districts.Place", on_delete=models.PROTECT, related_name="committees", verbose_name=_("place"))
    form = models.CharField(_("seats follow"), max_length=10, choices=Form.choices, default=Form.HANDBOOK)
    supersedes = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="successor",
        verbose_name=_("takes the place of"),
    )
    end_order_number = models.CharField(_("number of the order that ended it"), max_length=120, blank=True)
    end_order_date = models.DateField(_("date of the order that ended it"), null=True, blank=True)
    name = models.CharField(_("name"), max_length=200)
    name_hi = models.CharField(_("name in Hindi"), max_length=200, blank=True)
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
    deviations = models.TextField(
        _("where the order differs from the Handbook"),
        blank=True,
        help_text=_("For example: ten members; the District Development Officer in the chair."),
    )
    interval_months = models.PositiveSmallIntegerField(
        _("months between meetings"), null=True, blank=True, help_text=_("Empty where the order names none.")
    )
    notice_days = models.PositiveSmallIntegerField(
        _("days of notice"), null=True, blank=True, help_text=_("As the order asks; empty where it names none.")
    )
    quorum_kind = models.CharField(_("quorum"), max_length=8, choices=QuorumKind.choices, default=QuorumKind.NONE)
    quorum_number = models.PositiveSmallIntegerField(_("members needed"), null=True, blank=True)
    quorum_numerator = models.PositiveSmallIntegerField(_("numerator of the fraction"), null=True, blank=True)
    quorum_denominator = models.PositiveSmallIntegerField(_("denominator of the fraction"), null=True, blank=True)
    casting_vote = models.BooleanField(
        _("the chair's vote decides a tie"), default=False, help_text=_("Only where the order says so.")
    )
    drafters_vote = models.BooleanField(
        _("members who wrote the text vote on it"), default=False, help_text=_("Only where the order says so.")
    )
    votes_public = models.BooleanField(
        _("recorded votes are public by seat"), default=False, help_text=_("Only where the order says so.")
    )
    recorded_at = models.DateTimeField(_("recorded at"))

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("committee")
        verbose_name_plural = _("committees")
        ordering = ["name"]
        constraints = [
            ends_after_it_begins("committee"),
            models.CheckConstraint(
                name="committee_quorum_has_exactly_the_numbers_its_kind_needs",
                condition=(
                    Q(
                        quorum_kind=QuorumKind.NONE,
                        quorum_number__isnull=True,
                        quorum_numerator__isnull=True,
                        quorum_denominator__isnull=True,
                    )
                    | Q(
                        quorum_kind=QuorumKind.NUMBER,
                        # Said outright: a comparison with nothing is no answer, and a check lets no answer pass.
                        quorum_number__isnull=False,
                        quorum_number__gte=1,
                        quorum_numerator__isnull=True,
                        quorum_denominator__isnull=True,
                    )
                    | Q(
                        quorum_kind=QuorumKind.FRACTION,
                        quorum_number__isnull=True,
                        quorum_numerator__isnull=False,
                        quorum_denominator__isnull=False,
                        quorum_numerator__gte=1,
                        quorum_denominator__gte=F("quorum_numerator"),
                    )
                ),
                violation_error_message=_(
                    "Give the number for a quorum of members, numerator and denominator for a fraction, "
                    "and nothing where the order sets no quorum."
                ),
            ),
            models.CheckConstraint(
                name="committee_ended_has_the_order_that_ended_it",
                condition=Q(valid_to__isnull=True, end_order_number="", end_order_date__isnull=True)
                | (Q(valid_to__isnull=False, end_order_date__isnull=False) & ~Q(end_order_number="")),
                violation_error_message=_("A committee ends by an order: give its number and date."),
            ),
            models.CheckConstraint(
                name="committee_meets_at_least_every_five_years",
                condition=Q(interval_months__isnull=True) | Q(interval_months__gte=1, interval_months__lte=60),
                violation_error_message=_("Write the interval in months, between 1 and 60, or leave it empty."),
            ),
            models.CheckConstraint(
                name="committee_gives_at_most_three_months_of_notice",
                condition=Q(notice_days__isnull=True) | Q(notice_days__gte=1, notice_days__lte=90),
                violation_error_message=_("Write the days of notice, between 1 and 90, or leave it empty."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self) -> str:
        return f"/committees/{self.slug}/"
