"""Sending what is owed, each notice once.

A row goes owed -> claimed -> handed -> sent. Every step is one UPDATE that names the state it expects and the claim it
belongs to, so of two workers one goes on and the other finds nothing. What that promises:

- Until it is handed over a notice may be tried again as often as needed: a claim whose worker died is given back.
- From "handed" on it is never handed over a second time (at most once): the mail server may have taken it in the
  moment the worker died, or the line broke before its answer came, and only the server knows. Such a row becomes
  "perhaps sent" and stands in the list of headquarters; what it told of waits on the officer's home page all the same.
"""

import logging
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from uuid import uuid4

from django.core.mail import get_connection
from django.db.models import F, Q
from django.utils.translation import gettext as _

from common.clock import day_in_india

from .demonstration import is_demo_login
from .models import Notice, NoticeState
from .notice_mail import mail_of
from .recipients import recipients

log = logging.getLogger(__name__)

#: A claim older than this belongs to a worker that is gone.
LEASE = timedelta(minutes=10)
#: How often the mail server is asked before a notice counts as not sent, and how long after the first time; each pause
#: is twice the one before, so a server that is mended within some forty hours loses nothing.
MOST_ATTEMPTS = 9
PAUSE = timedelta(minutes=10)
#: News older than this is none any more.
LATEST = timedelta(days=14)
#: Rows looked at in one sweep.
AT_ONCE = 1000


def send_owed(*, clock, urgent=False):
    """Send what is owed, one mail for each address; only urgent notices where asked. Returns the number of mails.

    clock: function giving this moment; asked anew for each mail, since a slow mail server makes a sweep last.
    Never call it inside a transaction: a claim has to be seen by others at once.
    """
    at = clock()
    tidy_up(at)
    mails = 0
    for recipient, notices in _due(at, urgent):
        mails += deliver(recipient, notices, at=clock())
    return mails


def tidy_up(at):
    """Give back the claims of workers that are gone, call unsure what they were handing over, drop what is too old."""
    gone = Notice.objects.filter(claimed_at__lte=at - LEASE)
    gone.filter(state=NoticeState.CLAIMED).update(state=NoticeState.OWED, claim=None, claimed_at=None)
    gone.filter(state=NoticeState.HANDED).update(
        state=NoticeState.UNSURE,
        error=_("The worker ended while it handed this to the mail server, which may have taken it. It is not sent twice."),
    )
    Notice.objects.filter(state=NoticeState.OWED, owed_at__lte=at - LATEST).update(
        state=NoticeState.FAILED, error=_("It could not be sent within 14 days and is news no longer.")
    )


def _due(at, urgent):
    """[(Recipient, [notices])] of what is owed now, the longest owed first."""
    owed = Notice.objects.filter(Q(try_after=None) | Q(try_after__lte=at), state=NoticeState.OWED)
    if urgent:
        owed = owed.filter(is_urgent=True)
    rows = list(owed.select_related("post__place", "place").order_by("owed_at", "pk")[:AT_ONCE])
    found = recipients(rows, day_in_india(at)) if rows else {}
    groups, nobody = {}, []
    for notice in rows:
        recipient = found[notice.pk]
        if recipient is None:
            nobody.append(notice.pk)
            continue
        notice.why, notice.why_hi = recipient.why, recipient.why_hi
        groups.setdefault(recipient.address.lower(), (recipient, []))[1].append(notice)
    Notice.objects.filter(pk__in=nobody, state=NoticeState.OWED).update(
        state=NoticeState.NOBODY,
        error=_("The post, the convener and the State officer are vacant or have no address. Fill a post or give its e-mail."),
    )
    return list(groups.values())


def deliver(recipient, notices, *, at):
    """Send these notices in one mail, if nobody else does. Returns the number of mails sent: 1 or 0."""
    mine = _claim(recipient, notices, at)
    if not mine:
        return 0
    claim = mine[0].claim
    own = Notice.objects.filter(claim=claim)
    if is_demo_login(recipient.address):
        own.filter(state=NoticeState.CLAIMED).update(state=NoticeState.KEPT)
        return 0
    try:
        mail = mail_of(mine, recipient, message_id=claim)
        connection = get_connection()
        connection.open()
    except Exception as fault:
        # Nothing has left the house: the same again later.
        log.warning("Notices to %s could not be sent yet.", recipient.label, exc_info=True)
        _put_off(own, mine, fault, at)
        return 0
    try:
        return _hand_over(own, mine, mail, connection, at)
    finally:
        connection.close()


def _claim(recipient, notices, at):
    """The notices of these that are ours now, with what was written at the claim."""
    claim = uuid4()
    in_hindi = {notice.pk: notice.why_hi for notice in notices}
    by_reason = {}
    for notice in notices:
        by_reason.setdefault(notice.why, []).append(notice.pk)
    for why, ids in by_reason.items():
        Notice.objects.filter(pk__in=ids, state=NoticeState.OWED).update(
            state=NoticeState.CLAIMED,
            claim=claim,
            claimed_at=at,
            attempts=F("attempts") + 1,
            to_address=recipient.address,
            to_label=recipient.label,
            why=why,
        )
    ours = Notice.objects.filter(claim=claim, state=NoticeState.CLAIMED).select_related("post__place", "place")
    mine = list(ours.order_by("owed_at", "pk"))
    for notice in mine:
        notice.why_hi = in_hindi[notice.pk]
    return mine


def _hand_over(own, mine, mail, connection, at):
    handed = own.filter(state=NoticeState.CLAIMED).update(state=NoticeState.HANDED)
    if handed != len(mine):
        # The lease ran out while the mail was made, and another worker has some of them.
        own.filter(state=NoticeState.HANDED).update(state=NoticeState.OWED, claim=None, claimed_at=None)
        return 0
    try:
        connection.send_messages([mail])
    except (SMTPResponseException, SMTPRecipientsRefused) as refused:
        # The server said no, so it has not taken it.
        log.warning("The mail server refused a mail.", exc_info=True)
        own.filter(state=NoticeState.HANDED).update(state=NoticeState.CLAIMED)
        _put_off(own, mine, refused, at)
        return 0
    except Exception as broken:
        log.warning("The line to the mail server broke.", exc_info=True)
        own.filter(state=NoticeState.HANDED).update(state=NoticeState.UNSURE, error=_words(broken))
        return 0
    own.filter(state__in=[NoticeState.HANDED, NoticeState.UNSURE]).update(
        state=NoticeState.SENT if len(mine) == 1 else NoticeState.BUNDLED, sent_at=at, error="", try_after=None
    )
    return 1


def _put_off(own, mine, fault, at):
    claimed = own.filter(state=NoticeState.CLAIMED)
    claimed.filter(attempts__gte=MOST_ATTEMPTS).update(state=NoticeState.FAILED, error=_words(fault))
    claimed.update(state=NoticeState.OWED, claim=None, claimed_at=None, try_after=at + _pause(mine), error=_words(fault))


def _pause(mine):
    return PAUSE * 2 ** (max(notice.attempts for notice in mine) - 1)


def _words(fault):
    return f"{type(fault).__name__}: {fault}"[:500]
