"""The register as a file that anyone can check: JSON lines, described in docs/register.md.

One line for each row, grouped by committee in the order of their names and then in chain order, and one last line that
counts them. Beside a row stands the text it commits to, where that is public. Each line carries the hash of the line
before it and its own, so that nothing beside a row can be taken away unseen either. committees/verify_register.py
checks all of it and knows nothing of this file.
"""

import json
import os
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from audit.installation import is_demonstration
from committees.models import Committee, Dissent, RegisterEntry
from committees.publicity import public_among, words_are_public
from committees.register import first_broken_row
from common.canonical import NotCanonical, canonical_bytes, sha256_hex
from common.refusals import Refusal
from common.text import tidy

FORMAT = "register/1"
#: Chains read at a time: a handful of queries for each, and few enough rows to hold in memory.
CHAINS_AT_ONCE = 50


class NotWritten(Refusal):
    """The file cannot be written where it was asked for."""


class Export:
    """The lines of the register as it stands; afterwards `rows`, `heads` and `broken` say what was written.

    broken: numbers of the first row of each chain that does not hold. It is written as it is stored, because whoever
    checks the file is to see it.
    """

    def __init__(self):
        self.rows, self.heads, self.broken = 0, {}, []
        self._line_before = ""

    def lines(self) -> Iterator[bytes]:
        """Each line with its line end. A constant number of queries for every fifty committees."""
        for committee, chain, papers in _chains():
            if (number := first_broken_row(chain)) is not None:
                self.broken.append(number)
            for thing in chain:
                yield self._line({"row": _row(thing), "row_hash": thing.row_hash, **beside(thing, papers)})
            self.rows += len(chain)
            self.heads[committee] = {"rows": len(chain), "head": chain[-1].row_hash}
        yield self._line({"format": FORMAT, "rows": self.rows, "committees": self.heads})

    def _line(self, line):
        if is_demonstration():
            line["demonstration"] = True
        line["previous_line"] = self._line_before
        self._line_before = line["line_hash"] = sha256_hex(canonical_bytes(line))
        return canonical_bytes(line) + b"\n"


def beside(thing, papers) -> dict:
    """The public texts that a row commits to, under the names of their fingerprints; what is not public has no key."""
    if hasattr(thing, "order_number"):
        return {} if thing.resolution.item.in_camera else {"reason": tidy(thing.reason)}
    if not words_are_public(thing, papers):
        return {}
    dissents = [{"seat": dissent.seat.position, "text": tidy(dissent.text)} for dissent in thing.item.dissents_in_order]
    words = {
        "text": tidy(thing.text),
        "text_hi": tidy(thing.text_hi),
        "reasons": thing.reasons or [],
        "dissents": dissents,
        "concurrence_remark": tidy(thing.concurrence_remark),
    }
    return {name: value for name, value in words.items() if value}


def _row(thing):
    try:
        row = json.loads(thing.row)
        canonical_bytes(row)
    except (ValueError, NotCanonical):
        # Somebody wrote past the guards. The bytes as they stand, for whoever checks to see.
        return thing.row
    return row


def _chains():
    """(slug, chain, public papers) of each committee that has rows, by the code points of the slug: no collation's order."""
    with_rows = Committee.objects.filter(register__isnull=False).distinct().values_list("slug", "pk")
    named = sorted(with_rows)
    dissents = Dissent.objects.select_related("seat").order_by("seat__position", "pk")
    for start in range(0, len(named), CHAINS_AT_ONCE):
        some = named[start : start + CHAINS_AT_ONCE]
        # One query for the rows: each chain is seen as it stood at one moment.
        entries = (
            RegisterEntry.objects.filter(committee__in=[pk for _slug, pk in some])
            .select_related("resolution__item", "annulment__resolution__item")
            .prefetch_related(Prefetch("resolution__item__dissents", dissents, to_attr="dissents_in_order"))
            .order_by("committee", "position")
        )
        chains = defaultdict(list)
        for entry in entries:
            chains[entry.committee_id].append(entry.thing)
        decided = {getattr(thing, "paper_id", None) for chain in chains.values() for thing in chain}
        papers = public_among(decided - {None})
        for slug, pk in some:
            yield slug, chains[pk], papers


def write_to(path) -> Export:
    """Write the export to a file: whole under its name, or not at all. Raises NotWritten; an older export is replaced."""
    path = Path(path)
    _refuse_nonsense(path)
    export = Export()
    try:
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as wrong:
        raise NotWritten(_said(path, wrong)) from wrong
    try:
        with os.fdopen(handle, "wb") as file:
            for line in export.lines():
                file.write(line)
            file.flush()
            os.fsync(file.fileno())
        # Made for its owner alone by mkstemp; the register is for everybody.
        os.chmod(aside, 0o644)
        os.replace(aside, path)
    except OSError as wrong:
        Path(aside).unlink(missing_ok=True)
        raise NotWritten(_said(path, wrong)) from wrong
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
    return export


def _said(path, wrong):
    return _("%(path)s cannot be written: %(why)s. Nothing was written.") % {"path": path, "why": wrong.strerror}


def _refuse_nonsense(path):
    """Only an empty file or an older export may be replaced."""
    if path.is_dir():
        raise NotWritten(_("%(path)s is a folder. Name the file to write in it. Nothing was written.") % {"path": path})
    if not path.parent.is_dir():
        raise NotWritten(_("The folder %(path)s is not there. Make it first. Nothing was written.") % {"path": path.parent})
    if not path.exists():
        return
    try:
        with path.open("rb") as file:
            file.seek(0, os.SEEK_END)
            length = file.tell()
            file.seek(max(0, length - 64 * 1024))
            # Every export ends with its counting line, which carries the hash of the line before it.
            ours = length == 0 or b'"previous_line":' in file.read().rstrip(b"\n").rpartition(b"\n")[2]
    except OSError as wrong:
        raise NotWritten(_said(path, wrong)) from wrong
    if not ours:
        raise NotWritten(
            _("%(path)s is there and is no export of the register, so it was not overwritten. Choose another name.")
            % {"path": path}
        )
