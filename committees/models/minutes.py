"""The minutes of one committee's sitting: entries that follow one another and are never rewritten once confirmed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committees.states import MinutesState


class Minutes(models.Model):
    """The minutes of a sitting (`ordinal` 0), or a later amendment that names what it amends (1, 2 ...).

    Circulated, the text is frozen into a paper; a later meeting of the same
    committee confirms that paper by a signed, carried resolution. From then on
    the entry is frozen by guard, and a change is a further entry.
    """

    sitting = models.ForeignKey("committees.Sitting", on_delete=models.PROTECT, related_name="minutes", verbose_name=_("sitting"))
    ordinal = models.PositiveSmallIntegerField(_("number of the entry"), default=0)
    amends = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="amendments", verbose_name=_("amends")
    )
    state = models.CharField(_("state"), max_length=10, choices=MinutesState.choices, default=MinutesState.DRAFT, editable=False)
    paper = models.OneToOneField(
        "committees.Paper",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="minutes",
        verbose_name=_("frozen text"),
    )
    drawn_up_at = models.DateTimeField(_("drawn up at"))
    drawn_up_by_label = models.CharField(_("drawn up by"), max_length=300)
    circulated_at = models.DateTimeField(_("circulated at"), null=True, blank=True)
    circulated_by_label = models.CharField(_("circulated by"), max_length=300, blank=True)
    # The day of the meeting that confirmed, by its paper; when it was recorded stands on the resolution.
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)
    resolution = models.OneToOneField(
        "committees.Resolution",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="confirms",
        verbose_name=_("confirmed by"),
    )

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        ordering = ["sitting", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "ordinal"], name="entry_of_minutes_has_its_own_number"),
            models.UniqueConstraint(
                fields=["sitting"],
                condition=~Q(state=MinutesState.CONFIRMED),
                name="sitting_has_one_entry_of_minutes_in_work",
                violation_error_message=_("An entry of these minutes is in work already. Finish it before beginning another."),
            ),
            models.CheckConstraint(
                name="amendment_of_minutes_names_what_it_amends",
                condition=Q(ordinal=0, amends__isnull=True) | Q(ordinal__gte=1, amends__isnull=False),
                violation_error_message=_("An amendment names the entry it amends; the first minutes amend none."),
            ),
            models.CheckConstraint(
                name="minutes_are_frozen_exactly_when_circulated",
                condition=Q(state=MinutesState.DRAFT, paper__isnull=True, circulated_at__isnull=True, circulated_by_label="")
                | (
                    ~Q(state=MinutesState.DRAFT)
                    & Q(paper__isnull=False, circulated_at__isnull=False)
                    & ~Q(circulated_by_label="")
                ),
                violation_error_message=_("Circulated minutes have their frozen text and its time; a draft has neither."),
            ),
            models.CheckConstraint(
                name="minutes_are_confirmed_by_a_resolution_or_not_at_all",
                condition=Q(state=MinutesState.CONFIRMED, resolution__isnull=False, confirmed_on__isnull=False)
                | (~Q(state=MinutesState.CONFIRMED) & Q(resolution__isnull=True, confirmed_on__isnull=True)),
                violation_error_message=_("Minutes are confirmed by a resolution of a later meeting, and only by one."),
            ),
        ]

    def __str__(self):
        day = {"day": f"{self.sitting.meeting.held_on:%d-%m-%Y}", "number": self.ordinal}
        if self.ordinal:
            return _("Amendment %(number)s to the minutes of the meeting of %(day)s") % day
        return _("Minutes of the meeting of %(day)s") % day

    @property
    def matter(self) -> str:
        """Its name on an agenda."""
        return f"minutes/{self.pk}"


class MinutesSection(models.Model):
    """What the minutes say about one item, or about the sitting as a whole. Edited one by one while a draft.

    `item` is empty for the opening. The title and the mark "in camera" are
    those of the item when the draft was drawn up.
    """

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="sections", verbose_name=_("minutes"))
    item = models.ForeignKey(
        "committees.AgendaItem",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="minuted",
        verbose_name=_("agenda item"),
    )
    position = models.PositiveSmallIntegerField(_("order"))
    title = models.CharField(_("title"), max_length=300)
    title_hi = models.CharField(_("title in Hindi"), max_length=300, blank=True)
    in_camera = models.BooleanField(_("in camera"), default=False)
    text = models.TextField(_("text"), blank=True)
    text_hi = models.TextField(_("text in Hindi"), blank=True)
    row_version = models.PositiveIntegerField(_("saved so often"), default=0, editable=False)
    changed_at = models.DateTimeField(_("changed at"))
    changed_by_label = models.CharField(_("changed by"), max_length=300)

    class Meta:
        verbose_name = _("section of minutes")
        verbose_name_plural = _("sections of minutes")
        ordering = ["minutes", "position"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "position"], name="section_of_minutes_has_its_own_place"),
            models.UniqueConstraint(
                fields=["minutes", "item"],
                condition=Q(item__isnull=False),
                name="item_is_minuted_once_in_an_entry",
                violation_error_message=_("This item has its section in these minutes already. Write there."),
            ),
            models.CheckConstraint(
                name="only_a_section_on_an_item_is_in_camera",
                condition=Q(in_camera=False) | Q(item__isnull=False),
                violation_error_message=_("Only what is said on an item can be in camera."),
            ),
        ]

    def __str__(self):
        return self.title


class MinutesCorrection(models.Model):
    """What somebody who sat there finds wrong in circulated minutes, before they are confirmed. Append-only by guard."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="corrections", verbose_name=_("minutes"))
    section = models.ForeignKey(
        MinutesSection,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("section"),
    )
    text = models.TextField(_("what is to be corrected"))
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by_label = models.CharField(_("recorded by"), max_length=300)

    class Meta:
        verbose_name = _("correction of minutes")
        verbose_name_plural = _("corrections of minutes")
        ordering = ["minutes", "pk"]
        constraints = [
            models.CheckConstraint(
                name="correction_of_minutes_has_words",
                condition=~Q(text=""),
                violation_error_message=_("Write what is to be corrected."),
            ),
        ]

    def __str__(self):
        return f"{self.minutes}, {self.recorded_by_label}"
