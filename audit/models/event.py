from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """Something that happened, told with the names of that day.

    No foreign keys: a renamed post or a removed account changes no past event.
    Only ever added (guard event_is_append_only).
    """

    at = models.DateTimeField(_("when"), db_index=True, help_text=_("When it happened, in UTC."))
    recorded_at = models.DateTimeField(_("recorded"), help_text=_("When the portal wrote it down, in UTC."))
    actor_name = models.CharField(_("who"), max_length=200)
    actor_post = models.CharField(_("post at that time"), max_length=200, blank=True)
    actor_place = models.CharField(_("place at that time"), max_length=200, blank=True)
    verb = models.CharField(_("what"), max_length=60, db_index=True)
    target_kind = models.CharField(_("kind of thing"), max_length=80)
    target_id = models.CharField(_("its number"), max_length=80)
    target_label = models.CharField(_("its name at that time"), max_length=300)
    data = models.JSONField(_("particulars"), default=dict, blank=True)
    request_id = models.CharField(_("request"), max_length=64, blank=True)
    is_public = models.BooleanField(_("public"), default=False)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["target_kind", "target_id", "id"], name="event_by_target"),
            models.Index(fields=["is_public", "id"], name="event_by_publicity"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(actor_name=""),
                name="event_names_its_actor",
                violation_error_message=_("An event says who did it. Give the person's name, or the command's."),
            ),
            models.CheckConstraint(
                condition=~models.Q(verb=""),
                name="event_says_what_happened",
                violation_error_message=_("An event says what happened. Give its verb."),
            ),
        ]

    def __str__(self):
        return f"{self.actor_name} {self.verb} {self.target_label}"
