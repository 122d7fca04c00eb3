"""A draft opened once for many saves of one transaction: a paste, a workbook. What holds for all of them is read once."""

from django.db.models import Max

from plans.authorship import mark_author


class OpenDraft:
    """A draft as plans.rows.open_draft() opened it: its row locked, the person asked whether he may write.

    The lock holds until the transaction ends, so nothing of this can change between two rows. The caller puts each save into
    a savepoint of its own and, once one is refused, takes the whole transaction back or goes on without it; what a refused
    save had read is read anew.
    """

    def __init__(self, version, actor, person, at, presses=()):
        self.version, self.actor, self.person, self.at = version, actor, person, at
        self.presses = dict(presses)
        self._rows, self._last, self._referred = {}, {}, set()
        self._is_marked = False

    def read_together(self, model):
        """Let the first row asked for bring all rows of its kind, for a caller that will save many of them."""
        self._rows.setdefault(model, None)

    def row(self, model, pk):
        """The row of this version as it stands, None where there is none."""
        rows = model.objects.filter(version=self.version).select_related("commitment")
        if model not in self._rows:
            return rows.filter(pk=pk).first()
        if self._rows[model] is None:
            self._rows[model] = {row.pk: row for row in rows}
        # Whoever asks changes it: it comes back with saved(), or is looked up anew.
        return self._rows[model].pop(pk, None) or rows.filter(pk=pk).first()

    def next_position(self, model):
        if model not in self._last:
            self._last[model] = model.objects.filter(version=self.version).aggregate(last=Max("position"))["last"] or 0
        return self._last[model] + 1

    def referred(self, row):
        """Names of the fields of this row that refer to what an earlier row referred to, so it is known to be there."""
        return [name for name, reference in _references(row) if reference in self._referred]

    def saved(self, row):
        """Keep what a save that went through has shown: the row, its place, what it refers to; its writer is an author now."""
        model = type(row)
        self._referred |= {reference for _name, reference in _references(row)}
        if self._rows.get(model) is not None:
            self._rows[model][row.pk] = row
        if model in self._last:
            self._last[model] = max(self._last[model], row.position)
        if not self._is_marked:
            mark_author(self.version, self.person, self.at)
            self._is_marked = True


def _references(row):
    for field in row._meta.concrete_fields:
        key = getattr(row, field.attname) if field.is_relation else None
        # A part's whole may be taken out between two rows; what is of the register stays.
        if key is not None and field.related_model is not type(row):
            yield field.name, (field, key)
