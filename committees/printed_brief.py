"""The brief on exactly one A4 sheet: lists are cut until it fits, and what is cut is counted."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from committees.brief import parts_of
from committees.models import Committee, Meeting
from committees.printed import in_words, moment
from documents import printing
from documents.printing import Sheet, bullets, facts, heading, piece, words

#: Longest line and note of the sheet; the page on the screen has them whole.
MOST_SIGNS, MOST_NOTE = 150, 110
#: As many lines of one part as ever fit.
MOST_LINES = 14


def brief_pdf(meeting: Meeting, committee: Committee, *, on, at, language) -> bytes:
    """The brief of one committee for one meeting as one A4 page, as on a day, dated `at`. Raises NotPrintable."""
    with override(language):
        parts = parts_of(meeting, committee, on=on)
        title = _("Brief: %(committee)s") % {"committee": in_words(committee, "name", language)["text"]}

        def sheet_of(most):
            blocks = [
                heading(title, 1),
                facts(
                    (_("Meeting"), ", ".join(part for part in (moment(meeting.starts_at), meeting.venue[:100]) if part)),
                    (_("As of"), f"{on:%d-%m-%Y}"),
                ),
            ]
            for part in parts:
                blocks += _part(part, most)
            return Sheet(
                title=title, language=language, blocks=blocks, size=9, head=_("For members of the committee. Generated.")
            )

        return printing.on_one_page(sheet_of, at=at, most=MOST_LINES)


def _part(part, most):
    shown, left = part.lines[:most], len(part.lines) - most
    blocks = [heading(f"{part.title}, {part.lead}" if part.lead else part.title)]
    if not part.lines:
        return [*blocks, *words(part.none)]
    entries = [[cut(line.text, MOST_SIGNS), piece(cut(line.note, MOST_NOTE), small=True) if line.note else ""] for line in shown]
    if left > 0:
        entries.append(ngettext("and %(n)s more", "and %(n)s more", left) % {"n": left})
    return [*blocks, bullets(*entries)]


def cut(text, most):
    """`text` in one line, shortened at a word with an ellipsis where it is longer than `most` signs."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    head = text[: most - 1]
    word, _space, rest = head.rpartition(" ")
    # One endless word is cut where it stands.
    return (word if word and len(rest) < 40 else head) + "…"
