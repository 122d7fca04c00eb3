"""The words minutes begin with, taken from the record of the sitting, in both languages.

What the convener edits afterwards is text; these words are where it starts.
They stand here and not in a catalogue, as in wording: minutes are kept.
Only those are named whom the public page may name.
"""

from dataclasses import dataclass

from django.utils import translation

from committees.models import (
    AgendaItem,
    Attendance,
    ItemState,
    MeetingMode,
    Presence,
    Resolution,
    ResolutionState,
    Role,
    Sitting,
    Stand,
)
from committees.roll import Roll, seat_lines

EN, HI = "en", "hi"

_MODES = {
    MeetingMode.IN_PERSON: ("in person", "प्रत्यक्ष"),
    MeetingMode.ONLINE: ("online", "ऑनलाइन"),
    MeetingMode.MIXED: ("in person and online", "प्रत्यक्ष और ऑनलाइन"),
}
_STANDS = {
    Stand.CONCURS: ("The co-chair concurs.", "सह-अध्यक्ष सहमत हैं।"),
    Stand.RESERVES: ("The co-chair reserves: {remark}", "सह-अध्यक्ष की आपत्ति: {remark}"),
    Stand.ABSENT: ("The co-chair was absent.", "सह-अध्यक्ष अनुपस्थित थे।"),
    Stand.SILENT: ("The co-chair was present and said nothing.", "सह-अध्यक्ष उपस्थित थे और कुछ नहीं कहा।"),
}


@dataclass(frozen=True)
class Words:
    """Title and text of one section in both languages."""

    title: str
    title_hi: str
    text: str
    text_hi: str


def opening(sitting: Sitting) -> Words:
    """When, where, who presided, who sat in which seat, who was absent, which seats were vacant."""
    return Words("Attendance", "उपस्थिति", _opening(sitting, EN), _opening(sitting, HI))


def item(row: AgendaItem) -> Words:
    """The question, who stepped aside, the resolution with its rule and outcome, dissents."""
    return Words(row.title, row.title_hi, _item(row, EN), _item(row, HI))


def title(minutes, language) -> str:
    """What an entry is called on its paper."""
    day, number = f"{minutes.sitting.meeting.held_on:%d-%m-%Y}", minutes.ordinal
    if language == HI:
        return f"{day} की बैठक के कार्यवृत्त में संशोधन {number}" if number else f"{day} की बैठक का कार्यवृत्त"
    return f"Amendment {number} to the minutes of the meeting of {day}" if number else f"Minutes of the meeting of {day}"


def agenda_title(minutes, language) -> str:
    """What its confirmation is called on an agenda."""
    named = title(minutes, language)
    if language == HI:
        return f"{named}: पुष्टि"
    return f"Confirm {'the ' if not minutes.ordinal else ''}{named[0].lower()}{named[1:]}"


def _opening(sitting, language):
    meeting = sitting.meeting
    mode = _MODES[MeetingMode(meeting.mode)][language == HI]
    where = f", {meeting.venue}" if meeting.venue else ""
    said = [
        f"समिति की बैठक {meeting.held_on:%d-%m-%Y} को हुई ({mode}{where})।"
        if language == HI
        else f"The committee met on {meeting.held_on:%d-%m-%Y} ({mode}{where})."
    ]
    if sitting.delegate_id:
        said.append(
            f"अध्यक्ष के प्रतिनिधि ने अध्यक्षता की: {_title(sitting.delegate_post, language)} ({sitting.delegation_reference})।"
            if language == HI
            else f"The chair's delegate presided: {_title(sitting.delegate_post, language)} ({sitting.delegation_reference})."
        )
    present, absent, vacant = _seats(sitting, language)
    for words, rows in (
        (("Present:", "उपस्थित:"), present),
        (("Absent:", "अनुपस्थित:"), absent),
        (("Vacant:", "रिक्त:"), vacant),
    ):
        if rows:
            said.append("\n".join([words[language == HI], *(f"- {row}" for row in rows)]))
    if not present:
        said.append("किसी की उपस्थिति दर्ज नहीं है।" if language == HI else "No attendance is recorded.")
    return "\n".join(said)


def _seats(sitting, language):
    present, absent, vacant = [], [], []
    recorded = {}
    rows = Attendance.objects.filter(meeting=sitting.meeting_id, committee=sitting.committee_id, presence=Presence.PRESENT)
    for row in rows.select_related("person").order_by("from_item"):
        recorded.setdefault(row.seat_id, []).append(row)
    for line in seat_lines(sitting.committee, sitting.meeting.held_on):
        post = _title(line.seat.post, language)
        if line.seat.role != Role.MEMBER:
            with translation.override(language):
                post = f"{post} ({line.seat.get_role_display()})"
        if line.seat.pk in recorded:
            present += [_present(post, line, row, language) for row in recorded[line.seat.pk]]
        elif line.posting is None:
            vacant.append(post)
        else:
            absent.append(post)
    return present, absent, vacant


def _present(post, line, row, language):
    more = []
    if row.nominee_of_id:
        more.append("नामिती द्वारा" if language == HI else "by nominee")
    elif line.holder_is_named:
        more.append(_name(row.person, language))
    if row.mode == "online":
        more.append("ऑनलाइन" if language == HI else "online")
    if row.from_item:
        more.append(f"विषय {row.from_item} से" if language == HI else f"from item {row.from_item}")
    if row.to_item:
        more.append(f"विषय {row.to_item} तक" if language == HI else f"to item {row.to_item}")
    return ", ".join([post, *more])


def _item(row, language):
    hindi = language == HI
    said = []
    resolution = Resolution.objects.filter(item=row, state=ResolutionState.SIGNED).first()
    if row.motion:
        with translation.override(language):
            question = row.get_motion_display()
        said.append(f"रखा गया प्रश्न: {question}।" if hindi else f"Question put: {question}.")
    aside = list(row.recusals.values_list("person_id", flat=True))
    if aside:
        seats = [_title(line.seat.post, language) for line in Roll(row).lines if line.is_recused]
        said.append(f"इस विषय पर अलग रहे: {', '.join(seats)}।" if hindi else f"Stepped aside for this item: {', '.join(seats)}.")
    if resolution is not None:
        said += _decision(resolution, language)
    elif row.state == ItemState.LAPSED:
        said.append("इस बैठक में निर्णय नहीं हुआ।" if hindi else "Not decided at this sitting.")
    for dissent in row.dissents.select_related("seat__post").order_by("seat__position", "pk"):
        post = _title(dissent.seat.post, language)
        said.append(f"{post} की असहमति: “{dissent.text}”" if hindi else f"Dissent of {post}: “{dissent.text}”")
    return "\n".join(said)


def _decision(resolution, language):
    hindi = language == HI
    text = (resolution.text_hi if hindi else "") or resolution.text
    with translation.override(language):
        outcome = resolution.get_outcome_display()
    said = [text, (resolution.rule_text_hi if hindi else "") or resolution.rule_text]
    said += [f"- {reason['text']}" for reason in resolution.reasons]
    said.append(
        f"परिणाम: {outcome}। {resolution.signed_by_post} ने संकल्प {resolution.number} पर हस्ताक्षर किए।"
        if hindi
        else f"Outcome: {outcome}. Signed as {resolution.number} by {resolution.signed_by_post}."
    )
    stand = _STANDS.get(resolution.concurrence)
    if stand:
        said.append(stand[hindi].format(remark=resolution.concurrence_remark))
    return said


def _title(post, language):
    return (post.title_hi if language == HI else "") or post.title


def _name(person, language):
    return (person.name_hi if language == HI else "") or person.name
