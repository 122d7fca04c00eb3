"""How a frozen text stood against the checks, as blocks of the packet: what its tabling kept, never computed again."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from committees.printed import day
from documents.printing import heading, piece, table, words
from plans.kept import kept_with


def checked_blocks(tabling, view, language):
    """(blocks before the text: score and waivers, blocks behind it: the findings); called with `language` active.

    Empty without a tabling, or where one kept nothing.
    """
    kept = kept_with(tabling)
    if not kept.is_there:
        return [], []
    own = view.language if view.language != language else ""
    before = [
        heading(_("How it stood against the checks")),
        *words(_score(kept.score), strong=True),
        *words(_("As it was frozen with the text; later rules and figures change nothing of it."), small=True),
    ]
    if kept.waivers:
        names = [_("Check"), _("Reason"), _("Granted by"), _("Holds until")]
        before.append(
            table(_("Checks waived for this text"), names, [_waiver(one, own) for one in kept.waivers], widths=[4, 5, 4, 2])
        )
    if not kept.findings:
        return before, []
    names = [_("Check"), _("Head"), _("What it found")]
    rows = [[str(found["check"]), str(found["head"] or "–"), _finding(found)] for found in kept.findings]
    return before, [heading(_("What the checks found")), table(_("Findings"), names, rows, widths=[1, 1, 9], numbers=[0, 1])]


def _score(score):
    said = _("%(filled)s of %(heads)s heads filled, %(passed)s of %(all)s checks passed") % {
        "filled": score["heads_filled"],
        "heads": score["heads"],
        "passed": score["passed"],
        "all": score["checks"],
    }
    waived = score["waived"]
    return f"{said}, {ngettext('%(n)s error waived', '%(n)s errors waived', waived) % {'n': waived}}" if waived else said


def _waiver(waiver, own):
    about = waiver["about"]
    return [
        [f"{waiver['check']}. {waiver['title']}", piece(about, own, small=True) if about else ""],
        waiver["reason"],
        [waiver["granted_by"], piece(_day(waiver["granted_on"]), small=True)],
        _day(waiver["until"]),
    ]


def _finding(found):
    grave = {"error": _("error"), "warning": _("warning"), "note": _("note")}[found["level"]]
    said = f"{grave}, {_('waived')}" if found["waived"] else grave
    return [found["words"], piece(said, small=True)]


def _day(iso):
    return day(date.fromisoformat(iso))
