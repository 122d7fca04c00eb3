"""Headquarters sets up a Regional Authority with its districts, or a State with its officer."""

import re
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz, process

from audit import edition
from audit.recording import record
from common.clock import day_in_india
from common.refusals import Refusal
from common.text import fold, tidy
from districts.models import Alias, District, Jurisdiction, Place, RegionalAuthority

from .actors import actor_of
from .moves import Move
from .permission import require


class NotUnderstood(Refusal):
    """A line of a pasted list names no district, or several; nothing was saved."""


class UnderAnother(Refusal):
    """A district stands under another Regional Authority; nothing was saved."""


@dataclass(frozen=True)
class Line:
    """One pasted line: the district it means, or a sentence why not, with names it may mean."""

    number: int
    text: str
    district: District | None = None
    sentence: str = ""
    suggestions: tuple[str, ...] = field(default=())


def understand_districts(text, *, on):
    """Each line of `text` as a Line; empty lines are skipped, a district named twice is refused the second time.

    A line is a name in any of its spellings, a name with its State ("Aurangabad, Bihar"),
    or an LGD code. Three queries, whatever the length.
    """
    register = _Register(on)
    lines, seen = [], {}
    for number, raw in enumerate(text.splitlines(), start=1):
        written = tidy(raw).strip(" ;,\t")
        if not written:
            continue
        line = register.read(number, written)
        if line.district and line.district.pk in seen:
            line = Line(
                number,
                written,
                sentence=_("Line %(number)s names %(district)s again; it stands in line %(first)s already. Take one out.")
                % {"number": number, "district": line.district.name, "first": seen[line.district.pk]},
            )
        elif line.district:
            seen[line.district.pk] = number
        lines.append(line)
    return lines


class _Register:
    """The districts of a day by code and by every folded name."""

    def __init__(self, on):
        self.by_code, self.by_name, self.full = {}, {}, {}
        for district in District.objects.on(on).select_related("state"):
            self.by_code[str(district.lgd_code)] = district
            self.full[f"{district.name}, {district.state.name}"] = district
            for name in (district.name, district.name_hi, district.name_lgd):
                self._add(name, district)
        here = {district.pk: district for district in self.full.values()}
        for place_id, name in Alias.objects.filter(place_id__in=District.objects.values("pk")).values_list("place_id", "name"):
            if place_id in here:
                self._add(name, here[place_id])

    def _add(self, name, district):
        if key := fold(name):
            found = self.by_name.setdefault(key, [])
            if district not in found:
                found.append(district)

    def read(self, number, written):
        """The Line for one written district."""
        if re.fullmatch(r"\d+", written):
            district = self.by_code.get(str(int(written)))
            if district:
                return Line(number, written, district)
            return Line(
                number,
                written,
                sentence=_("Line %(number)s: no district has the LGD code %(code)s. Write the name instead.")
                % {"number": number, "code": written},
            )
        found = self._named(written)
        if len(found) == 1:
            return Line(number, written, found[0])
        if found:
            names = tuple(sorted(f"{district.name}, {district.state.name}" for district in found))
            return Line(
                number,
                written,
                sentence=_("Line %(number)s: “%(text)s” is %(count)s districts. Add the State: %(names)s.")
                % {"number": number, "text": written, "count": len(found), "names": "; ".join(names)},
                suggestions=names,
            )
        near = tuple(
            name
            for name, _score, _index in process.extract(
                written, list(self.full), scorer=fuzz.WRatio, processor=fold, limit=3, score_cutoff=70
            )
        )
        return Line(number, written, sentence=_unknown(number, written, near), suggestions=near)

    def _named(self, written):
        found = self.by_name.get(fold(written), [])
        if not found:
            name, comma, state = written.rpartition(",")
            if not comma:
                name, comma, state = written.rstrip(")").rpartition("(")
            if comma:
                found = [
                    district
                    for district in self.by_name.get(fold(name), [])
                    if fold(state) in (fold(district.state.name), fold(district.state.name_hi))
                ]
        return found


def _unknown(number, written, near):
    if near:
        return _("Line %(number)s: no district is called “%(text)s”. Did you mean %(names)s?") % {
            "number": number,
            "text": written,
            "names": "; ".join(near),
        }
    return _("Line %(number)s: no district is called “%(text)s”. Write its name as in the register, or its LGD code.") % {
        "number": number,
        "text": written,
    }


@transaction.atomic
def ensure_authority(city, *, by, at):
    """The Regional Authority of this city: the one in the register, or a new one."""
    day = day_in_india(at)
    city = tidy(city)
    if not city:
        raise NotUnderstood(_("Choose an office, or write the city of a new one."))
    known = RegionalAuthority.objects.filter(Q(city__iexact=city) | Q(name__iexact=city)).first()
    if known:
        return known
    require(by, Move.REFERENCE_DATA, None, on=day)
    nation = Place.objects.get(kind="nation")
    slug = slugify(city) or "office"
    authority = RegionalAuthority.objects.create(
        kind="authority",
        code=f"dgft-{slug}"[:40],
        slug=slug[:80],
        name=f"DGFT {city}",
        parent=nation,
        city=city,
        status="entered by headquarters",
    )
    record("authority_made", actor=actor_of(by, on=day), target=authority, label=authority.name, at=at)
    edition.bump()
    return authority


@transaction.atomic
def set_jurisdiction(authority, districts, *, valid_from, notice, by, at, move=False):
    """Put the districts under the authority from a day, by a notice; returns the new Jurisdiction rows.

    A district that is under it already stays as it is. One under another
    authority is refused (UnderAnother, naming all of them) unless `move` is
    true: then the other jurisdiction ends that day.
    """
    day = day_in_india(at)
    require(by, Move.REFERENCE_DATA, None, on=day)
    standing = {
        row.district_id: row
        for row in Jurisdiction.objects.filter(district__in=districts)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gt=valid_from))
        .select_related("authority", "district")
    }
    elsewhere = [row for row in standing.values() if row.authority_id != authority.pk]
    if elsewhere and not move:
        raise UnderAnother(
            _("Nothing was saved. Under another Regional Authority: %(rows)s. Tick “move them” if the notice moves them.")
            % {"rows": "; ".join(f"{row.district.name} ({row.authority.name})" for row in elsewhere)}
        )
    for row in elsewhere:
        if row.valid_from is not None and row.valid_from >= valid_from:
            raise UnderAnother(
                _("Nothing was saved. %(district)s comes under %(authority)s on %(day)s; choose a later day.")
                % {"district": row.district.name, "authority": row.authority.name, "day": f"{row.valid_from:%d-%m-%Y}"}
            )
        Jurisdiction.objects.filter(pk=row.pk).update(valid_to=valid_from)
    moved = {row.district_id for row in elsewhere}
    made = Jurisdiction.objects.bulk_create(
        Jurisdiction(district=district, authority=authority, valid_from=valid_from, notice=notice)
        for district in districts
        if district.pk not in standing or district.pk in moved
    )
    if made:
        record(
            "jurisdiction_set",
            actor=actor_of(by, on=day),
            target=authority,
            label=authority.name,
            at=at,
            data={
                "from": valid_from.isoformat(),
                "notice": notice,
                "districts": sorted(row.district.name for row in made),
                "moved_from": sorted(f"{row.district.name}: {row.authority.name}" for row in elsewhere),
            },
            is_public=True,
        )
        edition.bump()
    return made
