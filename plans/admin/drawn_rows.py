"""The rows of a plan's page as HTML, with what stands beside each: findings, tools, comments.

Made here and not in templates: a long plan shows a hundred rows, and as templates they took half of the time of its page.
What somebody typed goes through _filled(), which escapes it; what is put together without it is ours: words escaped once,
drawings, and addresses made of numbers.
"""

from datetime import date
from functools import cache
from html import escape
from types import SimpleNamespace

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

from plans.admin import icons

_ITEM = '<div class="item{}" id="{}" data-row>\n  <h4>{}</h4>\n  {}{}{}{}\n  {}{}\n</div>\n'
_FACT = (
    '<tr id="{}" data-row><th scope="row">{}{}{}</th><td class="num" data-label="{}">{}</td><td data-label="{}">{}</td>'
    '<td data-label="{}">{}</td>{}</tr>\n'
)
_TARGET = (
    '<tr id="{}" data-row><th scope="row">{}<br><span class="quiet">{}</span>{}{}</th><td data-label="{}">{}</td>'
    '<td class="num" data-label="{}">{}<br><span class="quiet"><span class="day">{}</span> {}</span></td>'
    '<td class="num" data-label="{}">{}<br><span class="quiet day">{}</span></td><td data-label="{}">{}</td>{}</tr>\n'
)
_NOTHING = mark_safe("")
_NO_FIGURE = "–"


@cache
def _words_in(language):
    """The words beside the rows, escaped, in the active language; looked up once for each."""
    words = {
        "edit": gettext("Edit"),
        "delete": gettext("Delete"),
        "comment": gettext("Comment"),
        "up": gettext("Move up"),
        "down": gettext("Move down"),
        "addresses": gettext("Addresses:"),
        "figure": gettext("Figure"),
        "as_of": gettext("As of"),
        "source": gettext("Source"),
        "unit": gettext("Unit"),
        "baseline": gettext("Baseline"),
        "target": gettext("Target"),
        "growth": gettext("Growth a year"),
    }
    return SimpleNamespace(**{name: mark_safe(escape(word)) for name, word in words.items()})


def _filled(pattern, *parts):
    """The pattern with its parts, escaped unless they are HTML of ours: format_html(), at a quarter of its time."""
    return mark_safe(pattern.format(*(part if isinstance(part, SafeString) else escape(str(part)) for part in parts)))


def drawn_rows(kind, page):
    """All rows of a KindOfRows for this PlanPage, each as its kind is shown."""
    draw, words = _DRAWN.get(kind.kind.word, _item), _words_in(get_language())
    return mark_safe("".join(draw(row, page, words) for row in kind.rows))


def _item(row, page, words):
    """A bottleneck, an intervention, a training need, an incentive."""
    more = row.more
    addresses = more.get("addresses")
    return _filled(
        _ITEM,
        " child" if more.get("is_part") else "",
        row.anchor,
        row.name,
        found(row.findings),
        _unless_empty('<p class="facts">{}</p>', more.get("line")),
        _unless_empty('<div class="written">{}</div>', more.get("prose")),
        _filled('<p class="facts">{} {}</p>', words.addresses, addresses) if addresses else _NOTHING,
        row_tools(row) if page.may_write else _NOTHING,
        remarks(page, row, row.o.commitment),
    )


def _fact(row, page, words):
    more = row.more
    return _filled(
        _FACT,
        row.anchor,
        row.name,
        found(row.findings),
        remarks(page, row, row.o.commitment),
        words.figure,
        more["figure"],
        words.as_of,
        more["as_of"] or _NO_FIGURE,
        words.source,
        row.o.source or _NO_FIGURE,
        _cell_of_tools(row, page),
    )


def _target(row, page, words):
    more = row.more
    return _filled(
        _TARGET,
        row.anchor,
        row.name,
        more["subject"],
        found(row.findings),
        remarks(page, row, row.o.commitment),
        words.unit,
        more["unit"],
        words.baseline,
        more["baseline"],
        row.o.baseline_fy,
        row.o.baseline_source,
        words.target,
        more["target"],
        row.o.fy,
        words.growth,
        more["growth"] or _NO_FIGURE,
        _cell_of_tools(row, page),
    )


_DRAWN = {"facts": _fact, "targets": _target}


def _unless_empty(pattern, text):
    return _filled(pattern, text) if text else _NOTHING


def _cell_of_tools(row, page):
    return _filled("<td>{}</td>", row_tools(row)) if page.may_write else _NOTHING


def row_tools(row):
    """Edit, move and delete of one row."""
    said, name, heard = _words_in(get_language()), escape(str(row.name)), _heard(row.name)
    moves = "".join(
        f'<button class="button quiet" form="mover" formaction="{row.move_url}" name="to" value="{way}"'
        f' aria-label="{words}: {name}">{icons.drawing(way)}</button> '
        for way, words, is_end in (("up", said.up, row.is_first), ("down", said.down, row.is_last))
        if not is_end
    )
    return mark_safe(
        f'<p class="tools"><a href="{row.edit_url}" data-open-here>{said.edit}{heard}</a> {moves}'
        f'<a href="{row.delete_url}">{said.delete}{heard}</a></p>'
    )


def remarks(page, thing, commitment):
    """How many comments a row or head has, and the link to comment on it."""
    parts = []
    told = getattr(thing, "remarks", None)
    if told is not None:
        words = ngettext("%(n)d comment", "%(n)d comments", told.count) % {"n": told.count}
        if told.open:
            words += " " + gettext("(%(n)d open)") % {"n": told.open}
        parts.append(_filled('<a href="#comment-{}">{}</a>', told.first, words))
    if page.may_comment and commitment is not None:
        name = _heard(getattr(thing, "name", None) or getattr(thing, "title", ""))
        address = f"{page.comment_url}?about={commitment.uid}"
        parts.append(f'<a href="{address}" data-open-here>{_words_in(get_language()).comment}{name}</a>')
    return mark_safe(f'<p class="tools">{" ".join(parts)}</p>') if parts else _NOTHING


def found(findings):
    """What the checks found at a row or head, each with its rule and the way to waive it."""
    return _filled('<ul class="found">{}</ul>', mark_safe("".join(map(_found, findings)))) if findings else _NOTHING


def _found(way):
    sign = icons.drawing("look")
    if way.waiver:
        until = gettext("waived until %(day)s") % {"day": f"{date.fromisoformat(way.waiver['until']):%d-%m-%Y}"}
        sign = _filled('{} <span class="mark-note">{}</span>', icons.drawing("tick"), until)
    rule = _filled('<a class="quiet" href="{}">{}</a>', way.rule_url, gettext("Rule %(n)s") % {"n": way.check})
    waive = _NOTHING
    if way.waive_url:
        waive = _filled(' <a href="{}">{}{}</a>', way.waive_url, gettext("Waive"), mark_safe(_heard(way.sentence)))
    return _filled('<li class="{}">{} {} {}{}</li>', way.level, sign, way.sentence, rule, waive)


def _heard(name):
    """What the words of a link leave to the eye: the row it stands at, for those who hear it."""
    return f'<span class="visually-hidden">: {escape(str(name))}</span>'
