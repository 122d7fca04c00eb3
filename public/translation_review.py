"""docs/translation-review.md: every Hindi text the team wrote that no editor has read yet.

An editor who has read a text writes the comment "# read: name, day" above it in django.po, or raises the confidence of
a name in seeds/reference to "high"; the line then leaves the document with the next `manage.py write_translation_review`.
"""

import csv
from pathlib import Path

from django.conf import settings

from . import catalogue

DOCUMENT = Path("docs") / "translation-review.md"
_HEAD = """# Hindi texts that await an editor

Written by `manage.py write_translation_review`; do not edit. Each line below was written by the team and has been read by
nobody else. Terms follow official Hindi reports where one was found. To take a line off: in
locale/hi/LC_MESSAGES/django.po put the comment `# read: your name, day` above the text; in seeds/reference set the
confidence of a name to `high`.

"""


def _cell(text):
    return " ".join(str(text).split()).replace("|", "\\|")


def is_read(message) -> bool:
    return any(comment.strip().startswith("read:") for comment in message.user_comments)


def catalogue_lines():
    for message in sorted(catalogue.hindi(), key=lambda m: (str(m.id), m.context or "")):
        if message.id and catalogue.is_translated(message) and not is_read(message):
            several = isinstance(message.id, (tuple, list))
            pairs = zip(message.id, message.string, strict=False) if several else ((message.id, message.string),)
            yield from pairs


def seed_lines():
    """(file, English, Hindi) of every Hindi name in the seeds that is not marked as sure."""
    for path in sorted((settings.SEED_ROOT / "reference").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for column, text in row.items():
                    if column and column.endswith("_hi") and text and row.get(f"{column}_confidence") != "high":
                        yield path.name, row.get(column.removesuffix("_hi"), ""), text


def document() -> str:
    lines = [_HEAD]
    texts = list(catalogue_lines())
    lines.append(f"## Texts of the pages ({len(texts)})\n\n| English | Hindi |\n|---|---|\n")
    lines.extend(f"| {_cell(english)} | {_cell(hindi)} |\n" for english, hindi in texts)
    names = list(seed_lines())
    lines.append(f"\n## Names in the seeds ({len(names)})\n\n| File | English | Hindi |\n|---|---|---|\n")
    lines.extend(f"| {file} | {_cell(english)} | {_cell(hindi)} |\n" for file, english, hindi in names)
    return "".join(lines)
