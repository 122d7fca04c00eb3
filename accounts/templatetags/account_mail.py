"""Days and moments as the portal's mails write them: in Indian time, in figures both languages read alike."""

from django import template

from common.clock import INDIA

register = template.Library()


@register.filter
def moment_in_india(at):
    """28-03-2026 16:40"""
    return f"{at.astimezone(INDIA):%d-%m-%Y %H:%M}"


@register.filter
def day_in_words(day):
    """28-03-2026"""
    return f"{day:%d-%m-%Y}"
