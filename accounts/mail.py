"""The portal's mails to officers: English and Hindi under each other, plain text, from templates/emails/."""

import logging

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import translation

from .demonstration import is_demo_login
from .models import User

log = logging.getLogger(__name__)


def in_both_languages(template, context):
    """(subject, body) of templates/emails/<template>.<language>.txt: its first line is the subject, English first."""
    subjects, bodies = [], []
    for language in ("en", "hi"):
        with translation.override(language):
            text = render_to_string(f"emails/{template}.{language}.txt", context).strip()
        subject, _line, body = text.partition("\n")
        subjects.append(subject.strip())
        bodies.append(body.strip())
    return " / ".join(subjects), "\n\n---\n\n".join(bodies) + "\n"


def send(template, context, *, to):
    """Send one mail. Returns whether the backend took it: a mail server that is down must not undo an appointment.

    Nothing is sent to the invented addresses of the demonstration.
    """
    if is_demo_login(to):
        return False
    subject, body = in_both_languages(template, context)
    try:
        return bool(EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [to]).send())
    except OSError:
        log.warning("A mail (%s) could not be sent.", template, exc_info=True)
        return False


def send_invitation(invitation, link):
    """The invitation with its link, to the holder's own address."""
    return send("invitation", {"invitation": invitation, "post": invitation.post, "link": link}, to=invitation.email)


def tell_of_posting(posting):
    """Tell somebody who signs in already of their new post. Others hear of it with their invitation."""
    account = User.objects.filter(person_id=posting.person_id, is_active=True).first()
    if account is None:
        return False
    return send("posting", {"posting": posting, "link": f"{settings.PUBLIC_ORIGIN}/admin/"}, to=account.email)
