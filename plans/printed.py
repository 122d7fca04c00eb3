"""Plans on paper: the packet that a committee signs, and the PDF of a published version."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from committees.models import Committee
from committees.papers import content_of
from committees.printed import day, foot_of, in_words, moment, signature_sheet
from documents import printing
from documents.printing import Sheet, boxed, eights, facts, heading, new_page, piece, table, words
from plans.citing import citation, licence_line
from plans.corrected import marked
from plans.errata import places
from plans.papers import read_paper
from plans.printed_checks import checked_blocks
from plans.printed_text import period_of, text_blocks
from plans.states import State
from plans.translated import in_language

LANGUAGES = ("en", "hi")


def packet_pdf(paper, *, language, committee: Committee | None, on, meeting=None, item=None, tabling=None) -> bytes:
    """The frozen text with its fingerprint on every page, and the sheet to sign where a committee is there to sign it.

    Made from the stored bytes; dated with the moment they were frozen, so that the same packet has the same bytes. The
    seats and holders are those of `on`. tabling: with it, how the text stood against the checks and what was waived, as
    frozen then. Never kept in a cache. Raises AlteredPaper, NotAPlan, NotPrintable.
    """
    view = read_paper(content_of(paper))
    with override(language):
        standing, found = checked_blocks(tabling, view, language)
        blocks = [
            heading(view.title, 1, view.language if view.language != language else ""),
            facts(
                (_("Place"), view.place_name),
                (_("Period"), period_of(view)),
                (_("File"), view.file_number),
                (_("Committee"), in_words(committee, "name", language) if committee else ""),
                (_("Meeting"), day(on) if meeting else ""),
                (_("Authentic language"), _language_name(view.language)),
                (_("Frozen at"), moment(paper.created_at)),
            ),
            _fingerprint_box(view.sha256),
            *standing,
            *text_blocks(view, language),
            *found,
        ]
        if committee is not None:
            blocks += signature_sheet(committee, paper, on=on, language=language, meeting=meeting, item=item)
        sheet = Sheet(
            title=view.title,
            language=language,
            blocks=blocks,
            head=_("Packet for the committee: %(place)s, not public before publication") % {"place": view.place_name},
            foot=foot_of(view.sha256),
        )
    return printing.render(sheet, at=paper.created_at)


def plan_pdf(found, *, language) -> bytes:
    """The PDF of a published version, from a plans.queries.PlanPage: text, fingerprint, decision and its row hash.

    Behind the text: its translation, how it stood against the checks when it was frozen, how to cite it. Dated with the
    publication. Raises NotPrintable.
    """
    version, view, decided = found.version, found.paper, found.decided
    with override(language):
        standing, remarks = checked_blocks(found.tabling, view, language)
        sheet = Sheet(
            title=view.title,
            language=language,
            blocks=[
                heading(view.title, 1, view.language if view.language != language else ""),
                *_fate(found),
                *_corrections(found, view.language if view.language != language else ""),
                facts(
                    (_("Place"), view.place_name),
                    (_("Version"), version.number),
                    (_("Period"), period_of(view)),
                    (_("File"), view.file_number),
                    (_("Authentic language"), _language_name(view.language)),
                    *_decision(found, language),
                    (_("Notified"), _notified(decided)),
                    (_("Published"), f"{day(version.published_on)}, {version.published_by_label}"),
                ),
                _fingerprint_box(view.sha256),
                *text_blocks(marked(found) if found.erratum else view, language),
                *_translation(found, language),
                *standing,
                *remarks,
                *_reuse(found),
            ],
            head=f"{view.place_name}, {_('Version')} {version.number}",
            foot=foot_of(view.sha256),
        )
    return printing.render(sheet, at=version.published_at)


def _translation(found, language):
    """What is translated, behind the authentic text and headed as what it is; [] where nothing is.

    Heads in which nothing is translated are left out.
    """
    view = found.paper
    other = "hi" if view.language == "en" else "en"
    translated = in_language(found.version, view, other, adopted=found.adopted)
    if not translated:
        return []
    own = other if other != language else ""
    said = {"hi": _("Translation into Hindi, not the adopted text"), "en": _("Translation into English, not the adopted text")}
    return [
        new_page(),
        heading(said[other], 1),
        *words(_("It stands outside the fingerprint: no committee decided on it. What follows has the adopted text above.")),
        *(words(_("Corrected places stand as they were corrected, in the language of the text.")) if found.erratum else []),
        *([heading(translated.title, 2, own)] if translated.title else []),
        *([heading(_("Summary"), 2), *words(translated.summary, own)] if translated.summary else []),
        *text_blocks(translated.paper, language, translated.heads),
    ]


def _reuse(found):
    """How to cite the plan and what may be done with it, at the end."""
    return [
        heading(_("Cite and reuse")),
        facts(
            (_("Cite as"), piece(citation(found))),
            (_("Licence"), piece(licence_line())),
        ),
    ]


def _fate(found):
    """What became of a version that is no longer in force."""
    if found.is_in_force:
        return []
    said = {
        State.SUPERSEDED: _("A later version took the place of this one."),
        State.SUSPENDED: _("This plan is suspended by order."),
        State.CLOSED: _("This plan is closed."),
    }
    return words(said.get(State(found.version.state), ""), strong=True)


def _corrections(found, own):
    """What an erratum corrects, before the text itself; nothing for a text as adopted."""
    if found.erratum is None:
        return []
    where = {place.path: place for place in places(found.paper.data)}
    rows = [
        [
            [piece(where[one["path"]].row, own), piece(where[one["path"]].label, small=True)],
            [piece(one["old"], own)],
            [piece(one["new"], own)],
            [piece(one["reason"], own)],
        ]
        for one in found.erratum["corrections"]
    ]
    said = _("The committee adopted version %(number)s. Its wording is corrected at these places; no number is changed.")
    names = [_("Where"), _("As adopted"), _("As corrected"), _("Why")]
    return [
        *words(said % {"number": found.decided.number}, strong=True),
        table(_("Corrections"), names, rows, widths=[3, 4, 4, 3]),
        boxed(
            piece(_("Fingerprint of the list of corrections (SHA-256)"), strong=True),
            piece(eights(found.sha256), mono=True),
        ),
    ]


def _decision(found, language):
    version, resolution = found.decided, found.resolution
    if resolution is not None:
        hindi = language == "hi" and resolution.rule_text_hi
        rule = piece(resolution.rule_text_hi) if hindi else piece(resolution.rule_text, "en" if language == "hi" else "")
        return [
            (_("Adopted on"), f"{day(version.adopted_on)}, {resolution.number}"),
            (_("By which rule"), rule),
            (_("Hash of the resolution's row in the register"), piece(eights(resolution.row_hash), mono=True)),
        ]
    past = version.past_adoption
    if past is None:
        return []
    said = _("Adopted on %(on)s by %(body)s, before this portal, as its paper says.")
    return [(_("Adopted"), said % {"on": day(past.adopted_on), "body": past.body})]


def _notified(version):
    return f"{day(version.notified_on)}, {_('No.')} {version.notified_number}" if version.notified_on else ""


def _fingerprint_box(sha256):
    return boxed(
        piece(_("Fingerprint of this text (SHA-256)"), strong=True),
        piece(eights(sha256), mono=True),
        piece(_("The committee votes on this fingerprint. One changed letter gives another."), small=True),
    )


def _language_name(code):
    return _("Hindi") if code == "hi" else _("English")
