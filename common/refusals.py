"""Refusals: what the portal will not do, said so that the reader knows what to do next.

A refusal is expected. The doors (admin, pages, API, import, commands) catch
`Refusal` and show its sentence; anything else that is raised is a fault of the
portal and goes to the log.
"""

from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """An expected no. `sentence` says what happened, why, and what to do.

    The sentence may be lazy: it is translated when it is shown, not when it is raised.
    """

    default_sentence = _("This cannot be done now. Open the page again to see why.")

    def __init__(self, sentence=None):
        self.sentence = self.default_sentence if sentence is None else sentence
        super().__init__(self.sentence)

    def __str__(self):
        return str(self.sentence)


class BadFields(Refusal):
    """What was typed cannot stand. `errors`: field name (or "__all__") -> list of sentences."""

    def __init__(self, errors):
        self.errors = errors
        super().__init__(" ".join(str(sentence) for sentences in errors.values() for sentence in sentences))


class WrongState(Refusal):
    """The thing is not in a state in which this move exists."""

    default_sentence = _("This has moved on since you opened it, so nothing was changed. Open it again to see where it stands.")


class NotAllowed(Refusal):
    """This person may not do this here, today."""

    default_sentence = _("Your post does not allow this here. Nothing was changed.")


class StaleRow(Refusal):
    """Somebody else saved the row after this person opened it."""

    default_sentence = _(
        "Someone saved this while you were writing, so yours was not saved. Compare the two texts and save again."
    )
