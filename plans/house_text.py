"""The house template of a plan: under each head a few prompts, in English and Hindi. A prompt is a question, no text.

A line that begins with MARK is a prompt. A head with nothing but prompts is not filled, and a prompt left among the text is
found by check 1, so that none of them is tabled.
"""

import tomllib
from functools import cache
from pathlib import Path

MARK = "▸"
_FILE = Path(__file__).with_name("house_text.toml")


@cache
def _texts():
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def prompts(language):
    """{head: its prompts} in "en" or "hi"."""
    return {int(head): texts[str(language)].strip() for head, texts in _texts().items()}


def written(text):
    """What somebody wrote in a text: all of it but the prompts."""
    return "\n".join(line for line in (text or "").split("\n") if not line.lstrip().startswith(MARK)).strip()


def has_prompts(text):
    """Whether a prompt is left in the text."""
    return any(line.lstrip().startswith(MARK) for line in (text or "").split("\n"))
