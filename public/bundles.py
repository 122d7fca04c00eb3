"""The style sheets of the public pages, joined from its parts when static files are gathered.

The parts stay small files named like what they dress; the reader's first visit pays for one request. Joining takes
comments and needless blanks out and changes nothing else.
"""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

BUNDLES = {
    "css/portal.css": (
        "tokens.css",
        "parts/base.css",
        "parts/sheet.css",
        "parts/top.css",
        "parts/forms.css",
        "parts/marks.css",
        "parts/tables.css",
        "parts/figures.css",
        "parts/walk.css",
        "parts/sectors.css",
        "parts/map.css",
        "parts/print.css",
    ),
    # Beside the first, on pages of plans and resolutions.
    "css/plan.css": ("parts/plan.css",),
}


def join(parts) -> str:
    """The text of the joined sheet, in the order of the parts."""
    text = "\n".join((settings.BASE_DIR / "static" / "css" / part).read_text(encoding="utf-8") for part in parts)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.S)
    text = re.sub(r"\s*([{};])\s*", r"\1", text)
    text = re.sub(r",\s+", ",", text)
    # Only a declaration has a blank behind its colon.
    return text.replace(": ", ":").replace(";}", "}").strip() + "\n"


class BundleFinder(BaseFinder):
    """Finds the joined sheets; writes one under var/ when a part is newer than it."""

    def __init__(self, *args, **kwargs):
        self.root = Path(settings.VAR) / "bundles"
        self.storage = FileSystemStorage(location=self.root)

    def find(self, path, find_all=False, **_older_name):
        if path not in BUNDLES:
            return [] if find_all else None
        target = str(self._fresh(path))
        return [target] if find_all else target

    def list(self, ignore_patterns):
        for path in BUNDLES:
            self._fresh(path)
            yield path, self.storage

    def _fresh(self, path):
        target = self.root / path
        text = join(BUNDLES[path])
        # Written only when it differs, so that its time tells the gatherer whether anything changed.
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        return target
