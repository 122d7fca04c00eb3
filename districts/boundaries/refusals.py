"""Expected refusals of a boundary build."""

from common.refusals import Refusal


class BoundaryRefused(Refusal):
    """The lines offered, or the build made of them, cannot replace those in use."""


class NoBoundaries(Refusal):
    """No build has been made yet on this installation."""
