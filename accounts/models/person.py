"""A person as the portal knows one: a name, and perhaps an account."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.text import fold, tidy


class Person(models.Model):
    """Somebody who holds, held or may hold a post. Most have no account.

    A person who holds or held a post is never deleted: the posting says who
    decided. What was decided keeps the name as text and does not need this row.
    """

    name = models.CharField(_("name"), max_length=160)
    name_hi = models.CharField(_("name in Hindi"), max_length=160, blank=True)
    folded = models.CharField(max_length=200, editable=False, db_index=True, default="")

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(name=""),
                name="person_has_a_name",
                violation_error_message=_("A person needs a name."),
            )
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.name = tidy(self.name)
        self.name_hi = tidy(self.name_hi)
        self.folded = fold(self.name)[:200]
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "folded"}
        super().save(*args, **kwargs)
