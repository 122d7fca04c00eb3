"""What proceedings refuse, each with a sentence that says why and what to do."""

from django.utils.translation import gettext_lazy as _

from common.refusals import NotAllowed, Refusal, StaleRow, WrongState


class NotConstituted(Refusal):
    """The committee cannot be set up like this."""


class NotListed(Refusal):
    """The product list of a district cannot be changed like this."""


class NotOnTheAgenda(Refusal):
    """The item cannot be put on, or taken off, the agenda."""


class NotASitting(Refusal):
    """The committee does not take part in this meeting, or is not in force that day."""


class NotPresent(Refusal):
    """The person does not sit in the seat for this item."""


class NoVote(NotAllowed):
    """This person has no vote here: no seat, another committee's seat, no voting seat."""


class AlreadyVoted(Refusal):
    """The person or the seat has voted; a vote is never changed."""


class NotDecided(Refusal):
    """The rule lets nothing be decided; the sentence says what is missing."""


class ReasonsMissing(Refusal):
    """A return needs reasons, each with words."""

    default_sentence = _(
        "A paper goes back only with reasons. Write for each place in the text what has to change; nothing was drawn up."
    )


class AuthorCannotSign(NotAllowed):
    """An author never signs."""

    default_sentence = _(
        "You wrote in this text, so you cannot sign its adoption. The co-chair or the delegate named for this sitting signs."
    )


class PasswordMissing(NotAllowed):
    """A signature needs the password of the moment."""

    default_sentence = _("A signature asks for your password again. Nothing was signed.")


class NumbersMoved(StaleRow):
    """Attendance, seats or postings changed between drawing up and signing."""

    default_sentence = _(
        "The seats, attendance or votes have changed since the resolution was drawn up, so it was not signed. "
        "Send it back to the convener, who draws it up again."
    )


__all__ = [
    "AlreadyVoted",
    "AuthorCannotSign",
    "NoVote",
    "NotAllowed",
    "NotASitting",
    "NotConstituted",
    "NotDecided",
    "NotListed",
    "NotOnTheAgenda",
    "NotPresent",
    "NumbersMoved",
    "PasswordMissing",
    "ReasonsMissing",
    "Refusal",
    "StaleRow",
    "WrongState",
]
