"""The rows of a version, each kind read once: shared by the page that shows them, the text that is frozen, and the checks."""

from functools import cached_property


class RowsOf:
    """The rows of one version in the order in which a plan is read; each list costs a query when it is first asked for."""

    def __init__(self, version):
        self.version = version

    @cached_property
    def sections(self):
        return self._read(self.version.sections, "head")

    @cached_property
    def facts(self):
        return self._read(self.version.profilefacts, "head", "position", "pk")

    @cached_property
    def products(self):
        return self._read(self.version.productchapters, "position", "pk", join=["product__sector"])

    @cached_property
    def bottlenecks(self):
        return self._read(self.version.bottlenecks, "position", "pk", join=["product"])

    @cached_property
    def interventions(self):
        """With their bottlenecks, in two queries more."""
        join = ["product", "lead_agency", "lead_post", "parent__commitment"]
        return self._read(self.version.interventions, "position", "pk", join=join, prefetch=["remedies__bottleneck__commitment"])

    @cached_property
    def targets(self):
        return self._read(self.version.targets, "position", "pk", join=["product", "metric"])

    @cached_property
    def training(self):
        return self._read(self.version.trainingneeds, "position", "pk", join=["product"])

    @cached_property
    def incentives(self):
        return self._read(self.version.incentives, "position", "pk", join=["product"])

    @staticmethod
    def _read(manager, *order, join=(), prefetch=()):
        return list(manager.select_related("commitment__replaces__replaces", *join).prefetch_related(*prefetch).order_by(*order))
