"""The register of resolutions: one chain per committee, each row hashed over the row before it.

A row is canonical JSON of what may be public for ever: texts as their hashes,
holders by name only where they act officially, votes by seat only where the
order makes them public. It is stored as it was hashed and never written again.
"""

import json

from common.canonical import canonical_bytes, read_canonical, sha256_hex
from common.text import tidy

FORMAT = "resolution/1"


def text_hash(text: str) -> str:
    """SHA-256 of a text in NFC, UTF-8; "" for no text."""
    text = tidy(text)
    return sha256_hex(text.encode()) if text else ""


def row_of(resolution, seats) -> dict:
    """What the row of a resolution commits to; `seats` are its SeatOfTheDay rows in order.

    `resolution` carries number, chain position, signature and previous hash
    already. Calling it later on the stored rows gives the same dict.
    """
    return {
        "format": FORMAT,
        "committee": resolution.committee.slug,
        "position": resolution.chain_position,
        "number": resolution.number,
        "decided_on": resolution.decided_on,
        "title": resolution.title,
        "text_sha256": text_hash(resolution.text),
        "text_hi_sha256": text_hash(resolution.text_hi),
        "paper_sha256": resolution.paper_id or "",
        "question": resolution.motion,
        "method": resolution.method,
        "outcome": resolution.outcome,
        "reasons_sha256": sha256_hex(canonical_bytes(resolution.reasons)) if resolution.reasons else "",
        "dissents_sha256": dissents_hash(resolution.item),
        "rule": resolution.rule_numbers,
        "rule_text": resolution.rule_text,
        "seats": [_seat(seat, resolution.committee.votes_public) for seat in seats],
        "concurrence": resolution.concurrence,
        "concurrence_remark_sha256": text_hash(resolution.concurrence_remark),
        "signed_by": resolution.signed_by_name,
        "signed_as": resolution.signed_by_post,
        "signed_at": resolution.signed_at,
        "previous": resolution.previous_hash,
    }


def written(row: dict) -> tuple[str, str]:
    """The canonical JSON of a row and its SHA-256."""
    content = canonical_bytes(row)
    return content.decode(), sha256_hex(content)


def dissents_hash(item) -> str:
    """SHA-256 over the dissents of an item in the order of seats; "" where nobody dissented."""
    words = [
        {"seat": dissent.seat.position, "text": tidy(dissent.text)}
        for dissent in item.dissents.select_related("seat").order_by("seat__position", "pk")
    ]
    return sha256_hex(canonical_bytes(words)) if words else ""


def first_broken_row(resolutions) -> str | None:
    """The number of the first signed resolution of one chain that does not hold, or None; in chain order.

    Checks each stored row against its hash, its place and the row before it,
    and its outcome, paper and texts against the columns shown on the page.
    """
    previous = ""
    for position, resolution in enumerate(resolutions, start=1):
        row = json.loads(resolution.row)
        read_canonical(resolution.row.encode())
        holds = (
            sha256_hex(resolution.row.encode()) == resolution.row_hash
            and row["previous"] == previous == resolution.previous_hash
            and row["position"] == position == resolution.chain_position
            and row["number"] == resolution.number
            and row["outcome"] == resolution.outcome
            and row["paper_sha256"] == (resolution.paper_id or "")
            and row["text_sha256"] == text_hash(resolution.text)
            and row["text_hi_sha256"] == text_hash(resolution.text_hi)
            and row["rule_text"] == resolution.rule_text
        )
        if not holds:
            return resolution.number
        previous = resolution.row_hash
    return None


def _seat(seat, votes_public):
    named = {
        "position": seat.position,
        "post": seat.post_title,
        "role": seat.role,
        "votes": seat.votes,
        "holder": seat.holder_name if seat.holder_is_named else "",
        "presence": seat.seated_as,
        "author": seat.is_author,
    }
    if votes_public and seat.choice:
        named["vote"] = seat.choice
    return named
