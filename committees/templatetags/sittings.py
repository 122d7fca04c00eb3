"""Days, moments and fingerprints as the pages of committees write them."""

from datetime import datetime

from django import template

from common.clock import INDIA

register = template.Library()


@register.filter
def in_india(moment):
    """14-08-2025, 11:00 for a moment; 14-08-2025 for a day; nothing for nothing."""
    if isinstance(moment, datetime):
        return moment.astimezone(INDIA).strftime("%d-%m-%Y, %H:%M")
    return moment.strftime("%d-%m-%Y") if moment else ""


@register.filter
def eight_by_eight(fingerprint):
    """A fingerprint in groups of eight, as it is read aloud."""
    return " ".join(fingerprint[n : n + 8] for n in range(0, len(fingerprint or ""), 8))
