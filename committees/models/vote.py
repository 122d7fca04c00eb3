"""Votes and dissents: one per person and one per seat, never changed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Choice(models.TextChoices):
    FOR = "for", _("for")
    AGAINST = "against", _("against")
    ABSTAIN = "abstain", _("abstain")


class Vote(models.Model):
    """One person's vote on one item. Append-only by guard; abstaining is recorded and counts as no vote."""

    item = models.ForeignKey(
        "committees.AgendaItem", on_delete=models.PROTECT, related_name="votes", verbose_name=_("agenda item")
    )
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="votes", verbose_name=_("person"))
    seat = models.ForeignKey("committees.Seat", on_delete=models.PROTECT, related_name="votes_cast", verbose_name=_("seat"))
    choice = models.CharField(_("vote"), max_length=8, choices=Choice.choices)
    by_hand = models.BooleanField(_("by show of hands"), default=False)
    cast_at = models.DateTimeField(_("cast at"))
    entered_by_label = models.CharField(_("entered by"), max_length=300)

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        ordering = ["item", "seat__position"]
        constraints = [
            models.UniqueConstraint(fields=["item", "person"], name="person_votes_once_on_an_item"),
            models.UniqueConstraint(fields=["item", "seat"], name="seat_votes_once_on_an_item"),
            models.CheckConstraint(
                name="vote_is_for_against_or_abstain",
                violation_error_message=_("A vote is for, against or an abstention. Choose one of the three."),
                condition=Q(choice__in=["for", "against", "abstain"]),
            ),
        ]

    def __str__(self):
        return f"{self.seat}: {self.get_choice_display()}"


class Dissent(models.Model):
    """A member's disagreement in their own words, kept with the resolution. Append-only by guard."""

    item = models.ForeignKey(
        "committees.AgendaItem", on_delete=models.PROTECT, related_name="dissents", verbose_name=_("agenda item")
    )
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("person"))
    seat = models.ForeignKey("committees.Seat", on_delete=models.PROTECT, related_name="+", verbose_name=_("seat"))
    text = models.TextField(_("dissent"))
    recorded_at = models.DateTimeField(_("recorded at"))
    entered_by_label = models.CharField(_("entered by"), max_length=300)

    class Meta:
        verbose_name = _("dissent")
        verbose_name_plural = _("dissents")
        ordering = ["item", "seat__position"]
        constraints = [
            models.UniqueConstraint(fields=["item", "person"], name="person_dissents_once_on_an_item"),
            models.CheckConstraint(
                name="dissent_has_words",
                violation_error_message=_("A dissent is recorded in words. Write them."),
                condition=~Q(text=""),
            ),
        ]

    def __str__(self):
        return f"{self.seat}, {self.item}"
