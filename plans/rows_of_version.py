"""The rows of a version, each kind read once: shared by the page that shows them, the text that is frozen, and the checks."""

from functools import cached_property

from plans.models import Commitment


class RowsOf:
    """The rows of one version in the order in which a plan is read; each list costs a query when it is first asked for.

    What many rows name (an identity, a product, a measure, an office) is read once and shared instead of joined to each
    row: one query for the identities of the plan, and one for each kind of thing of which a list names some not named before.
    """

    def __init__(self, version):
        self.version = version
        self._known = {}

    @cached_property
    def sections(self):
        return self._read(self.version.sections, "head")

    @cached_property
    def facts(self):
        return self._read(self.version.profilefacts, "head", "position", "pk")

    @cached_property
    def products(self):
        return self._read(self.version.productchapters, "position", "pk", names=["product"])

    @cached_property
    def bottlenecks(self):
        return self._read(self.version.bottlenecks, "position", "pk", names=["product"])

    @cached_property
    def interventions(self):
        """Each with the bottlenecks it addresses as `addressed`; two queries where those have been read, else three."""
        found = self._read(self.version.interventions, "position", "pk", names=["product", "lead_agency", "lead_post"])
        by_pk = {row.pk: row for row in found}
        hurdles = {row.pk: row for row in self.bottlenecks}
        for row in found:
            row.parent = by_pk.get(row.parent_id)
            row.addressed = []
        for intervention, bottleneck in self.version.remedies.order_by("pk").values_list("intervention_id", "bottleneck_id"):
            by_pk[intervention].addressed.append(hurdles[bottleneck])
        return found

    @cached_property
    def targets(self):
        return self._read(self.version.targets, "position", "pk", names=["product", "metric"])

    @cached_property
    def training(self):
        return self._read(self.version.trainingneeds, "position", "pk", names=["product"])

    @cached_property
    def incentives(self):
        return self._read(self.version.incentives, "position", "pk", names=["product"])

    @cached_property
    def _commitments(self):
        found = {one.pk: one for one in Commitment.objects.filter(plan=self.version.plan_id)}
        for commitment in found.values():
            commitment.replaces = found.get(commitment.replaces_id)
        return found

    def _read(self, rows, *order, names=()):
        found = list(rows.order_by(*order))
        for row in found:
            row.commitment = self._commitments[row.commitment_id]
        for field in names:
            self._tell(found, field)
        return found

    def _tell(self, rows, field):
        """Give each row what its foreign key `field` names."""
        named = {getattr(row, f"{field}_id") for row in rows} - {None}
        if not named:
            return
        model = rows[0]._meta.get_field(field).related_model
        known = self._known.setdefault(model, {})
        if missing := named - known.keys():
            known |= model.objects.select_related(*_SHOWN_WITH.get(field, ())).in_bulk(missing)
        for row in rows:
            if (pk := getattr(row, f"{field}_id")) is not None:
                setattr(row, field, known[pk])


#: What the frozen text says of a thing besides its own columns.
_SHOWN_WITH = {"product": ["sector"]}
