"""Where a meeting is: the venue, which the public reads, and the link for joining online, which only members do."""

import re

from django.utils.translation import gettext_lazy as _

from committees.models import MeetingMode
from committees.proceedings.refusals import NotASitting
from common.text import tidy

_LINK = re.compile(r"://|\bhttps?:|\bwww\.|\b[\w-]+\.[a-z]{2,}/\S", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def checked_place(mode, venue, online_link) -> tuple[str, str]:
    """(venue, link) as they are kept. Raises NotASitting for a link in the venue, or one that opens no page."""
    venue, online_link = tidy(venue), tidy(online_link)
    if _LINK.search(venue):
        raise NotASitting(
            _("The place is public, so no link stands in it. Write the link in its own field, which only members read.")
        )
    if online_link and mode == MeetingMode.IN_PERSON:
        raise NotASitting(_("A meeting in person has no link for joining online. Choose online or both, or leave it empty."))
    if online_link and not _WEB.fullmatch(online_link):
        raise NotASitting(
            _("The link has to begin with https:// and be one address without spaces. Copy it from the invitation.")
        )
    return venue[:300], online_link[:500]
