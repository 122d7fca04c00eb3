"""The ZIP of scans: which files it holds, with limits on number, size and expansion; nothing is unpacked to disk."""

import io
import zipfile

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from common.refusals import Refusal
from documents.kinds import JPEG, PDF, PNG
from documents.storing import examine

MEGABYTE = 1024 * 1024
LARGEST_ARCHIVE = 200 * MEGABYTE
LARGEST_UNPACKED = 400 * MEGABYTE
MOST_FILES = 300
SCANS = (PDF, PNG, JPEG)


class ArchiveRefused(Refusal):
    """The ZIP as a whole is not taken."""


class ScanRefused(Refusal):
    """One file of it is not taken."""


class Scans:
    """The scans of one upload by name, folders and case aside; `read(name)` gives the bytes of one.

    Raises ArchiveRefused where the file is no ZIP, is locked, or holds or unpacks to too much; two files of one name
    are refused as well, because nobody could say which is meant.
    """

    def __init__(self, file):
        self.members = {}
        if file is None:
            return
        file.seek(0, io.SEEK_END)
        if file.tell() > LARGEST_ARCHIVE:
            raise ArchiveRefused(_("The ZIP file is larger than 200 MB. Cut it into parts, each with its own sheet."))
        file.seek(0)
        try:
            self.archive = zipfile.ZipFile(file)
            found = self.archive.infolist()
        except zipfile.BadZipFile as broken:
            raise ArchiveRefused(_("This is not a ZIP file, or it is damaged. Pack the scans again.")) from broken
        members = [member for member in found if not member.is_dir() and not _is_litter(member.filename)]
        if len(found) > 2 * MOST_FILES or len(members) > MOST_FILES:
            raise ArchiveRefused(_("The ZIP file holds more than 300 files. Cut it into parts, each with its own sheet."))
        if any(member.flag_bits & 1 for member in members):
            raise ArchiveRefused(_("The ZIP file is locked with a password. Pack the scans without one."))
        if sum(member.file_size for member in members) > LARGEST_UNPACKED:
            raise ArchiveRefused(_("The ZIP file unpacks to more than 400 MB. Scan at a lower resolution, or cut it into parts."))
        for member in members:
            key = name_of(member.filename)
            if key in self.members:
                raise ArchiveRefused(
                    _("Two files in the ZIP are called “%(name)s”. Give each scan a name of its own.") % {"name": key}
                )
            self.members[key] = member

    def __contains__(self, name):
        return name_of(name) in self.members

    def names(self):
        return sorted(self.members)

    def read(self, name) -> bytes:
        """The bytes of one scan, a PDF, PNG or JPEG within the limit of a document. Raises ScanRefused."""
        member = self.members[name_of(name)]
        limit = settings.DOCUMENT_LIMIT_BYTES
        # What the archive says of its own sizes is not believed.
        try:
            with self.archive.open(member) as packed:
                content = packed.read(limit + 1)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as broken:
            raise ScanRefused(_("This scan cannot be unpacked. Pack it again.")) from broken
        if len(content) > limit:
            raise ScanRefused(
                _("This scan is larger than %(limit)s MB. Scan it at a lower resolution.") % {"limit": limit // MEGABYTE}
            )
        if examine(io.BytesIO(content), name=member.filename) not in SCANS:
            raise ScanRefused(_("This file is no scan. A scan is a PDF, PNG or JPEG file."))
        return content


def name_of(text):
    """The name of a file as it is compared: without folders, spaces around it and case."""
    return text.replace("\\", "/").rpartition("/")[2].strip().casefold()


def _is_litter(name):
    # What a Mac adds to every archive.
    return name.startswith("__MACOSX/") or name_of(name).startswith("._") or name_of(name) == ".ds_store"
