"""Laying out the eleven heads of a new version, and copying another version's rows into it."""

from plans.models import WORDINGS, Bottleneck, Commitment, FigureState, Head, Intervention, ProfileFact, Remedy, Section
from plans.translations import carry_over

NEVER_COPIED = {"id", "version", "commitment", "row_version", "changed_at", "changed_by_label", "parent"}


def lay_out_heads(version, texts=None):
    """Eleven sections, one per head, each under the identity the head has in this plan; empty, or with `texts` by head."""
    known = dict(Section.objects.filter(version__plan=version.plan).order_by("pk").values_list("head", "commitment_id"))
    for head in Head.values:
        if head not in known:
            opened = Commitment.objects.create(plan=version.plan, kind=Commitment.Kind.SECTION, opened_in=version)
            known[head] = opened.pk
        Section.objects.create(
            version=version, commitment_id=known[head], head=head, position=head, text=(texts or {}).get(head, "")
        )
    Commitment.objects.filter(pk__in=known.values()).update(closed_in=None)


def copy_rows(source, version, *, keep_identities):
    """Copy every row of `source` into the empty draft `version`.

    With identities kept, the copies are wordings of the same commitments, and one that another version under way had
    closed is open again, and translations come along; otherwise each copy opens a commitment of its own,
    and its figures are not recorded: they were counted in another place.
    """
    copies = {}
    kept = []
    for model in WORDINGS:
        names = [
            field.attname for field in model._meta.concrete_fields if field.name not in NEVER_COPIED and not field.primary_key
        ]
        for row in model.objects.filter(version=source).select_related("commitment").order_by("position", "pk"):
            commitment = row.commitment
            if keep_identities:
                kept.append(commitment.pk)
            else:
                commitment = Commitment.objects.create(plan=version.plan, kind=model.commitment_kind, opened_in=version)
            written = {name: getattr(row, name) for name in names}
            if model is Intervention and not keep_identities:
                # The posts of another district lead nothing here.
                written["lead_post_id"] = None
            if not keep_identities:
                written |= _without_figures(model, written)
            copies[model, row.pk] = model.objects.create(version=version, commitment=commitment, **written)
    for part in Intervention.objects.filter(version=source, parent__isnull=False):
        copy = copies[Intervention, part.pk]
        copy.parent = copies[Intervention, part.parent_id]
        copy.save(update_fields=["parent"])
    for remedy in Remedy.objects.filter(version=source).order_by("pk"):
        Remedy.objects.create(
            version=version,
            intervention=copies[Intervention, remedy.intervention_id],
            bottleneck=copies[Bottleneck, remedy.bottleneck_id],
        )
    Commitment.objects.filter(pk__in=kept).update(closed_in=None)
    if keep_identities:
        carry_over(source, version)


#: What says of when and from where a figure is; it goes with the figure.
_OF_A_FIGURE = {
    "as_of", "source", "production_fy", "production_source", "exporters_as_of", "exporters_source", "exports_fy",
    "exports_source", "exports_status", "baseline_fy", "baseline_source",
}  # fmt: skip


def _without_figures(model, written):
    """{field: value} that takes the figures, their years and sources out of a row of another place."""
    changed = {name: None if name in ("as_of", "exporters_as_of") else "" for name in _OF_A_FIGURE & set(written)}
    if model is ProfileFact:
        changed["fy"] = ""
    for state in [name for name in written if name.endswith("_state") and written[name] == FigureState.VALUE]:
        figure = state.removesuffix("_state")
        changed |= {name: None for name in (figure, f"{figure}_value", f"{figure}_rupees") if name in written}
        changed[state] = FigureState.MISSING
    return changed
