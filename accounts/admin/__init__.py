"""The officers' pages about people: registers to read, and the pages by which posts and holders change (pages.py)."""

from . import notices, record, registers  # noqa: F401  (registers the models)
