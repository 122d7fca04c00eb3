"""How a published plan is named by whoever quotes it, and under which terms it may be used again. One place for every door."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.installation import is_demonstration
from plans.addresses import version_address

#: Gazette of India, read in the transcription of Wikisource.
LICENCE = "Government Open Data License – India (GODL-India)"
LICENCE_CODE = "GODL-India"
LICENCE_ADDRESS = "https://en.wikisource.org/wiki/Government_Open_Data_License_(India)"
LICENCE_TERMS = gettext_lazy(
    "Any lawful use, free of charge, with attribution: name the committee, this portal, the licence and the address. No "
    "endorsement and no warranty follow from it. Not covered: personal information, names and crests of bodies, logos, rights "
    "of others."
)
NO_LICENCE = gettext_lazy("An invented text of a demonstration: quote it as nobody's plan.")


def citation(found):
    """The line to quote a published version by, from a plans.queries.PlanPage: place, title, version, decision, address, hash.

    The title stands as decided; the words around it are in the active language.
    """
    version, paper, decided = found.version, found.paper, found.decided
    state = paper.place.get("state")
    place = f"{paper.place['name']}, {state['name']}" if state else paper.place["name"]
    said = [f"{place}: {paper.title}", _("Version %(number)s") % {"number": version.number}]
    if found.resolution is not None:
        said.append(
            _("Adopted by %(committee)s, resolution %(number)s, %(on)s")
            % {"committee": found.resolution.committee.name, "number": found.resolution.number, "on": _day(decided.adopted_on)}
        )
    elif decided.past_adoption is not None:
        past = decided.past_adoption
        said.append(_("Adopted by %(body)s, %(on)s, as its paper says") % {"body": past.body, "on": _day(past.adopted_on)})
    said.append(_("Published %(on)s") % {"on": _day(version.published_on)})
    said.append(f"{_('Districts as Export Hubs')}, {settings.PUBLIC_ORIGIN}{version_address(version)}")
    said.append(f"SHA-256 {paper.sha256}")
    if found.erratum:
        said.append(_("Corrections: SHA-256 %(sha256)s") % {"sha256": found.sha256})
    if is_demonstration():
        said.append(str(NO_LICENCE).rstrip("."))
    return ". ".join(part.rstrip(".") for part in said) + "."


def licence_line():
    """The licence and what it allows, one line for prints; in a demonstration that there is none."""
    return str(NO_LICENCE) if is_demonstration() else f"{LICENCE}, {LICENCE_ADDRESS}. {LICENCE_TERMS}"


def _day(value):
    return f"{value:%d-%m-%Y}"
