"""The day a reader asks about: ?on= is the day of the facts, ?known= the day by which they had to be recorded.

A day that cannot be answered gets its sentence at its field, what was typed stays there, and the page shows today.
"""

from dataclasses import dataclass, field
from datetime import date

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from common.days import day_written

#: A reader may also write 31 03 2026.
_BETWEEN = "-./ "


@dataclass
class AsOf:
    """`on` and `known` (None: whatever is recorded today); `typed` and `errors` by the name of the field."""

    on: date
    today: date
    known: date | None = None
    typed: dict = field(default_factory=dict)
    errors: dict = field(default_factory=dict)

    @property
    def is_past(self):
        """Whether another answer than today's was asked for."""
        return self.on != self.today or self.known is not None

    @property
    def sentence(self):
        """Which day the page tells of, in words."""
        if self.known:
            return _said(_("As it was on %(on)s, from what was recorded by %(known)s."), on=self.on, known=self.known)
        if self.is_past:
            return _said(_("As it was on %(on)s, from all that is recorded today."), on=self.on)
        return _said(_("As it is today, %(on)s."), on=self.on)

    def before_all(self, history):
        """What to say of a day that lies before the portal's first record; "" otherwise."""
        if history.begins_on is None:
            return _("No plan is recorded on this portal yet.")
        if self.on < history.begins_on:
            return _said(
                _("The first fact recorded on this portal is of %(first)s. Of days before it the portal knows nothing."),
                first=history.begins_on,
            )
        if self.known and self.known < history.first_recorded:
            return _said(
                _("The first entry on this portal was made on %(first)s. By %(known)s nothing had been recorded."),
                first=history.first_recorded,
                known=self.known,
            )
        return ""


def _said(sentence, **days):
    """The sentence with its days, none of which is broken over a line."""
    marked = {
        name: format_html('<time datetime="{}">{}</time>', day.isoformat(), f"{day:%d-%m-%Y}") for name, day in days.items()
    }
    return mark_safe(conditional_escape(sentence) % marked)  # noqa: S308  (escaped, and days)


def asked(request, today) -> AsOf:
    """What ?on= and ?known= ask; `known` alone asks about that same day."""
    typed = {name: request.GET.get(name, "").strip()[:40] for name in ("on", "known")}
    days, errors = {}, {}
    for name, text in typed.items():
        if not text:
            continue
        day = day_written(text, between=_BETWEEN)
        if day is None:
            errors[name] = _("“%(text)s” is no day. Write it as 31-03-2026 or 2026-03-31.") % {"text": text}
        elif day > today:
            errors[name] = _("%(day)s lies in the future, and nothing is recorded of it. Give today or an earlier day.") % {
                "day": f"{day:%d-%m-%Y}"
            }
        else:
            days[name] = day
    on, known = days.get("on"), days.get("known")
    if not errors and on and known and known < on:
        errors["known"] = _(
            "By %(known)s nothing of %(on)s could be recorded. Give the same day or a later one, or leave this empty."
        ) % {"on": f"{on:%d-%m-%Y}", "known": f"{known:%d-%m-%Y}"}
    if errors:
        return AsOf(today, today, None, typed, errors)
    return AsOf(on or known or today, today, known, typed)
