"""What every step of the proceedings begins and ends with: is it allowed, who did it, write it down."""

from accounts.actors import actor_of, label_of
from accounts.moves import Move
from accounts.permission import require
from audit.recording import record
from common.clock import day_in_india


class Acting:
    """One allowed step of one person at one moment; raises NotAllowed when it is not."""

    def __init__(self, by, move: Move, place, *, at, thing, on=None, post=None):
        day = on or day_in_india(at)
        self.at = at
        self.verdict = require(by, move, place, on=day, thing=thing, post=post)
        self.actor = actor_of(by, on=day, post=self.verdict.post)

    @property
    def label(self) -> str:
        """ "A. Kumar, Collector, Erode", for columns that keep who did it."""
        return label_of(self.actor)[:300]

    def record(self, verb, target, label=None, *, data=None, is_public=False):
        """Write the Event of this step, named after its target unless a label is given."""
        label = target if label is None else label
        return record(verb, actor=self.actor, target=target, label=label, at=self.at, data=data, is_public=is_public)
