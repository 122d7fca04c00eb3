"""What committees put on paper: the sheet that members sign, and a resolution with the hash of its own row."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override

from committees.models import Committee, Paper, Resolution, Role
from committees.paper_codes import short_code
from committees.roll import seat_lines
from common.clock import INDIA
from documents import printing
from documents.printing import Sheet, eights, facts, heading, piece, table, words

_NO_ESIGN = gettext_noop(
    "“Signed” means confirmed with the password again on this fingerprint; it is not a statutory electronic signature."
)


def _role(role):
    return "" if role == Role.MEMBER else str(Role(role).label)


def day(value) -> str:
    """14-08-2025, for a day or a moment in India."""
    if value is None:
        return ""
    return f"{value.astimezone(INDIA) if hasattr(value, 'hour') else value:%d-%m-%Y}"


def moment(value) -> str:
    return f"{value.astimezone(INDIA):%d-%m-%Y, %H:%M} IST"


def in_words(thing, attribute, language):
    """A name in this language as a piece; the English one, marked as English, where there is no Hindi."""
    hindi = getattr(thing, f"{attribute}_hi", "")
    if language == "hi" and hindi:
        return piece(hindi)
    return piece(getattr(thing, attribute), "en" if language == "hi" else "")


def foot_of(sha256: str) -> list[str]:
    """What stands at the foot of every page of a frozen text: the whole fingerprint, and the code that is quick to type."""
    return [f"SHA-256 {eights(sha256)}", _("Code to type: %(code)s") % {"code": short_code(sha256)}]


def signature_sheet(committee: Committee, paper: Paper, *, on, language: str, meeting=None, item=None) -> list:
    """The blocks of the sheet to sign: the seats in force that day, post and holder, and room for votes and signatures.

    `on`: the day of the sitting, or the day of the copy where no meeting is called. Two queries for the seats.
    """
    with override(language):
        lines = seat_lines(committee, on)
        blank = piece("\u00a0")
        asked = _("Question put") if item is not None and item.motion else ""
        return [
            printing.new_page(),
            heading(_("Signature sheet"), 1),
            *words(
                _(
                    "For a decision taken on paper. It holds for the text with the fingerprint below and for no other: "
                    "compare the foot of every page before signing."
                )
            ),
            facts(
                (_("Committee"), in_words(committee, "name", language)),
                (_("Meeting"), f"{day(on)}{', ' + meeting.venue if meeting and meeting.venue else ''}" if meeting else ""),
                (_("Seats and holders as of"), day(on)),
                (asked, item.get_motion_display() if asked else ""),
                (_("Title"), in_words(paper, "title", language)),
                (_("Fingerprint of the text (SHA-256)"), piece(eights(paper.sha256), mono=True)),
                (_("Code to type"), piece(short_code(paper.sha256), mono=True)),
            ),
            table(
                _("Members"),
                [_("No."), _("Seat and holder"), _("For"), _("Against"), _("Abstains"), _("Signature and date")],
                [_to_sign(line, language) for line in lines],
                widths=[1, 7, 1.5, 1.6, 1.8, 5],
                numbers=[0],
                row_height=12,
            ),
            *words(
                _(
                    "Written by the convener: decided by consensus, or by votes as marked. Present, stepped aside and absent "
                    "members are entered on the portal with this sheet."
                ),
                small=True,
            ),
            table("", [_("Outcome"), _("Day"), _("Signature of the chair or delegate")], [[blank] * 3], row_height=16),
        ]


def _to_sign(line, language):
    seat = line.seat
    role = _role(seat.role)
    holder = in_words(line.holder, "name", language) if line.holder else piece(_("vacant"))
    post = in_words(seat.post, "title", language)
    notes = "; ".join(part for part in (role, "" if seat.votes else _("no vote")) if part)
    blank = piece("\u00a0")
    return [
        str(seat.position),
        [post | {"strong": True}, holder, piece(notes, small=True) if notes else ""],
        blank,
        blank if seat.votes else piece("×"),
        blank if seat.votes else piece("×"),
        blank,
    ]


def resolution_pdf(resolution: Resolution, *, language: str, shows_words: bool, place_of_text=dict) -> bytes:
    """A signed resolution with its row hash, for ever the same; its words only where they are public.

    place_of_text: names of the places that reasons are tied to. Dated with the signature. Raises NotPrintable.
    """
    with override(language):
        sheet = Sheet(
            title=f"{resolution.number}: {in_words(resolution, 'title', language)['text']}",
            language=language,
            blocks=_resolution(resolution, language, shows_words, place_of_text),
            head=in_words(resolution.committee, "name", language)["text"],
            foot=[
                _("Resolution %(number)s, hash of its row in the register:") % {"number": resolution.number},
                f"SHA-256 {eights(resolution.row_hash)}",
            ],
        )
    return printing.render(sheet, at=resolution.signed_at, keep=True)


def _resolution(resolution, language, shows_words, place_of_text):
    seats = list(resolution.seats_of_the_day.order_by("position"))
    shows_votes = resolution.committee.votes_public and resolution.method == "recorded"
    text = resolution.text_hi if language == "hi" and resolution.text_hi else resolution.text
    rule = resolution.rule_text_hi if language == "hi" and resolution.rule_text_hi else resolution.rule_text
    blocks = [
        heading(f"{capfirst(resolution.get_outcome_display())}: {in_words(resolution, 'title', language)['text']}", 1),
        facts(
            (_("Number"), resolution.number),
            (_("Committee"), in_words(resolution.committee, "name", language)),
            (_("Decided on"), day(resolution.decided_on)),
            (_("Question put"), resolution.get_motion_display()),
            (_("Method"), resolution.get_method_display()),
            (_("Outcome"), resolution.get_outcome_display()),
        ),
    ]
    if annulment := getattr(resolution, "annulment", None):
        said = _("Annulled on %(on)s by order %(order)s. It stands here as it was signed, and no longer has effect.")
        order = f"{annulment.order_number}, {day(annulment.order_date)}"
        blocks += words(said % {"on": day(annulment.annulled_at), "order": order}, strong=True)
    if resolution.item.in_camera:
        blocks += words(_("In camera.") + " " + _("Only the title is public, the content nowhere."))
    elif shows_words:
        blocks += [heading(_("Text")), *words(text, "" if text == resolution.text_hi else _other("en", language))]
    else:
        blocks += words(_("The wording, its reasons and dissents are public once the text it decides is published."))
    blocks += [heading(_("By which rule")), *words(rule, "" if rule == resolution.rule_text_hi else _other("en", language))]
    if shows_words and resolution.reasons and not resolution.item.in_camera:
        named = place_of_text()
        reasons = [[_place(named, reason["path"]), reason["text"]] for reason in resolution.reasons]
        blocks.append(table(_("Reasons"), [_("Place in the text"), _("What is to change")], reasons, widths=[1, 2]))
    if shows_words and not resolution.item.in_camera:
        for dissent in resolution.item.dissents.select_related("seat__post"):
            blocks += [heading(_("Dissent"), 3), *words(dissent.text)]
            blocks += words(in_words(dissent.seat.post, "title", language)["text"], small=True)
    blocks.append(
        table(
            _("Seats and votes"),
            [_("No."), _("Post"), _("Holder on that day"), _("Presence"), *([_("Vote")] if shows_votes else [])],
            [_seat(seat, language, shows_votes) for seat in seats],
            widths=[1, 6, 5, 3, 2][: 5 if shows_votes else 4],
            numbers=[0],
        )
    )
    remark = resolution.concurrence_remark if shows_words and not resolution.item.in_camera else ""
    blocks += [
        heading(_("Signature")),
        *words(
            _("Signed by %(name)s, %(post)s, %(when)s.")
            % {"name": resolution.signed_by_name, "post": resolution.signed_by_post, "when": moment(resolution.signed_at)}
        ),
        *words(_(_NO_ESIGN), small=True),
        facts(
            (_("Co-chair"), [resolution.get_concurrence_display(), remark]),
            *_taken_on_paper(resolution),
            (_("Fingerprint of the text (SHA-256)"), _mono(resolution.paper_id)),
            (_("Hash of the row before"), _mono(resolution.previous_hash)),
            (_("Hash of this row"), _mono(resolution.row_hash)),
        ),
    ]
    return blocks


def _taken_on_paper(resolution):
    decision = resolution.taken_on_paper
    if decision is None:
        return []
    said = _("Signed on paper; the scan is kept, recorded on %(day)s.") % {"day": day(decision.recorded_at)}
    return [(_("Taken on paper"), [said, _mono(decision.scan.sha256)])]


def _mono(sha256):
    return piece(eights(sha256), mono=True) if sha256 else ""


def _other(written, language):
    return written if written != language else ""


def _place(named, path):
    return str(named.get(path, path)) or _("the whole text")


def _seat(seat, language, shows_votes):
    role = _role(seat.role)
    row = [
        str(seat.position),
        [in_words(seat, "post_title", language), piece(role, small=True) if role else ""],
        in_words(seat, "holder_name", language) if seat.holder_is_named and seat.holder_name else "–",
        seat.get_seated_as_display() + ("" if seat.votes else f", {_('no vote')}"),
    ]
    return [*row, _CHOICES[seat.choice]() if seat.choice else "–"] if shows_votes else row


_CHOICES = {"for": lambda: _("for"), "against": lambda: _("against"), "abstain": lambda: _("abstained")}

__all__ = ["day", "foot_of", "in_words", "moment", "resolution_pdf", "signature_sheet"]
