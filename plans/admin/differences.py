"""Two texts of a plan side by side, for those who may read both: a draft, or a text before the committee, against another."""

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from common.clock import today
from common.numbers import parse_count
from common.refusals import Refusal
from plans import queries
from plans.admin.access import open_version, readable_beside
from plans.admin.paper import tablings_or_404
from plans.admin.shell import at_the_desk, page, trail_to
from plans.admin.standing import line_of
from plans.difference import difference
from plans.difference_words import in_words
from plans.reading import text_now
from plans.states import IN_FORCE


@at_the_desk
@require_safe
def of_version(request, pk):
    """This version against the one in force; ?with=<pk> names another of the same plan that this person may open."""
    on = today()
    version = open_version(request.user, pk, on=on).version
    others = readable_beside(request.user, version, on=on)
    asked = request.GET.get("with", "")
    if asked:
        other = next((one for one in others if one.pk == parse_count(asked)), None)
        if other is None:
            raise Http404
    else:
        other = next((one for one in others if one.state in IN_FORCE), others[0] if others else None)
    return _answer(request, version, other, lambda: text_now(version), others)


@at_the_desk
@require_safe
def of_paper(request, sha256):
    """The frozen text of this fingerprint against the version in force; for whoever may read the text."""
    tabling = tablings_or_404(request, sha256)[-1]
    version = tabling.version
    other = queries.version_in_force(version.plan.place, version.plan.kind)
    other = None if other is not None and other.pk == version.pk else other
    return _answer(request, version, other, lambda: queries.view_of(tabling.paper), [], sha256)


def _answer(request, version, other, text, others, sha256=""):
    title = _("What differs: %(place)s") % {"place": version.plan.place.name}
    context = {
        "version": version,
        "other": other,
        "others": others,
        "sha256": sha256,
        "title": title,
        "line": line_of(version),
        "trail": trail_to(version, (_("What differs"), "")),
    }
    if other is None:
        return page(request, "admin/plans/difference.html", context)
    # The older text stands first, whichever of the two was opened.
    is_newer = version.pk > other.pk
    try:
        here, there = text(), text_now(other)
    except Refusal as refused:
        return page(request, "admin/plans/paper_refused.html", {"sentence": refused.sentence}, status=409)
    old, new = (there, here) if is_newer else (here, there)
    context |= {
        "old": other if is_newer else version,
        "new": version if is_newer else other,
        "shown": in_words(difference(old.data, new.data)),
        "view": new,
    }
    return page(request, "admin/plans/difference.html", context)
