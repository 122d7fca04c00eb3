"""The mail of one or several notices: English, then Hindi, plain text. No secret link, no unpublished text or figure."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from .notices import one_line

LANGUAGES = ("en", "hi")


def mail_of(notices, recipient, *, message_id):
    """The EmailMessage that tells `recipient` of these notices: alone with its own subject, several as a list.

    message_id: the same for the same claim, so that a relay that got a mail twice can tell.
    """
    subjects, bodies = [], []
    for language in LANGUAGES:
        with translation.override(language):
            subject, body = _in(language, notices, recipient)
        subjects.append(subject)
        bodies.append(body)
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >") or "localhost"
    return EmailMessage(
        one_line(" / ".join(subjects)),
        "\n\n---\n\n".join(bodies) + "\n",
        settings.DEFAULT_FROM_EMAIL,
        [recipient.address],
        # Answers of absent colleagues' programs are not wanted.
        headers={"Message-ID": f"<notice.{message_id}@{host}>", "Auto-Submitted": "auto-generated"},
    )


def _in(language, notices, recipient):
    parts = _merged([words_of(notice, language) for notice in notices])
    frame = render_to_string(
        f"emails/notices/frame.{language}.txt",
        {
            "parts": parts,
            "several": len(parts) > 1,
            "number": len(parts),
            "recipient": one_line(recipient.label),
            "why": one_line(" ".join(dict.fromkeys(_why(notice, language) for notice in notices if notice.why))),
            "home": f"{settings.PUBLIC_ORIGIN}/admin/",
        },
    ).strip()
    heading, _line, body = frame.partition("\n")
    return (heading if len(parts) > 1 else parts[0][0]), body.strip()


def _why(notice, language):
    return (getattr(notice, "why_hi", "") if language == "hi" else "") or notice.why


def words_of(notice, language):
    """(subject, words) of one notice from templates/emails/notices/<kind>.<language>.txt."""
    values = {name: one_line(value) if isinstance(value, str) else value for name, value in notice.data.items()}
    about = (values.get("about_hi") if language == "hi" else "") or one_line(notice.about)
    place = (notice.place.name_hi if language == "hi" else "") or notice.place.name
    context = {**values, "about": about, "place": place, "link": f"{settings.PUBLIC_ORIGIN}{notice.url}"}
    text = render_to_string(f"emails/notices/{notice.kind}.{language}.txt", context).strip()
    subject, _line, body = text.partition("\n")
    return subject.strip(), body.strip()


def _merged(parts):
    """The parts without repeats: a convener who is told for three vacant seats reads the same words once."""
    return list(dict.fromkeys(parts))
