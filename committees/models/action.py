"""Action points: what a sitting asked of a post, by when, and all that was answered."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from committees.states import ActionState


class ActionPoint(models.Model):
    """One thing to be done by the holder of a post. Its words, owner and date are frozen by guard once recorded.

    What happens to it are ActionAnswer rows; `state` is that of the last one
    that closed it. An action point of an item in camera shows the public
    neither its words nor its owner.
    """

    sitting = models.ForeignKey(
        "committees.Sitting", on_delete=models.PROTECT, related_name="action_points", verbose_name=_("sitting")
    )
    item = models.ForeignKey(
        "committees.AgendaItem",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="action_points",
        verbose_name=_("agenda item"),
    )
    number = models.PositiveSmallIntegerField(_("number"))
    text = models.TextField(_("what is to be done"))
    text_hi = models.TextField(_("the same in Hindi"), blank=True)
    owner = models.ForeignKey("accounts.Post", on_delete=models.PROTECT, related_name="action_points", verbose_name=_("owner"))
    due = models.DateField(_("due"))
    state = models.CharField(_("state"), max_length=8, choices=ActionState.choices, default=ActionState.OPEN, editable=False)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by_label = models.CharField(_("recorded by"), max_length=300)

    class Meta:
        verbose_name = _("action point")
        verbose_name_plural = _("action points")
        ordering = ["sitting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "number"], name="action_point_has_its_own_number_in_a_sitting"),
            models.CheckConstraint(
                name="action_point_has_words",
                condition=~Q(text=""),
                violation_error_message=_("Write what is to be done."),
            ),
            models.CheckConstraint(
                name="action_point_has_a_closing_day_exactly_when_closed",
                condition=Q(state=ActionState.OPEN, closed_on__isnull=True)
                | (~Q(state=ActionState.OPEN) & Q(closed_on__isnull=False)),
                violation_error_message=_("An action point done or dropped has the day it was; an open one has none."),
            ),
        ]

    def __str__(self):
        return _("Action point %(number)s of %(day)s") % {
            "number": self.number,
            "day": f"{self.sitting.meeting.held_on:%d-%m-%Y}",
        }

    @property
    def is_in_camera(self) -> bool:
        """Whether it arose from an item in camera; asks for the item when it is not loaded."""
        return self.item_id is not None and self.item.in_camera


class AnswerKind(models.TextChoices):
    ANSWERED = "answered", _("action taken")
    DONE = "done", _("closed as done")
    DROPPED = "dropped", _("dropped")


class ActionAnswer(models.Model):
    """One thing said about an action point: what was done, or that it is closed, and why. Append-only by guard."""

    point = models.ForeignKey(ActionPoint, on_delete=models.PROTECT, related_name="answers", verbose_name=_("action point"))
    kind = models.CharField(_("kind"), max_length=8, choices=AnswerKind.choices)
    text = models.TextField(_("action taken, or remark"))
    text_hi = models.TextField(_("the same in Hindi"), blank=True)
    on = models.DateField(_("on"), help_text=_("The day it was answered or closed, by its paper."))
    reference = models.CharField(
        _("letter"), max_length=200, blank=True, help_text=_("Number and date of the letter, where the convener wrote it down.")
    )
    # The item of a later meeting at which it was closed.
    item = models.ForeignKey(
        "committees.AgendaItem", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("closed at")
    )
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by_label = models.CharField(_("recorded by"), max_length=300)

    class Meta:
        verbose_name = _("answer to an action point")
        verbose_name_plural = _("answers to action points")
        ordering = ["point", "pk"]
        constraints = [
            models.CheckConstraint(
                name="answer_to_an_action_point_has_words",
                condition=~Q(text=""),
                violation_error_message=_("Write what was done, or why the point is closed."),
            ),
            models.CheckConstraint(
                name="answer_to_an_action_point_is_of_a_known_kind",
                condition=Q(kind__in=AnswerKind.values),
                violation_error_message=_("An answer says what was done, that the point is done, or that it is dropped."),
            ),
        ]

    def __str__(self):
        return f"{self.point}: {self.get_kind_display()}"
