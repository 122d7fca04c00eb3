"""Rows pasted from a spreadsheet: shown back as understood, then added together or not at all."""

import hashlib
import secrets

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.moves import Move
from common.clock import now, today
from common.money import UNIT_NAMES
from common.refusals import Refusal
from plans import pasting
from plans.admin.editing import closed, plan_address, writable
from plans.admin.forms import KINDS
from plans.admin.shell import at_the_desk, page, post_for, trail_to
from plans.columns import COLUMNS, Holds
from plans.rows import AlreadyAdded


@at_the_desk
@require_http_methods(["GET", "HEAD", "POST"])
def paste(request, pk, word):
    """Paste rows of one kind. "Look" shows them as understood; "Add" adds all of them in one transaction, or none."""
    if word not in pasting.PASTED:
        raise Http404
    kind, access = KINDS[word], writable(request, pk)
    version = access.version
    if not access.may_write:
        return closed(request, version)
    sent = request.POST
    text, rupees_in = sent.get("text", ""), sent.get("rupees_in", "")
    rupees_in = rupees_in if rupees_in in UNIT_NAMES else ""
    table, refused, status = None, "", 200
    if request.method == "POST":
        post = post_for(request, Move.WRITE, version, on=today())
        try:
            table = pasting.table_of(word, text, rupees_in=rupees_in)
            if "add" in sent and sent.get("looked") == mark_of(text, rupees_in):
                added = pasting.add(table, version, by=request.user, at=now(), post=post, once=sent.get("once", "")[:64])
                if added:
                    messages.success(request, ngettext("%(n)d row added.", "%(n)d rows added.", added) % {"n": added})
                    return HttpResponseRedirect(plan_address(version, f"head-{kind.head}"))
            else:
                # Also where the text was changed after it was looked at: what is added was seen first.
                pasting.preview(table, version, by=request.user, at=now(), post=post)
            status = 422 if table.faults else 200
        except AlreadyAdded:
            messages.warning(request, _("These rows were already added; the second press changed nothing."))
            return HttpResponseRedirect(plan_address(version, f"head-{kind.head}"))
        except Refusal as refusal:
            table, refused, status = None, refusal.sentence, 422
    title = _("Paste a table: %(kind)s") % {"kind": kind.model._meta.verbose_name_plural}
    columns = COLUMNS[word]
    context = {
        "title": title,
        "text": text,
        "rupees_in": rupees_in,
        "units": UNIT_NAMES.items() if any(column.holds is Holds.RUPEES for column in columns) else (),
        "once": sent.get("once") or secrets.token_urlsafe(16),
        "looked": mark_of(text, rupees_in) if table else "",
        "table": table,
        "rows": [(line, cells_of(line, table.columns)) for line in table.lines] if table else [],
        "columns": columns,
        "refused": refused,
        "most_rows": pasting.MOST_ROWS,
        "most_characters": pasting.MOST_CHARACTERS,
        "back": plan_address(version, f"head-{kind.head}"),
        "line": "draft",
        "trail": trail_to(version, (title, "")),
    }
    return page(request, "admin/plans/paste.html", context, status=status)


class Cell(str):
    """What one cell says; `is_bad` where it has to be mended, and then as it was typed."""

    is_bad = False


def cells_of(line, columns):
    """The cells of a line as understood; one that was not understood stands as typed, marked."""
    bad, cells = {fault.column for fault in line.faults}, []
    for column in columns:
        cell = Cell(line.said.get(column, "") or (line.cells.get(column, "") if column.label in bad else ""))
        cell.is_bad = column.label in bad
        cells.append(cell)
    return cells


def mark_of(text, rupees_in):
    """By which a text is known again that was looked at; browsers send line ends of their own."""
    return hashlib.sha256(f"{rupees_in}\n{text}".replace("\r\n", "\n").encode()).hexdigest()
