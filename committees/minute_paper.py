"""Minutes as a frozen text: what the committee confirms, named by its fingerprint.

The text of an item in camera stands in it only as its hash, so that nothing of
it can leave with the paper; the words themselves are frozen in their section.
"""

from committees.models import Minutes
from committees.register import text_hash
from common.canonical import canonical_bytes, sha256_hex

FORMAT = "minutes/1"


def content_of(minutes: Minutes, sections, points=()) -> bytes:
    """The canonical JSON of these minutes. The same rows give the same bytes for ever.

    `sections` in their order, with their items; `points`: the action points of the sitting, with their owners.
    """
    sitting = minutes.sitting
    return canonical_bytes(
        {
            "format": FORMAT,
            "committee": sitting.committee.slug,
            "committee_name": sitting.committee.name,
            "meeting": sitting.meeting.pk,
            "held_on": sitting.meeting.held_on,
            "entry": minutes.ordinal,
            "amends": minutes.amends.paper_id if minutes.amends_id else "",
            "sections": [_section(section) for section in sections],
            "action_points": [_point(point) for point in points],
        }
    )


def _section(section):
    head = {
        "item": section.item.order if section.item_id else 0,
        "title": section.title,
        "title_hi": section.title_hi,
        "in_camera": section.in_camera,
    }
    if section.in_camera:
        return {**head, "text_sha256": text_hash(section.text), "text_hi_sha256": text_hash(section.text_hi)}
    return {**head, "text": section.text, "text_hi": section.text_hi}


def _point(point):
    head = {"number": point.number, "item": point.item.order if point.item_id else 0}
    if point.is_in_camera:
        words = canonical_bytes({"text": point.text, "text_hi": point.text_hi, "owner": point.owner.title, "due": point.due})
        return {**head, "in_camera": True, "sha256": sha256_hex(words)}
    return {
        **head,
        "in_camera": False,
        "text": point.text,
        "text_hi": point.text_hi,
        "owner": point.owner.title,
        "due": point.due,
    }
