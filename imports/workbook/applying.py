"""Writing what a workbook asks into the draft, through plans.rows alone: each row as the small form would save it, in one
transaction. What cannot be saved becomes a fault at its cell, and the caller takes everything back."""

from functools import partial

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Refusal
from imports.workbook import layout
from imports.workbook.faults import Fault
from imports.workbook.opening import place_of
from imports.workbook.standing import model_of
from plans import rows
from plans.models import Intervention, PlanVersion, Section
from plans.sentences import places_of_sentences


class Applying:
    """One workbook written into one version, inside the caller's transaction; `faults` says what could not be.

    Order: rows that are taken out go first, so that a new row may have what they had (a product has one chapter); then the
    cover, the heads and the rows as the sheets stand; interventions that are taken out go last, after their parts moved.
    """

    def __init__(self, upload, standing, *, left_out, by, at, post):
        self.upload, self.standing, self.left_out = upload, standing, left_out
        self.by, self.at, self.post = by, at, post
        self.faults = []
        self.saved = {}
        self.opened = None

    def run(self):
        self._take_out([(name, line) for name, line in self.left_out if not isinstance(line.row, Intervention)])
        self._cover()
        self.opened = rows.open_draft(self.standing.version, **self._doing())
        self._texts()
        for sheet in layout.SHEETS:
            if sheet.name in self.upload.rows:
                self._rows(sheet, self.upload.rows[sheet.name])
        last = [(name, line) for name, line in self.left_out if isinstance(line.row, Intervention)]
        self._take_out(sorted(last, key=lambda one: one[1].row.parent_id is None))

    def _try(self, sheet, refs, first, save, model=None):
        """Run one save; its sentences go to the cells of the fields they are about, else to the first cell of the row."""
        try:
            # A savepoint of its own: the rows after a refused one are still tried, so that all faults are told at once.
            with transaction.atomic():
                return save()
        except rows.BadRow as bad:
            placed = places_of_sentences(model) if model else {}
            for name, sentences in bad.errors.items():
                for sentence in map(str, sentences):
                    at = placed.get(sentence, "") if name == NON_FIELD_ERRORS else name
                    self.faults.append(Fault(sheet, refs.get(at, first), sentence))
        except Refusal as refused:
            self.faults.append(Fault(sheet, first, str(refused.sentence)))
        return None

    def _doing(self):
        return {"by": self.by, "at": self.at, "post": self.post}

    def _cover(self):
        version, cover = self.standing.version, self.upload.cover
        if cover.values:
            self._try(
                cover.sheet,
                cover.refs,
                cover.refs.get(next(iter(cover.values)), "C7"),
                lambda: rows.save_version(version, cover.values, row_version=version.row_version, **self._doing()),
                PlanVersion,
            )

    def _texts(self):
        self.opened.read_together(Section)
        for wish in self.upload.heads:
            if wish.values:
                section = self.standing.sections[wish.head]
                first = wish.refs.get(next(iter(wish.values)))
                self._try(wish.sheet, wish.refs, first, lambda w=wish, s=section: self._save(Section, w.values, s), Section)

    def _save(self, model, values, row):
        existing = {"pk": row.pk, "row_version": row.row_version} if row is not None else {}
        return rows.save_opened(self.opened, model, values, **existing)

    def _rows(self, sheet, wishes):
        """The rows of one sheet. Interventions before their parts, so that a part finds what it stands under."""
        model = model_of(sheet)
        self.opened.read_together(model)
        places = self._places(sheet, wishes)
        numbered = {wish.number: wish for wish in wishes if wish.number is not None}
        order = sorted(wishes, key=lambda wish: bool(wish.part_of)) if model is Intervention else wishes
        for wish in order:
            values = dict(wish.values)
            if wish in places and (wish.line is None or wish.line.row.position != places[wish]):
                values["position"] = places[wish]
            if not self._linked(wish, values, numbered):
                continue
            row = wish.line.row if wish.line else None
            if row is not None and not values:
                self.saved[wish] = row
                continue
            refs = {name: wish.ref(name) for name in wish.refs}
            save = partial(self._save, model, values, row)
            done = self._try(wish.sheet, refs, place_of(2, wish.at), save, model)
            if done is not None:
                self.saved[wish] = done.row

    def _places(self, sheet, wishes):
        """{wish: position}: of the new rows alone where they come last, of every row where the sheet has another order.

        Rows that stay although they are left out keep their place behind the row they follow now.
        """
        kept = [wish for wish in wishes if wish.line is not None]
        ranks = [(wish.line.row.position, wish.line.row.pk) for wish in kept]
        new_ones_last = all(wish.line is not None for wish in wishes[: len(kept)])
        if new_ones_last and ranks == sorted(ranks):
            last = max((line.row.position for line in self.standing.lines[sheet.name]), default=0)
            return {wish: place for place, wish in enumerate(wishes[len(kept) :], start=last + 1)}
        going = {line.uid for _name, line in self.left_out}
        named = {wish.uid for wish in kept}
        order, follows, before = [], {}, None
        for line in self.standing.lines[sheet.name]:
            if line.uid in named:
                before = line.uid
            elif line.uid not in going:
                follows.setdefault(before, []).append(line)
        order += follows.get(None, [])
        for wish in wishes:
            order.append(wish)
            order += follows.get(wish.uid, []) if wish.line is not None else []
        places = {}
        for place, one in enumerate(order, start=1):
            if hasattr(one, "sheet"):
                places[one] = place
            elif one.row.position != place:
                self._try(sheet.name, {}, "", lambda o=one, p=place: self._save(type(o.row), {"position": p}, o.row))
        return places

    def _linked(self, wish, values, numbered):
        """Put parent and bottlenecks into the values where they differ. False where a number leads nowhere."""
        if wish.part_of is not None:
            parent = self._row_numbered(wish.part_of, numbered, wish, "parent", "Interventions") if wish.part_of else None
            if wish.part_of and parent is None:
                return False
            if (parent.pk if parent else None) != (wish.line.row.parent_id if wish.line else None):
                values["parent"] = parent
        if wish.addresses is not None:
            others = {other.number: other for other in self.upload.rows.get("Bottlenecks", []) if other.number is not None}
            found = [self._row_numbered(number, others, wish, "bottlenecks", "Bottlenecks") for number in wish.addresses]
            if None in found:
                return False
            now = {remedy.bottleneck_id for remedy in wish.line.row.remedies.all()} if wish.line else set()
            if {row.pk for row in found} != now:
                values["bottlenecks"] = found
        return True

    def _row_numbered(self, number, numbered, wish, name, sheet):
        other = numbered.get(number)
        found = self.saved.get(other) if other is not None else None
        if found is None and (other is None or other is wish or other.part_of):
            sentence = _(
                "No row of the sheet %(sheet)s that this one could point at has the number %(number)s. "
                "Look at the numbers in its first column."
            )
            self.faults.append(Fault(wish.sheet, wish.ref(name), sentence % {"sheet": sheet, "number": number}))
        return found

    def _take_out(self, lines):
        for name, line in lines:
            self._try(
                name,
                {},
                "",
                lambda row=line.row: rows.delete_row(row, row_version=row.row_version, **self._doing()),
            )
