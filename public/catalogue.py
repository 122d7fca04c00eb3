"""The Hindi catalogue: gathered from templates and Python, compiled with Babel, no gettext tools needed."""

import io
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

APPS = ("deh_portal", "public", "api", "imports", "plans", "committees", "accounts", "districts", "documents", "audit", "common")
KEYWORDS = {
    "_": None,
    "_t": None,
    "_now": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
# The day the catalogue began: a moving date would make every gathering a change.
DATED = datetime(2026, 11, 21, tzinfo=UTC)


def folder() -> Path:
    return settings.BASE_DIR / "locale" / "hi" / "LC_MESSAGES"


def _files():
    base = settings.BASE_DIR
    for app in APPS:
        for path in sorted((base / app).rglob("*.py")):
            if not {"tests", "migrations"}.intersection(path.parts):
                yield path
    for root in (base / "templates", *(base / app / "templates" for app in APPS)):
        yield from sorted([*root.rglob("*.html"), *root.rglob("*.txt")])


def gathered() -> Catalog:
    """Every marked text of the source, with where it stands; nothing translated."""
    catalog = Catalog(domain="django")
    for path in _files():
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # Turns {% translate %} and {% blocktranslate %} into calls that the Python extractor reads.
            text = templatize(text, origin=str(path))
        place = str(path.relative_to(settings.BASE_DIR))
        for line, message, comments, context in extract(
            "python", io.BytesIO(text.encode()), KEYWORDS, options={"encoding": "utf-8"}
        ):
            if message not in ("", ("", "")):
                catalog.add(message, locations=[(place, line)], auto_comments=comments, context=context)
    return catalog


def hindi() -> Catalog:
    """The catalogue as it stands in the repository."""
    with (folder() / "django.po").open("rb") as file:
        return read_po(file, locale="hi", domain="django")


def renew() -> Catalog:
    """Bring the file up to date with the source: new texts empty, texts no longer used dropped; no guesses."""
    path = folder() / "django.po"
    old = hindi() if path.exists() else Catalog(locale="hi", domain="django")
    new = Catalog(
        locale="hi",
        domain="django",
        project="Districts as Export Hubs",
        header_comment="# Hindi of the portal, written by the team. What nobody else has read yet: docs/translation-review.md.",
        fuzzy=False,
    )
    for message in gathered():
        if not message.id:
            continue
        kept = old.get(message.id, message.context)
        places = sorted({place for place, _line in message.locations})
        new.add(
            message.id,
            string=kept.string if kept else None,
            locations=[(place, None) for place in places],
            context=message.context,
            flags=message.flags | (kept.flags if kept else set()),
            user_comments=kept.user_comments if kept else (),
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        # Without line numbers and dates a change of code does not touch the file.
        new.creation_date = new.revision_date = DATED
        write_po(file, new, sort_output=True, include_lineno=False, width=110, omit_header=False)
    return new


def compile_hindi() -> Path:
    """Write django.mo beside django.po when it is older; returns its path."""
    source, target = folder() / "django.po", folder() / "django.mo"
    if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
        with target.open("wb") as file:
            write_mo(file, hindi())
    return target


def is_translated(message) -> bool:
    return all(message.string) if isinstance(message.string, (tuple, list)) else bool(message.string)


def without_hindi() -> list:
    """The texts of the source that have no Hindi: those of readers and those of the officers' desk."""
    old = hindi()
    found = ((message, old.get(message.id, message.context)) for message in gathered() if message.id)
    return [message for message, kept in found if kept is None or not is_translated(kept)]
