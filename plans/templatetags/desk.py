"""What the templates of the officers' door ask for: icons, pills, days in India, the lists of the desk."""

from datetime import date, datetime

from django import template
from django.utils.html import format_html

from common.clock import INDIA
from common.money import best_unit, show_rupees
from common.numbers import group_indian
from plans.admin import drawn_rows, icons
from plans.admin.words import stage_word

register = template.Library()


@register.simple_tag
def icon(name):
    return icons.drawing(name)


@register.simple_tag
def pill(state):
    """The status of a plan as shape, fill and word."""
    return format_html(
        '<span class="st {}">{}{}</span>', icons.class_of(state), icons.drawing(icons.OF_STATE[str(state)]), stage_word(state)
    )


@register.filter
def day_ist(moment):
    """14-08-2025, whether given a day, a moment or a day as a frozen text writes it (2025-08-14)."""
    if isinstance(moment, str):
        try:
            moment = date.fromisoformat(moment)
        except ValueError:
            return moment
    if isinstance(moment, datetime):
        moment = moment.astimezone(INDIA).date()
    return moment.strftime("%d-%m-%Y") if isinstance(moment, date) else ""


@register.filter
def moment_ist(moment):
    """14-08-2025, 16:40 INDIA."""
    return moment.astimezone(INDIA).strftime("%d-%m-%Y, %H:%M IST") if isinstance(moment, datetime) else day_ist(moment)


@register.filter
def at(things, number):
    """The thing that stands at this number, counted from 0."""
    return things[number]


@register.filter
def eights(sha256):
    """A fingerprint in eights, as it is read aloud and compared."""
    return " ".join(sha256[n : n + 8] for n in range(0, len(sha256), 8))


@register.simple_tag(takes_context=True)
def desk_lists(context):
    from plans.admin.lists import desk_lists as lists

    return lists(context.get("posts_to_choose", ()))


@register.filter
def figure(given):
    """A Figure of a frozen text in words: the number grouped as in India, or why there is none."""
    return group_indian(given.value) if given.is_given else given.reason


@register.filter
def indian(number):
    """A number grouped as in India, with the decimals it was given."""
    return group_indian(number)


@register.filter
def rupees(given):
    """A Figure of whole rupees as an amount in its largest unit, or why there is none."""
    amount = int(given.value) if given.is_given else None
    return given.reason if amount is None else show_rupees(amount, best_unit(amount))


register.simple_tag(drawn_rows.drawn_rows)
register.simple_tag(drawn_rows.row_tools)
register.simple_tag(drawn_rows.remarks)
register.simple_tag(drawn_rows.found)
