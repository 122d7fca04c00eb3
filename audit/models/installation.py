from django.db import models
from django.utils.translation import gettext_lazy as _


class Installation(models.Model):
    """What this database is: facts, or the invented demonstration year. One row, written once, never changed."""

    class Kind(models.TextChoices):
        FACTS = "facts", _("facts")
        DEMONSTRATION = "demonstration", _("demonstration")

    only = models.BooleanField(primary_key=True, default=True, editable=False)
    kind = models.CharField(max_length=13, choices=Kind.choices, editable=False)
    created_at = models.DateTimeField(editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(only=True),
                name="installation_is_one_row",
                violation_error_message=_("A database is marked once."),
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["facts", "demonstration"]),
                name="installation_is_facts_or_demonstration",
                violation_error_message=_("A database holds facts or the demonstration year."),
            ),
        ]

    def __str__(self):
        return self.kind
