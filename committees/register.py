"""The register of resolutions: one chain per committee, each row hashed over the row before it.

A row is canonical JSON of what may be public for ever: texts as their hashes,
holders by name only where they act officially, votes by seat only where the
order makes them public. It is stored as it was hashed and never written again.
Resolutions and annulments stand in one chain; docs/register.md describes both rows.
"""

import json
from dataclasses import dataclass

from audit.installation import is_demonstration
from committees.models import RegisterEntry
from common.canonical import NotCanonical, canonical_bytes, read_canonical, sha256_hex
from common.text import tidy

FORMAT = "resolution/1"
ANNULMENT = "annulment/1"


@dataclass(frozen=True)
class Place:
    """The next free place of a chain: its number, from one, and the hash of the row before it, "" for the first."""

    position: int
    previous: str


def next_place(committee) -> Place:
    """The next free place in this committee's chain. The caller holds the lock on the committee's row."""
    last = RegisterEntry.objects.filter(committee=committee).order_by("-position").first()
    return Place(last.position + 1, last.row_hash) if last else Place(1, "")


def enter(thing, **what) -> RegisterEntry:
    """Take the place that `thing`, a signed resolution (resolution=) or an annulment (annulment=), carries already."""
    return RegisterEntry.objects.create(
        committee_id=thing.committee_id,
        position=thing.chain_position,
        previous_hash=thing.previous_hash,
        row_hash=thing.row_hash,
        **what,
    )


def chain_of(committee) -> list:
    """The resolutions and annulments of a committee in chain order. One query."""
    entries = RegisterEntry.objects.filter(committee=committee).select_related("resolution", "annulment__resolution")
    return [entry.thing for entry in entries.order_by("position")]


def head_of(committee) -> RegisterEntry | None:
    """The last entry of a committee's chain: what its page shows and an export is held against. One query."""
    entries = RegisterEntry.objects.filter(committee=committee).select_related("resolution", "annulment__resolution")
    return entries.order_by("-position").first()


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
        **_mark(),
        "format": FORMAT,
        "committee": resolution.committee.slug,
        "position": resolution.chain_position,
        "number": resolution.number,
        "decided_on": resolution.decided_on,
        "title": resolution.title,
        "text_sha256": text_hash(resolution.text),
        "text_hi_sha256": text_hash(resolution.text_hi),
        "paper_sha256": resolution.paper_id or "",
        "scan_sha256": scan_hash(resolution),
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


def annulment_row_of(annulment) -> dict:
    """What the row of an annulment commits to; it names the resolution by number and by the hash of its row."""
    return {
        **_mark(),
        "format": ANNULMENT,
        "committee": annulment.committee.slug,
        "position": annulment.chain_position,
        "number": annulment.number,
        "annuls": annulment.resolution.number,
        "annuls_row": annulment.resolution.row_hash,
        "order_number": annulment.order_number,
        "order_date": annulment.order_date,
        "order_sha256": annulment.order_document.sha256 if annulment.order_document else "",
        "reason_sha256": text_hash(annulment.reason),
        "annulled_by": annulment.annulled_by_name,
        "annulled_as": annulment.annulled_by_post,
        "annulled_at": annulment.annulled_at,
        "previous": annulment.previous_hash,
    }


def written(row: dict) -> tuple[str, str]:
    """The canonical JSON of a row and its SHA-256."""
    content = canonical_bytes(row)
    return content.decode(), sha256_hex(content)


def scan_hash(resolution) -> str:
    """SHA-256 of the scan of a decision that was taken on paper and signed here; "" for every other."""
    on_paper = resolution.taken_on_paper
    return on_paper.scan.sha256 if on_paper else ""


def dissents_of(item) -> list[dict]:
    """The dissents of an item in the order of seats, as they are hashed."""
    return [
        {"seat": dissent.seat.position, "text": tidy(dissent.text)}
        for dissent in item.dissents.select_related("seat").order_by("seat__position", "pk")
    ]


def dissents_hash(item) -> str:
    """SHA-256 over the dissents of an item; "" where nobody dissented."""
    words = dissents_of(item)
    return sha256_hex(canonical_bytes(words)) if words else ""


def first_broken_row(chain) -> str | None:
    """The number of the first resolution or annulment of one chain that does not hold, or None; in chain order.

    Checks each stored row against its hash, its place and the row before it,
    and what it commits to against the columns shown on the page.
    """
    previous = ""
    for position, thing in enumerate(chain, start=1):
        if not _holds(thing, position, previous):
            return thing.number
        previous = thing.row_hash
    return None


def _holds(thing, position, previous):
    try:
        read_canonical(thing.row.encode())
        row = json.loads(thing.row)
        return (
            sha256_hex(thing.row.encode()) == thing.row_hash
            and row["previous"] == previous == thing.previous_hash
            and row["position"] == position == thing.chain_position
            and row["number"] == thing.number
            and {name: row[name] for name in shown(thing)} == shown(thing)
        )
    except (NotCanonical, KeyError, TypeError):
        return False


def shown(thing) -> dict:
    """What a row commits to and the page shows from columns beside it."""
    if hasattr(thing, "order_number"):
        return {
            "format": ANNULMENT,
            "annuls": thing.resolution.number,
            "annuls_row": thing.resolution.row_hash,
            "order_number": thing.order_number,
            "order_date": thing.order_date.isoformat(),
            "reason_sha256": text_hash(thing.reason),
            "annulled_by": thing.annulled_by_name,
            "annulled_as": thing.annulled_by_post,
        }
    return {
        "outcome": thing.outcome,
        "title": thing.title,
        "paper_sha256": thing.paper_id or "",
        "text_sha256": text_hash(thing.text),
        "text_hi_sha256": text_hash(thing.text_hi),
        "rule_text": thing.rule_text,
        "signed_by": thing.signed_by_name,
        "signed_as": thing.signed_by_post,
    }


def _mark():
    """What a row of a demonstration database carries, so that its chain is never taken for a committee's."""
    return {"demonstration": True} if is_demonstration() else {}


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
