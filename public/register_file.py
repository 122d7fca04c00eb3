"""The register as a download. One file per edition: written when the first reader asks for it, kept until the next ones do.

It grows for ever, so it is not built ahead at every change as the files of edition_files are.
"""

import os
import tempfile

from audit import edition as editions
from committees.models import RegisterEntry
from committees.register_export import Export
from public import edition_files

NAME = "register.jsonl"


def _kept_as():
    """The last row is in the name: a database put back from a copy counts the same editions again with other rows."""
    last = RegisterEntry.objects.order_by("-pk").values_list("row_hash", flat=True).first()
    return f"register-{(last or 'empty')[:16]}.jsonl"


def opened(edition):
    """(the export as an open file, whether it is that of this edition). An overtaken one is whole too, but not kept."""
    path = edition_files.path_of(_kept_as(), edition)
    if path.exists():
        return path.open("rb"), True
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            for line in Export().lines():
                file.write(line)
        current = editions.current() == edition
        found = open(aside, "rb")  # noqa: SIM115 - the response closes it
        if current:
            os.chmod(aside, 0o644)
            os.replace(aside, path)
        else:
            os.unlink(aside)
    except BaseException:
        if os.path.exists(aside):
            os.unlink(aside)
        raise
    return found, current
