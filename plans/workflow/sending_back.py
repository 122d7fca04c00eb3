"""The publisher's other answer: an adopted text goes back to its office with the reason, and stays adopted."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common.refusals import Refusal
from common.text import tidy
from plans.telling import told_of_sending_back
from plans.workflow.moving import allowed, locked, move, open_for


class ReasonMissing(Refusal):
    """Sent back without a word why."""

    default_sentence = _("Say what stands against publishing this text, so that its office can mend it.")


@transaction.atomic
def send_back(version, *, remark, by, at, post=None, seen=None):
    """Give an adopted version back to those who write it, with the reason why it is not published.

    What a committee adopted cannot be changed: the office answers, or lays a new version before the committee. Whoever
    may publish may still do so, with an answer to each finding.

    Raises NotAllowed, MovedOn, ReasonMissing.
    """
    actor = allowed(version, "send_back", by=by, at=at, post=post)
    version = locked(version)
    open_for(version, "send_back", seen)
    remark = tidy(remark)
    if not remark:
        raise ReasonMissing
    version = move(version, "send_back", actor=actor, at=at, data={"remark": remark})
    told_of_sending_back(version, at=at)
    return version
