"""Freezing a text into a paper, and reading it back unchanged."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from audit.recording import Actor, record
from committees.models import Paper
from common.canonical import sha256_hex
from common.refusals import Refusal


class AlteredPaper(Refusal):
    """The bytes in the database no longer have the fingerprint they are filed under."""

    default_sentence = _(
        "The stored text does not match its fingerprint, so it is not shown. Tell headquarters; nothing was changed."
    )


def freeze(content: bytes, *, title: str, format: str, actor: Actor, at: datetime, title_hi: str = "") -> Paper:
    """Keep these bytes for ever under their SHA-256 and return the paper.

    Freezing the same bytes again returns the first row unchanged: the text is
    its own identity. Writes one Event when a row is made. Call it inside the
    transaction of the move that needs the paper.
    """
    paper, made = Paper.objects.get_or_create(
        sha256=sha256_hex(content),
        defaults={
            "title": title[:300],
            "title_hi": title_hi[:300],
            "format": format,
            "content": content,
            "created_at": at,
            "created_by_label": f"{actor.name}, {actor.post}" if actor.post else actor.name,
        },
    )
    if made:
        record("freeze", actor=actor, target=paper, label=paper.title, at=at, data={"sha256": paper.sha256})
    return paper


def content_of(paper: Paper) -> bytes:
    """The frozen bytes, checked against the fingerprint. Raises AlteredPaper."""
    content = bytes(paper.content)
    if sha256_hex(content) != paper.sha256:
        raise AlteredPaper()
    return content
