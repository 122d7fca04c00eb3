"""The texts of a version in its other language: entered beside their source, head by head, and checked by another person."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.moves import Move
from accounts.permission import may
from accounts.postings import person_of
from common.clock import now, today
from common.numbers import parse_count
from common.refusals import Refusal
from common.text import tidy
from plans import translations, workflow
from plans.admin.access import open_version
from plans.admin.shell import at_the_desk, heading_of, page, post_for, trail_to
from plans.admin.standing import line_of
from plans.models import Head
from plans.translations import other_language, pairs_of
from plans.workflow.translating import PAST


@dataclass
class Entry:
    """One text on the page: the pair, what stands in the box, and what this person may do with it."""

    pair: object
    number: int
    typed: str
    may_check: bool = False
    is_ticked: bool = False
    #: What somebody else saved meanwhile, where it is not what this person saw.
    theirs: str | None = None
    theirs_by: str = field(default="")

    @property
    def seen(self):
        return self.pair.translation.row_version if self.pair.translation else 0


def _opened(request, pk):
    """(version, verdict) for whoever may read it; Http404 beyond."""
    on = today()
    version = open_version(request.user, pk, on=on).version
    return version, may(request.user, Move.TRANSLATE, version.plan.place, on=on, thing=version)


@at_the_desk
@require_safe
def overview(request, pk):
    """How far the translation has come, head by head."""
    version, verdict = _opened(request, pk)
    counts = translations.counts_of(pairs_of(version), _("Title and summary"))
    context = {
        "version": version,
        "heading": heading_of(version),
        "title": _("Translation into %(language)s") % {"language": _language(version)},
        "counts": counts,
        "may_translate": bool(verdict) and version.state not in PAST,
        "sentence": verdict.sentence if not verdict else "",
        "line": line_of(version),
        "trail": trail_to(version, (_("Translation"), "")),
    }
    return page(request, "admin/plans/translation.html", context)


@at_the_desk
@require_http_methods(["GET", "HEAD", "POST"])
def head(request, pk, number):
    """The texts of one head (0: title and summary) with their sources. One save for all of them, or for none."""
    version, verdict = _opened(request, pk)
    pairs = [pair for pair in pairs_of(version) if pair.source.head == number]
    if not pairs:
        raise Http404
    address = reverse("desk-translation-head", args=[pk, number])
    if not verdict or version.state in PAST:
        if request.method == "POST":
            messages.error(request, verdict.sentence or workflow.moving.moved_on(version).sentence)
            return HttpResponseRedirect(reverse("desk-translation", args=[pk]))
        raise Http404
    person, refused, status = person_of(request.user), "", 200
    if request.method == "POST":
        entries = [_sent(request, pair, n, person) for n, pair in enumerate(pairs)]
        try:
            said = _save(request, version, entries)
        except Refusal as refusal:
            refused, status = refusal.sentence, 409
        else:
            messages.success(request, said)
            return HttpResponseRedirect(address)
    else:
        entries = [_entry(version, pair, n, person) for n, pair in enumerate(pairs)]
    title = Head(number).label if number else _("Title and summary")
    context = {
        "version": version,
        "entries": entries,
        "refused": refused,
        "title": _("%(head)s, in %(language)s") % {"head": title, "language": _language(version)},
        "source_language": version.authentic_language,
        "language": other_language(version),
        "back": reverse("desk-translation", args=[pk]),
        "line": line_of(version),
        "trail": trail_to(version, (_("Translation"), reverse("desk-translation", args=[pk])), (title, "")),
    }
    return page(request, "admin/plans/translation_head.html", context, status=status)


def _language(version):
    return {"en": _("English"), "hi": _("Hindi")}[other_language(version)]


def _entry(version, pair, number, person):
    known = pair.translation
    typed = known.text if known else ""
    if known is None and pair.source.path == translations.TITLE and other_language(version) == "hi":
        typed = version.title_hi
    return Entry(pair, number, typed, may_check=pair.waits and known.by_id != person.pk)


def _sent(request, pair, number, person):
    """What the form brings for this text. A translation saved since the form was opened is shown beside what was typed."""
    known = pair.translation
    typed = request.POST.get(f"text-{pair.source.path}")
    entry = Entry(
        pair,
        number,
        (known.text if known else "") if typed is None else typed,
        may_check=pair.waits and known.by_id != person.pk,
        is_ticked=f"check-{pair.source.path}" in request.POST,
    )
    seen = parse_count(request.POST.get(f"seen-{pair.source.path}", ""))
    if typed is not None and seen != entry.seen and tidy(typed) != (known.text if known else ""):
        entry.theirs, entry.theirs_by = known.text if known else "", known.by_label if known else ""
    return entry


def _save(request, version, entries):
    """Save what was typed anew and what was ticked, in one transaction; the sentence that says so."""
    sent = request.POST
    seen = {one.pair.source.path: parse_count(sent.get(f"seen-{one.pair.source.path}", "")) or 0 for one in entries}
    texts, ticked = {}, []
    for one in entries:
        path, known = one.pair.source.path, one.pair.translation
        is_new = tidy(one.typed) != (known.text if known else "")
        if is_new or f"again-{path}" in sent:
            texts[path] = one.typed
        elif one.is_ticked:
            ticked.append(path)
    given = {"by": request.user, "at": now(), "post": post_for(request, Move.TRANSLATE, version, on=today())}
    with transaction.atomic():
        saved = workflow.translate(version, texts, seen=seen, **given) if texts else []
        checked = workflow.check_translations(version, ticked, seen=seen, **given) if ticked else 0
    if not saved and not checked:
        return _("Nothing was changed.")
    said = []
    if saved:
        said.append(ngettext("%(n)d text saved.", "%(n)d texts saved.", len(saved)) % {"n": len(saved)})
    if checked:
        said.append(ngettext("%(n)d translation checked.", "%(n)d translations checked.", checked) % {"n": checked})
    return " ".join(said)
