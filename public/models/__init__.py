"""What the public door keeps for itself: which files of an edition are owed."""

from .owed import OwedEdition

__all__ = ["OwedEdition"]
