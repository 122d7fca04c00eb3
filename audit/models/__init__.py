from audit.models.edition import Edition
from audit.models.event import Event
from audit.models.installation import Installation

__all__ = ["Edition", "Event", "Installation"]
