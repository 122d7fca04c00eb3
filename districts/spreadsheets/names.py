"""Names in a file, read against the whole register at once: three queries a file, not three a row."""

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from common.numbers import parse_count
from common.text import fold
from districts.models import Alias, District, Product, ProductAlias, ProductList, Sector, State

NEAR = 75


class NotFound(ValueError):
    """A name in a cell is not one of ours, or is the name of several; the text is a sentence for the person."""


def _near(sought, names):
    found = process.extractOne(sought, names, scorer=fuzz.ratio, score_cutoff=NEAR)
    return found[0] if found else None


class DistrictNames:
    """Today's districts by code and by any spelling, inside their State."""

    def __init__(self):
        self.states = {}
        for state in State.objects.all():
            for name in (state.name, state.name_hi, state.iso, state.iso.removeprefix("IN-")):
                self.states[fold(name)] = state
        self.by_code, self.by_name = {}, {}
        districts = {district.pk: district for district in District.objects.current().select_related("state")}
        for district in districts.values():
            self.by_code[str(district.lgd_code)] = district
            for name in (district.name, district.name_hi):
                self._learn(name, district)
        for place_id, name in Alias.objects.values_list("place_id", "name"):
            if place_id in districts:
                self._learn(name, districts[place_id])

    def _learn(self, name, district):
        if name:
            self.by_name.setdefault(fold(name), {})[district.pk] = district

    def state(self, text):
        found = self.states.get(fold(text))
        if found is None:
            raise NotFound(_("No State or Union territory is called “%(name)s”.") % {"name": text})
        return found

    def district(self, text, state=None):
        """The district that `text` names, in `state` where one is given. Raises NotFound with a sentence."""
        text = text.strip()
        code = parse_count(text)
        if code is not None:
            found = self.by_code.get(str(code))
            if found is None:
                raise NotFound(_("No district of the register has the LGD code %(code)s.") % {"code": text})
            if state is not None and found.state_id != state.pk:
                raise NotFound(
                    _("The LGD code %(code)s is %(district)s in %(in)s, not in %(state)s. Correct one of the two.")
                    % {"code": text, "district": found.name, "in": found.state.name, "state": state.name}
                )
            return found
        found = [
            district for district in self.by_name.get(fold(text), {}).values() if state is None or district.state_id == state.pk
        ]
        if len(found) == 1:
            return found[0]
        if found:
            states = ", ".join(sorted(district.state.name for district in found))
            raise NotFound(
                _("“%(name)s” is a district in %(states)s. Fill in the column State or write the LGD code.")
                % {"name": text, "states": states}
            )
        raise NotFound(self._unknown(text, state))

    def _unknown(self, text, state):
        names = [
            name
            for name, districts in self.by_name.items()
            if state is None or any(district.state_id == state.pk for district in districts.values())
        ]
        near = _near(fold(text), names)
        if near is None:
            return _("No district of the register is called “%(name)s”. Write its name or its LGD code.") % {"name": text}
        meant = next(iter(self.by_name[near].values()))
        return _("No district of the register is called “%(name)s”. Did you mean %(near)s (%(state)s)?") % {
            "name": text,
            "near": meant.name,
            "state": meant.state.name,
        }


class ProductNames:
    """Living products by name, address and other names; a name can hold in one district only."""

    def __init__(self):
        self.products = {product.pk: product for product in Product.objects.living().select_related("sector")}
        self.own, self.others, self.local = {}, {}, {}
        for product in self.products.values():
            for name in (product.name, product.slug, product.name_hi):
                if name:
                    self.own[fold(name)] = product
        for product_id, name, district_id in ProductAlias.objects.values_list("product_id", "name", "scope_district_id"):
            if product_id not in self.products:
                continue
            if district_id:
                self.local[district_id, fold(name)] = self.products[product_id]
            else:
                self.others.setdefault(fold(name), {})[product_id] = self.products[product_id]

    def product(self, text, district=None):
        """The product that `text` names. Raises NotFound with a sentence."""
        sought = fold(text)
        if district is not None and (district.pk, sought) in self.local:
            return self.local[district.pk, sought]
        if sought in self.own:
            return self.own[sought]
        found = list(self.others.get(sought, {}).values())
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(sorted(product.name for product in found))
            raise NotFound(
                _("“%(name)s” stands for several products: %(names)s. Give each its own row.") % {"name": text, "names": names}
            )
        near = _near(sought, [*self.own, *self.others])
        if near is None:
            raise NotFound(_("No product is known as “%(name)s”. Add the product first.") % {"name": text})
        meant = self.own.get(near) or next(iter(self.others[near].values()))
        raise NotFound(
            _("No product is known as “%(name)s”. Did you mean %(near)s? If not, add the product first.")
            % {"name": text, "near": meant.name}
        )


class SectorNames:
    def __init__(self):
        self.names = {}
        for sector in Sector.objects.all():
            for name in (sector.code, sector.name, sector.name_hi):
                self.names[fold(name)] = sector

    def sector(self, text):
        found = self.names.get(fold(text))
        if found is None:
            raise NotFound(_("There is no sector “%(name)s”. Write its name or its code.") % {"name": text})
        return found


class ListNames:
    def __init__(self):
        self.names = {}
        for row in ProductList.objects.all():
            for name in (row.code, row.name, row.short_name):
                self.names[fold(name)] = row

    def named(self, text):
        found = self.names.get(fold(text))
        if found is None:
            raise NotFound(_("There is no list “%(name)s”. Write its name or its short name.") % {"name": text})
        return found
