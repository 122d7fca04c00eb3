from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.financial_years import FinancialYearField
from plans.models.fields import both_or_neither
from plans.states import DECIDED, EDITABLE, IN_FORCE, UNDER_WAY, State


class PastAdoption(models.Model):
    """An adoption that happened on paper, before this portal: what the paper says, with its scan."""

    adopted_on = models.DateField(_("adopted on"))
    body = models.CharField(_("adopted by"), max_length=250, help_text=_("The committee as the paper names it."))
    reference = models.CharField(_("number of the minutes or order"), max_length=120, blank=True)
    scan = models.ForeignKey("documents.Document", models.PROTECT, related_name="+", verbose_name=_("scan"))
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by_label = models.CharField(_("recorded by"), max_length=250)
    source = models.CharField(_("where this is known from"), max_length=250, blank=True)
    text_is_here = models.BooleanField(
        _("its text is on this portal"), default=True, help_text=_("False where only the fact and the scan are recorded.")
    )

    class Meta:
        verbose_name = _("adoption before this portal")
        verbose_name_plural = _("adoptions before this portal")

    def __str__(self):
        return f"{self.body}, {self.adopted_on:%d-%m-%Y}"


class PlanVersion(models.Model):
    """One version of a plan. Its state changes in plans/workflow.py only, by compare-and-swap on `row_version`."""

    class Language(models.TextChoices):
        EN = "en", _("English")
        HI = "hi", _("Hindi")

    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="versions", verbose_name=_("plan"))
    major = models.PositiveIntegerField(_("number"), null=True, editable=False)
    minor = models.PositiveIntegerField(_("correction number"), default=0, editable=False)
    state = models.CharField(_("state"), max_length=15, choices=State.choices, default=State.DRAFT, editable=False)
    state_since = models.DateTimeField(_("since"), editable=False)
    row_version = models.PositiveIntegerField(default=1, editable=False)

    authentic_language = models.CharField(
        _("authentic language"),
        max_length=2,
        choices=Language.choices,
        default=Language.EN,
        help_text=_("The language of the text the committee adopts. Translations stand beside it."),
    )
    title = models.CharField(_("title"), max_length=250)
    title_hi = models.CharField(_("title in Hindi"), max_length=250, blank=True)
    period_from_fy = FinancialYearField(_("first financial year"), blank=True, default="")
    period_to_fy = FinancialYearField(_("last financial year"), blank=True, default="")
    file_number = models.CharField(_("file number"), max_length=120, blank=True)

    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name=_("corrects"), editable=False
    )
    errata_paper = models.ForeignKey(
        "committees.Paper",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="errata",
        verbose_name=_("paper of the corrections"),
        editable=False,
    )
    based_on = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors", verbose_name=_("based on"), editable=False
    )
    created_at = models.DateTimeField(_("started at"), editable=False)
    created_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, related_name="+", verbose_name=_("started by"), editable=False
    )
    created_by_label = models.CharField(_("started by"), max_length=250, editable=False)

    consultation_opened_at = models.DateTimeField(_("opened for comment at"), null=True, editable=False)
    consultation_until = models.DateField(_("open for comment until"), null=True, editable=False)

    resolution = models.ForeignKey(
        "committees.Resolution",
        models.PROTECT,
        null=True,
        related_name="adopted_versions",
        verbose_name=_("resolution"),
        editable=False,
    )
    past_adoption = models.OneToOneField(
        PastAdoption,
        models.PROTECT,
        null=True,
        related_name="version",
        verbose_name=_("adopted before this portal"),
        editable=False,
    )
    adopted_on = models.DateField(_("adopted on"), null=True, editable=False)
    adopted_recorded_at = models.DateTimeField(_("adoption recorded at"), null=True, editable=False)

    published_on = models.DateField(_("published on"), null=True, editable=False)
    published_at = models.DateTimeField(_("published at"), null=True, editable=False)
    published_by = models.ForeignKey(
        "accounts.Person", models.PROTECT, null=True, related_name="+", verbose_name=_("published by"), editable=False
    )
    published_by_label = models.CharField(_("published by"), max_length=250, blank=True, editable=False)
    publish_checklist = models.JSONField(_("check list at publication"), default=dict, editable=False)

    notified_number = models.CharField(_("notification number"), max_length=120, blank=True, editable=False)
    notified_on = models.DateField(_("notified on"), null=True, editable=False)
    notified_recorded_at = models.DateTimeField(_("notification recorded at"), null=True, editable=False)
    notified_document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name=_("notification"), editable=False
    )

    suspended_on = models.DateField(_("suspended on"), null=True, editable=False)
    suspended_order = models.CharField(_("order of suspension"), max_length=250, blank=True, editable=False)
    suspended_reason = models.TextField(_("reason of suspension"), blank=True, editable=False)
    closed_on = models.DateField(_("closed on"), null=True, editable=False)
    closed_reason = models.TextField(_("reason of closing"), blank=True, editable=False)

    class Meta:
        verbose_name = _("plan version")
        verbose_name_plural = _("plan versions")
        ordering = ["plan", "-major", "-minor", "-pk"]
        indexes = [models.Index(fields=["state", "plan"], name="plan_version_by_state")]
        constraints = [
            models.CheckConstraint(
                name="plan_version_state_is_one_of_the_table",
                violation_error_message=_("This is no state of the workflow. Nothing was changed."),
                condition=Q(state__in=State.values),
            ),
            models.CheckConstraint(
                name="plan_version_decided_has_exactly_one_adoption",
                condition=Q(minor__gt=0)
                | Q(state__in=DECIDED)
                & (
                    Q(resolution__isnull=False, past_adoption__isnull=True)
                    | Q(resolution__isnull=True, past_adoption__isnull=False)
                )
                | ~Q(state__in=DECIDED) & Q(resolution__isnull=True, past_adoption__isnull=True),
                violation_error_message=_("A plan is adopted by one resolution, or by one paper from before this portal."),
            ),
            models.CheckConstraint(
                name="plan_version_correction_corrects_and_has_no_resolution",
                condition=Q(minor=0, corrects__isnull=True)
                | Q(
                    minor__gt=0, major__isnull=False, corrects__isnull=False, resolution__isnull=True, past_adoption__isnull=True
                ),
                violation_error_message=_("A list of corrections belongs to an adopted text and is no decision of its own."),
            ),
            models.CheckConstraint(
                name="plan_version_correction_is_frozen_and_never_before_a_committee",
                violation_error_message=_(
                    "A list of corrections is written, submitted with its paper, and published; no committee decides it."
                ),
                condition=Q(minor=0, errata_paper__isnull=True) & ~Q(state=State.SUBMITTED)
                | Q(minor__gt=0, state__in=[State.DRAFT, State.WITHDRAWN])
                | Q(
                    minor__gt=0,
                    errata_paper__isnull=False,
                    state__in=[State.SUBMITTED, State.PUBLISHED, State.SUPERSEDED, State.SUSPENDED, State.CLOSED],
                ),
            ),
            models.CheckConstraint(
                name="plan_version_adoption_has_day_and_record",
                violation_error_message=_(
                    "An adopted version has the day of its adoption and when that was recorded; no other version has them."
                ),
                condition=Q(minor__gt=0)
                | Q(state__in=DECIDED, adopted_on__isnull=False, adopted_recorded_at__isnull=False)
                | ~Q(state__in=DECIDED) & Q(adopted_on__isnull=True, adopted_recorded_at__isnull=True),
            ),
            models.CheckConstraint(
                name="plan_version_tabled_has_its_number",
                violation_error_message=_("A version has its number from its first tabling on."),
                condition=Q(major__isnull=False, major__gte=1)
                | Q(major__isnull=True, state__in=[*EDITABLE, State.IN_CONSULTATION, State.WITHDRAWN]),
            ),
            models.UniqueConstraint(
                name="plan_version_number_is_given_once",
                violation_error_message=_("This plan has a version of this number already. Open the plan again to see it."),
                fields=["plan", "major", "minor"],
                # An erratum that was withdrawn was never shown, and the next one takes its number.
                condition=Q(major__isnull=False) & ~Q(minor__gt=0, state=State.WITHDRAWN),
            ),
            models.UniqueConstraint(
                name="plan_version_one_under_way_per_plan",
                fields=["plan"],
                condition=Q(state__in=UNDER_WAY, minor=0),
                violation_error_message=_("A version of this plan is under way already. Work on it, or withdraw it first."),
            ),
            models.UniqueConstraint(
                name="plan_version_one_correction_under_way_per_plan",
                violation_error_message=_("A correction of this plan is under way already. Finish or withdraw it first."),
                fields=["plan"],
                condition=Q(state__in=UNDER_WAY, minor__gt=0),
            ),
            models.UniqueConstraint(
                name="plan_version_one_in_force_per_plan",
                violation_error_message=_(
                    "Another version of this plan is in force. It is superseded when the next one is published."
                ),
                fields=["plan"],
                condition=Q(state__in=IN_FORCE, minor=0),
            ),
            models.UniqueConstraint(
                name="plan_version_one_correction_in_force_per_plan",
                violation_error_message=_("Another erratum of this plan is in force. Publishing the next one supersedes it."),
                fields=["plan"],
                condition=Q(state__in=IN_FORCE, minor__gt=0),
            ),
            models.UniqueConstraint(
                name="plan_version_one_waits_for_publication_per_plan",
                violation_error_message=_("An adopted version of this plan waits for its publication already."),
                fields=["plan"],
                condition=Q(state=State.ADOPTED, minor=0),
            ),
            models.UniqueConstraint(
                name="plan_version_resolution_adopts_one_version",
                violation_error_message=_("This resolution has adopted another version. One resolution adopts one text."),
                fields=["resolution"],
                condition=Q(resolution__isnull=False),
            ),
            models.CheckConstraint(
                name="plan_version_publication_is_whole",
                violation_error_message=_("A publication has its day, its time and who published. Give all three or none."),
                condition=Q(published_on__isnull=True, published_at__isnull=True, published_by_label="")
                | Q(published_on__isnull=False, published_at__isnull=False) & ~Q(published_by_label=""),
            ),
            models.CheckConstraint(
                name="plan_version_in_force_was_published",
                violation_error_message=_("Only a published version is in force, suspended or closed."),
                condition=~Q(state__in=[*IN_FORCE, State.CLOSED]) | Q(published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="plan_version_undecided_is_not_published",
                violation_error_message=_("A version is published and notified only after its committee adopted it."),
                condition=Q(state__in=DECIDED) | Q(published_at__isnull=True, notified_on__isnull=True),
            ),
            models.CheckConstraint(
                name="plan_version_notification_is_whole",
                condition=Q(notified_number="", notified_on__isnull=True, notified_recorded_at__isnull=True)
                | Q(notified_on__isnull=False, notified_recorded_at__isnull=False) & ~Q(notified_number=""),
                violation_error_message=_("A notification has a number and a date."),
            ),
            models.CheckConstraint(
                name="plan_version_suspension_has_day_order_and_reason",
                condition=~Q(state=State.SUSPENDED)
                | Q(suspended_on__isnull=False) & ~Q(suspended_order="") & ~Q(suspended_reason=""),
                violation_error_message=_("A suspension has a day, an order and a reason."),
            ),
            models.CheckConstraint(
                name="plan_version_closing_has_day_and_reason",
                condition=~Q(state=State.CLOSED) | Q(closed_on__isnull=False) & ~Q(closed_reason=""),
                violation_error_message=_("A closed plan has a day and a reason."),
            ),
            models.CheckConstraint(
                name="plan_version_period_has_both_ends_in_order",
                condition=Q(period_from_fy="", period_to_fy="")
                | ~Q(period_from_fy="") & Q(period_to_fy__gte=models.F("period_from_fy")),
                violation_error_message=_("Give the first and the last financial year, in this order."),
            ),
            both_or_neither(
                "plan_version_consultation_has_beginning_and_end",
                "consultation_opened_at",
                "consultation_until",
                _("A consultation has a beginning and a closing day."),
            ),
            models.CheckConstraint(
                name="plan_version_open_for_comment_has_a_closing_day",
                violation_error_message=_("A text open for comment says until when. Give the closing day."),
                condition=~Q(state=State.IN_CONSULTATION) | Q(consultation_until__isnull=False),
            ),
        ]

    def __str__(self):
        """Costs queries where plan and place are not loaded."""
        return f"{self.plan.place.name}, {self.number or self.get_state_display()}"

    @property
    def number(self):
        """ "3.0", or "" before the first tabling."""
        return "" if self.major is None else f"{self.major}.{self.minor}"

    @property
    def is_editable(self):
        return self.state in EDITABLE

    @property
    def is_erratum(self):
        return self.minor > 0

    @property
    def decided(self):
        """The version the committee decided: this one, or the one an erratum corrects. Costs a query where not loaded."""
        return self.corrects if self.corrects_id else self

    @property
    def is_decided(self):
        return self.state in DECIDED
