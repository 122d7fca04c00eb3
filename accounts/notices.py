"""Notices: what posts are told by mail, owed in the transaction of the act and sent afterwards (accounts.sending).

    owe("meeting_called", posts, about=..., url=..., data={...}, place=..., at=at, key=f"meeting_called/{meeting.pk}")

Nothing is sent here. The rows stand or fall with the caller's transaction; after the commit the worker is told, and
where that message is lost the next beat finds the rows.
"""

import logging
import unicodedata
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from kombu.exceptions import OperationalError

from common.addresses import without_language

from .models import Notice

__all__ = ["KINDS", "NoticeKind", "one_line", "owe", "with_place"]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class NoticeKind:
    """One kind of notice.

    label: what lists of officers call it. The subject and the words of the mail stand in
        templates/emails/notices/<kind>.en.txt and .hi.txt: first line the subject, then an empty line, then the words.
        The template is given `about`, `link` (the whole address), `place`, and each value of `data` by its name.
    urgent: sent at once; the others wait for the next digest of their address.
    """

    label: str
    urgent: bool = False


#: Every kind there is. A new one is a line here and two templates.
KINDS = {
    "meeting_called": NoticeKind(_("Meeting called")),
    "notice_given": NoticeKind(_("Notice of a meeting with its agenda")),
    "asked_to_join": NoticeKind(_("Invitation to a joint meeting")),
    "meeting_postponed": NoticeKind(_("Meeting postponed"), urgent=True),
    "meeting_cancelled": NoticeKind(_("Meeting cancelled"), urgent=True),
    "paper_frozen": NoticeKind(_("Paper before the committee")),
    "vote_asked": NoticeKind(_("Vote asked"), urgent=True),
    "minutes_circulated": NoticeKind(_("Minutes circulated")),
    "action_recorded": NoticeKind(_("Action point recorded")),
    "circulated": NoticeKind(_("Signature by circulation asked"), urgent=True),
    "returned": NoticeKind(_("Plan returned")),
    "adopted": NoticeKind(_("Plan adopted")),
    "publish_due": NoticeKind(_("Publication due")),
    "sent_back": NoticeKind(_("Plan sent back by the publisher")),
    "data_asked": NoticeKind(_("Facts asked for a plan")),
    "data_reminder": NoticeKind(_("Reminder: facts asked for a plan")),
    "data_answered": NoticeKind(_("Facts for a plan answered")),
    "data_not_given": NoticeKind(_("Facts for a plan not given in time")),
    "data_sent_back": NoticeKind(_("Answer sent back")),
    "data_withdrawn": NoticeKind(_("Request for facts withdrawn")),
    "seat_vacant": NoticeKind(_("Seat vacant")),
    "meeting_overdue": NoticeKind(_("Meeting overdue")),
    "draft_old": NoticeKind(_("Draft for over six months")),
    "notification_missing": NoticeKind(_("No notification recorded")),
}


def owe(kind, posts, *, about, url, data=None, place=None, at, key):
    """Owe each of these posts a notice, in the caller's transaction. Returns how many posts that concerns.

    kind: one of KINDS, KeyError otherwise. posts: Post rows; doubles and None are passed over.
    about: what it is about in a few public words ("DEPC Erode, 14-08-2025"); never an unpublished title or figure.
        `data` may give it in Hindi as "about_hi".
    url: the path of the page to open ("/admin/..."); the mail gives the whole address.
    data: values for the words of the mail; what JSON can hold.
    place: whose convener and State officer are told where a post is vacant; the post's own place unless given.
    key: names the event ("meeting_called/17"); the post is added, so a repeat owes nothing twice.
    """
    urgent = KINDS[kind].urgent
    wanted = {post.pk: post for post in posts if post is not None}
    if not wanted:
        return 0
    place_id = getattr(place, "pk", None)
    Notice.objects.bulk_create(
        [
            Notice(
                kind=kind,
                post_id=post.pk,
                place_id=place_id or post.place_id,
                about=one_line(about)[:300],
                url=without_language(url),
                data=data or {},
                owed_at=at,
                key=f"{key}/{post.pk}",
                is_urgent=urgent,
            )
            for post in wanted.values()
        ],
        # The key alone may repeat; what else a row could break is checked above and by the callers' types.
        ignore_conflicts=True,
    )
    if urgent:
        transaction.on_commit(_tell_the_worker, robust=True)
    return len(wanted)


def with_place(words, place_name):
    """ "Lead Bank Manager, Erode"; the words alone where they name the place already."""
    if not words or not place_name or place_name in words:
        return words or place_name
    return f"{words}, {place_name}"


def one_line(text):
    """`text` without line breaks and control characters: nothing typed by somebody becomes a header or a line of its own."""
    kept = (" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in str(text))
    return " ".join("".join(kept).split())


def _tell_the_worker():
    from .tasks import send_urgent_notices

    try:
        send_urgent_notices.delay()
    except (OperationalError, OSError) as fault:
        # The rows stay: the next beat sends them. No act waits for a broker.
        log.warning("The broker did not take the message that notices are owed: %s", fault)
