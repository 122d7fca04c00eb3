"""The small drawings of the officers' door: 16 by 16, in the colour of the text, never alone without a word."""

from functools import cache

from django.utils.safestring import mark_safe

_LINE = 'fill="none" stroke="currentColor" stroke-width="1.7"'
_DRAWN = {
    "none": f'<circle cx="8" cy="8" r="6" {_LINE} stroke-dasharray="2.4 2.3"/>',
    "pencil": f'<path d="M3 13.2l.9-3.6 7-7 2.6 2.6-7 7z" {_LINE} stroke-linejoin="round"/>',
    "speech": f'<path d="M2 3h12v8H8.2L5 14v-3H2z" {_LINE}/>',
    "table": f'<path d="M1 9.5h14M3.6 9.5V14M12.4 9.5V14" {_LINE}/><path d="M5 2h6v5H5z" fill="currentColor"/>',
    "turn": f'<path d="M6 3L2.5 6.5 6 10M2.8 6.5H10a3.5 3.5 0 010 7H6" {_LINE}/>',
    "tick": '<path d="M2.5 8.5l3.5 4 7.5-9" fill="none" stroke="currentColor" stroke-width="2.4"/>',
    "tick-number": f'<path d="M1.5 8.3l2.8 3.4 5.6-7M10.5 10.6H15M12 8v6.4M14 8v6.4" {_LINE}/>',
    "out": f'<path d="M8 1.6v8M4.8 4.6L8 1.4l3.2 3.2M2.2 8v6h11.6V8" {_LINE}/>',
    "sheets": f'<path d="M2 4.6h8V14H2z" {_LINE}/><path d="M5.2 4V2h8.8v9.4h-3.4" {_LINE}/>',
    "box": f'<path d="M2.5 2.5h11v11h-11zM2.5 6h11" {_LINE}/>',
    "bars": '<path d="M5 2.5v11M11 2.5v11" stroke="currentColor" stroke-width="3"/>',
    "cross": '<path d="M3 3l10 10M13 3L3 13" stroke="currentColor" stroke-width="2.2"/>',
    "look": f'<path d="M8 1.8L15 14H1z" {_LINE} stroke-linejoin="round"/><path d="M8 6v4M8 11.3v1.4" {_LINE}/>',
    "stop": f'<path d="M5.2 1.5h5.6l3.7 3.7v5.6l-3.7 3.7H5.2l-3.7-3.7V5.2z" {_LINE}/><path d="M8 4.3v4.6M8 10.3V12" {_LINE}/>',
    "arrow": f'<path d="M2 8h11M9 4l4 4-4 4" {_LINE}/>',
    "up": f'<path d="M8 14V3M3.5 7.5L8 3l4.5 4.5" {_LINE}/>',
    "down": f'<path d="M8 2v11M3.5 8.5L8 13l4.5-4.5" {_LINE}/>',
    "plus": '<path d="M8 2.5v11M2.5 8h11" stroke="currentColor" stroke-width="2"/>',
}
OF_STATE = {
    "not_recorded": "none",
    "draft": "pencil",
    "in_preparation": "pencil",
    "in_consultation": "speech",
    "open_for_comment": "speech",
    "tabled": "table",
    "before_committee": "table",
    "returned": "turn",
    "adopted": "tick",
    "notified": "tick-number",
    "published": "out",
    "superseded": "sheets",
    "closed": "box",
    "suspended": "bars",
    "withdrawn": "cross",
    "annulled": "cross",
    "submitted": "tick",
}
#: The pill's class; the mock's names, one per fill.
CLASS_OF_STATE = {
    "not_recorded": "st-none",
    "draft": "st-draft",
    "in_preparation": "st-draft",
    "in_consultation": "st-consult",
    "open_for_comment": "st-consult",
    "tabled": "st-tabled",
    "submitted": "st-tabled",
    "before_committee": "st-tabled",
}


@cache
def drawing(name):
    """The icon as inline SVG, hidden from readers of the screen: the word beside it says it."""
    return mark_safe(f'<svg class="i" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{_DRAWN[name]}</svg>')


def class_of(state):
    return CLASS_OF_STATE.get(str(state), f"st-{state}")
