"""What is read about minutes: by the committee, and by the public once they are confirmed."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from committees import minute_words, publicity
from committees.models import Committee, ItemState, Minutes, MinutesSection, MinutesState
from committees.pending import MINUTES, Pending
from committees.succession import with_those_before


@dataclass
class PublicSection:
    """A section as the public reads it; `held_back` says why there are no words: "in camera" or "paper"."""

    section: MinutesSection
    title: str
    title_hi: str = ""
    text: str = ""
    text_hi: str = ""
    held_back: str = ""


@dataclass
class PublicEntry:
    """One entry of the minutes of a sitting: circulated, or confirmed with its sections."""

    minutes: Minutes
    sections: list[PublicSection] = field(default_factory=list)


def public_entries(sittings, *, with_words=True) -> dict[int, list[PublicEntry]]:
    """{sitting id: entries circulated or confirmed, in order}. Words only of what is confirmed, not in camera,
    and not about a paper that is not public itself. Two queries, and what the app above asks about papers; one
    query without words."""
    entries = list(
        Minutes.objects.filter(sitting__in=list(sittings))
        .exclude(state=MinutesState.DRAFT)
        .select_related("resolution", "amends", "sitting__meeting")
        .defer("resolution__row", "resolution__text", "resolution__text_hi")
        .order_by("sitting", "ordinal")
    )
    confirmed = [entry for entry in entries if with_words and entry.state == MinutesState.CONFIRMED]
    sections = MinutesSection.objects.filter(minutes__in=confirmed).select_related("item").order_by("minutes", "position")
    sections = list(sections) if confirmed else []
    papers = {section.item.paper_id for section in sections if section.item_id and section.item.paper_id}
    public = publicity.public_among(papers)
    by_minutes = {}
    for section in sections:
        by_minutes.setdefault(section.minutes_id, []).append(_public(section, public))
    found = {}
    for entry in entries:
        found.setdefault(entry.sitting_id, []).append(PublicEntry(entry, by_minutes.get(entry.pk, [])))
    return found


def _public(section, public):
    titles = section.title, section.title_hi
    if section.in_camera:
        return PublicSection(section, *titles, held_back="in camera")
    item = section.item
    if item is not None and item.paper_id and item.paper_id not in public:
        if item.state != ItemState.DECIDED and not item.matter.startswith("minutes/"):
            # The title of a paper is public once it is decided, and not before.
            titles = _("A paper before the committee"), ""
        return PublicSection(section, *titles, held_back="paper")
    return PublicSection(section, *titles, section.text, section.text_hi)


def confirmed_among(fingerprints) -> set[str]:
    """Those fingerprints that are of confirmed minutes; registered with committees.publicity."""
    return set(Minutes.objects.filter(paper__in=fingerprints, state=MinutesState.CONFIRMED).values_list("paper_id", flat=True))


def pending_minutes(committee: Committee) -> list[Pending]:
    """Minutes circulated and not confirmed yet, for the next agenda; registered with committees.pending."""
    waiting = (
        Minutes.objects.filter(sitting__committee__in=with_those_before(committee), state=MinutesState.CIRCULATED)
        .select_related("paper", "sitting__meeting")
        .order_by("circulated_at")
    )
    return [
        Pending(
            minutes.paper,
            minute_words.agenda_title(minutes, "en"),
            minutes.circulated_at,
            minute_words.agenda_title(minutes, "hi"),
            matter=minutes.matter,
            order_hint=MINUTES,
        )
        for minutes in waiting
    ]
