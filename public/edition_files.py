"""Files named by an edition: map values and downloads.

A file is a pure function of the edition, so it is written once and served for ever. The worker builds it after each
public change; where it has not, the first reader does. A file of an older edition is never filled with newer content,
nor the other way round: while building, the edition is read again at the end, and a build that was overtaken is
thrown away.
"""

import gzip
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import brotli
from django.conf import settings

from audit import edition as editions

KEEP_EDITIONS = 5

_builders: dict[str, tuple[Callable[[], bytes], str]] = {}


class Overtaken(Exception):
    """The edition moved on while its file was being built."""


def register(name: str, media_type: str):
    """Decorator: the function returns the bytes of the file `name` for the present state of the database."""

    def keep(build):
        _builders[name] = (build, media_type)
        return build

    return keep


def names() -> list[str]:
    """Every file an edition has."""
    return sorted(_builders)


def media_type(name: str) -> str:
    return _builders[name][1]


def folder(edition: int) -> Path:
    return settings.EDITION_ROOT / str(edition)


def path_of(name: str, edition: int, encoding: str = "") -> Path:
    """Where the file lies; `encoding` is "", "br" or "gz"."""
    return folder(edition) / (f"{name}.{encoding}" if encoding else name)


def ensure(name: str, edition: int) -> Path:
    """The file's path, built now if nobody has. Raises KeyError for an unknown name, Overtaken for a past edition
    that was never built."""
    build, _type = _builders[name]
    path = path_of(name, edition)
    if path.exists():
        return path
    if editions.current() != edition:
        raise Overtaken(f"Edition {edition} is over.")
    content = build()
    if editions.current() != edition:
        raise Overtaken(f"Edition {edition} ended while {name} was built.")
    write_whole(path_of(name, edition, "br"), brotli.compress(content, quality=9, mode=brotli.MODE_TEXT))
    write_whole(path_of(name, edition, "gz"), gzip.compress(content, 9, mtime=0))
    write_whole(path, content)
    return path


def build_all(edition: int) -> list[str]:
    """Build every file of the edition and drop the folders of long-past ones; returns the names."""
    for name in names():
        ensure(name, edition)
    _drop_old(edition)
    return names()


def write_whole(path, content):
    """Write a file so that a reader sees the whole of it or none: aside, then renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    os.chmod(aside, 0o644)
    os.replace(aside, path)


def _drop_old(edition):
    if not settings.EDITION_ROOT.exists():
        return
    past = sorted((int(entry.name) for entry in settings.EDITION_ROOT.iterdir() if entry.name.isdigit()), reverse=True)
    for number in past[KEEP_EDITIONS:]:
        if number < edition:
            shutil.rmtree(folder(number), ignore_errors=True)
