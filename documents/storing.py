"""Taking files in: measured, recognised, named by their hash, kept once."""

import hashlib
import io
import os
import tempfile
import unicodedata
from datetime import datetime
from pathlib import Path, PurePath

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from common.refusals import Refusal
from common.text import tidy
from documents.kinds import SUFFIXES, sniff
from documents.models import Document, DocumentInUse, Visibility

_CHUNK = 256 * 1024
_LONGEST_NAME = 200


class TooLarge(Refusal):
    """The file is above the limit."""


class EmptyFile(Refusal):
    """The file holds nothing."""

    default_sentence = _("The file is empty. Choose it again.")


def _copy(source, target):
    """Copy at most the limit; returns (sha256, size)."""
    limit = settings.DOCUMENT_LIMIT_BYTES
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(_CHUNK):
        size += len(chunk)
        if size > limit:
            raise TooLarge(
                _("The file is larger than %(limit)s MB. Scan it at a lower resolution, or split it.")
                % {"limit": limit // (1024 * 1024)}
            )
        digest.update(chunk)
        target.write(chunk)
    if not size:
        raise EmptyFile()
    return digest.hexdigest(), size


def clean_name(name: str, media_type: str) -> str:
    """`name` without folders and invisible characters, ending as files of this kind do."""
    name = PurePath(tidy(name).replace("\\", "/")).name
    # Direction marks can make "gpj.exe" out of "exe.jpg".
    name = "".join(c for c in name if unicodedata.category(c) not in ("Cc", "Cf")).strip(" .")
    suffixes = SUFFIXES[media_type]
    stem = name
    for suffix in suffixes:
        if name.casefold().endswith(suffix):
            stem = name[: -len(suffix)]
    return (stem.strip(" .") or "document")[: _LONGEST_NAME - 5] + suffixes[0]


def store(content, *, name: str, by_label: str, at: datetime, visibility: str = Visibility.PRIVATE) -> Document:
    """Keep `content` (bytes, or a file open for reading) and return its Document.

    Bytes the portal has already are kept once: the Document there is comes back;
    it becomes public when that is asked now, and never private again by this.
    Raises TooLarge, EmptyFile, documents.kinds.KindRefused; then nothing is kept.
    """
    visibility = Visibility(visibility)
    source = io.BytesIO(content) if isinstance(content, (bytes, bytearray, memoryview)) else content
    if hasattr(source, "seek"):
        source.seek(0)
    root = Path(settings.DOCUMENT_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=root, prefix=".incoming-")
    try:
        with os.fdopen(handle, "wb") as target:
            sha256, size = _copy(source, target)
            target.flush()
            os.fsync(target.fileno())
        media_type = sniff(Path(temporary), name)
        with transaction.atomic():
            document, is_new = Document.objects.get_or_create(
                sha256=sha256,
                defaults={
                    "size": size,
                    "media_type": media_type,
                    "name": clean_name(name, media_type),
                    "visibility": visibility,
                    "uploaded_at": at,
                    "uploaded_by_label": by_label,
                },
            )
            if not is_new and visibility == Visibility.PUBLIC and not document.is_public:
                document.visibility = Visibility.PUBLIC
                document.save(update_fields=["visibility"])
            # Inside the transaction: no row without its bytes. Bytes without a row harm nobody.
            document.path.parent.mkdir(parents=True, exist_ok=True)
            os.replace(temporary, document.path)
        return document
    finally:
        Path(temporary).unlink(missing_ok=True)


def examine(content, *, name: str) -> str:
    """The media type store() would give this file. Raises what store() raises; keeps nothing."""
    with tempfile.NamedTemporaryFile(prefix="examined-") as copy:
        content.seek(0)
        _copy(content, copy)
        copy.flush()
        content.seek(0)
        return sniff(Path(copy.name), name)


@transaction.atomic
def discard(document: Document) -> None:
    """Remove a document that nothing names; its bytes go when the transaction ends. Raises DocumentInUse."""
    path = document.path
    try:
        models.Model.delete(document)
    except models.ProtectedError as named:
        raise DocumentInUse() from named
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def is_intact(document: Document) -> bool:
    """Whether the bytes are there and still have the hash they came with."""
    try:
        with document.open() as content:
            return hashlib.file_digest(content, "sha256").hexdigest() == document.sha256
    except FileNotFoundError:
        return False
