"""Writing a version out as the text a committee decides: format deap/1, canonical JSON.

Everything is spelled out: names, labels, codes and editions instead of ids; figures as they were entered, or the reason
why there is none; rows in their order, each under its identity. Nothing decided later (number, resolution, days) and
nothing about the text itself (its hash) is in it. docs/deap-1.md describes each key.
"""

from django.utils import translation

from audit.installation import is_demonstration
from common.canonical import canonical_bytes
from districts.models import HSCode
from plans.models import FigureState, Head, PlanVersion
from plans.models.labels import label_of_choice
from plans.rows_of_version import RowsOf

FORMAT = "deap/1"
#: The lists of rows of a text, and the head each stands under; sections and facts name theirs in each row.
HEAD_OF_LIST = {
    "products": Head.PRODUCTS,
    "bottlenecks": Head.BOTTLENECKS,
    "interventions": Head.INTERVENTIONS,
    "targets": Head.TARGETS,
    "training_needs": Head.TRAINING,
    "incentives": Head.INCENTIVES,
}


def paper_of(version, rows=None):
    """The version as a plain structure of dicts, lists, text, whole numbers and Decimals. At most sixteen queries.

    rows: RowsOf this version, where a page has read them already; without them version and rows are read anew.
    """
    if rows is None:
        rows = RowsOf(PlanVersion.objects.select_related("plan__place__parent").get(pk=version.pk))
    # Labels stand in the authentic language, whoever tables and whatever language that page had.
    with translation.override(rows.version.authentic_language):
        return _paper(rows)


def frozen_bytes(paper):
    """The canonical bytes of a paper_of(). Raises NotCanonical with the path of what cannot be written."""
    return canonical_bytes(paper)


def _paper(rows):
    version, titles = rows.version, _HSTitles(rows)
    paper = {
        "format": FORMAT,
        "kind": _coded(version.plan, "kind"),
        "place": _place(version.plan.place),
        "authentic_language": version.authentic_language,
        "title": version.title,
        "period": {"from": version.period_from_fy or None, "to": version.period_to_fy or None},
        "file_number": version.file_number,
        "sections": [_section(row) for row in rows.sections],
        "facts": [_fact(row) for row in rows.facts],
        "products": [_chapter(row, titles) for row in rows.products],
        "bottlenecks": [_bottleneck(row) for row in rows.bottlenecks],
        "interventions": [_intervention(row) for row in rows.interventions],
        "targets": [_target(row, titles) for row in rows.targets],
        "training_needs": [_training(row) for row in rows.training],
        "incentives": [_incentive(row) for row in rows.incentives],
    }
    if is_demonstration():
        paper["demonstration"] = True
    return paper


class _HSTitles:
    """The titles of the headings that a version's codes stand under: one query for all of them."""

    def __init__(self, rows):
        wanted = {(row.hs_edition, code[:4]) for row in rows.products for code in row.hs_codes}
        wanted |= {(row.basis_hs_edition, row.basis_hs_code[:4]) for row in rows.targets if row.basis_hs_code}
        found = HSCode.objects.filter(code__in={code for _edition, code in wanted})
        self.titles = {(row.edition, row.code): row.title for row in found}

    def of(self, code, edition):
        """The code, its edition, and the title of its heading or None where the edition has no such heading."""
        return {"code": code, "edition": edition, "heading": self.titles.get((edition, code[:4]))}


def _identity(row):
    """The identity of a row, and of what it took the place of where that stood in an earlier version."""
    named = {"uid": str(row.commitment.uid)}
    older = row.commitment.replaces
    # Several changes within one draft leave links in between that no text ever showed.
    while older is not None and older.opened_in_id == row.version_id:
        older = older.replaces
    if older is not None:
        named["replaces"] = str(older.uid)
    return named


def _coded(row, field):
    """A choice as its code and its label."""
    code = getattr(row, field)
    return {"code": str(code), "label": label_of_choice(row, field)} if code != "" else None


def _figure(row, figure, column=None):
    """A figure as entered, or why there is none."""
    state = getattr(row, f"{figure}_state")
    if state != FigureState.VALUE:
        return {"state": str(state)}
    return {"state": str(state), "value": getattr(row, column or f"{figure}_value")}


def _cost(row):
    if row.cost_state != FigureState.VALUE:
        return {"state": str(row.cost_state)}
    return {"state": str(row.cost_state), "rupees": row.cost_rupees}


def _named(row):
    return {"code": row.slug, "name": row.name, "name_hi": row.name_hi} if row is not None else None


def _place(place):
    written = {"kind": place.kind, "code": place.code, "name": place.name, "name_hi": place.name_hi}
    if place.kind == "district":
        state = place.parent
        written["lgd_code"] = int(place.code)
        written["state"] = {"code": state.code, "name": state.name, "name_hi": state.name_hi}
    return written


def _section(row):
    written = {**_identity(row), "head": row.head, "label": str(row.get_head_display())}
    if row.not_applicable_reason:
        return {**written, "not_applicable": row.not_applicable_reason}
    return {**written, "text": row.text}


def _fact(row):
    return {
        **_identity(row),
        "head": row.head,
        "fact": {"code": row.code, "label": row.label or str(row.get_code_display())},
        "unit": row.unit,
        "figure": _figure(row, "value", "value"),
        "as_of": row.as_of,
        "fy": row.fy or None,
        "source": row.source,
        "note": row.note,
    }


def _chapter(row, titles):
    return {
        **_identity(row),
        "product": {
            **_named(row.product),
            "is_service": row.product.is_service,
            "sector": {"code": row.product.sector.code, "name": row.product.sector.name, "name_hi": row.product.sector.name_hi},
        },
        "hs": [titles.of(code, row.hs_edition) for code in row.hs_codes],
        "text": row.text,
        "production": {
            **_figure(row, "production"),
            "unit": row.production_unit,
            "fy": row.production_fy or None,
            "source": row.production_source,
        },
        "exporters": {**_figure(row, "exporters"), "as_of": row.exporters_as_of, "source": row.exporters_source},
        "exports": {
            **_figure(row, "exports"),
            "unit": _coded(row, "exports_unit"),
            "fy": row.exports_fy or None,
            "source": row.exports_source,
            "status": _coded(row, "exports_status"),
        },
        "destinations": row.destinations,
        "competitors": row.competitors,
        "strengths": row.strengths,
        "weaknesses": row.weaknesses,
        "opportunities": row.opportunities,
        "threats": row.threats,
        "value_chain": row.value_chain,
    }


def _bottleneck(row):
    return {
        **_identity(row),
        "product": _named(row.product),
        "stage": _coded(row, "stage"),
        "statement": row.statement,
        "evidence": row.evidence,
        "raised_by": row.raised_by,
        "level": _coded(row, "level"),
        "severity": _coded(row, "severity"),
        "no_intervention_reason": row.no_intervention_reason,
    }


def _intervention(row):
    agency, post = row.lead_agency, row.lead_post
    hurdles = sorted(row.addressed, key=lambda bottleneck: (bottleneck.position, bottleneck.pk))
    return {
        **_identity(row),
        "part_of": str(row.parent.commitment.uid) if row.parent else None,
        "product": _named(row.product),
        "title": row.title,
        "description": row.description,
        "type": _coded(row, "type"),
        "addresses": [str(bottleneck.commitment.uid) for bottleneck in hurdles],
        "lead": {
            "agency": {"name": agency.name, "acronym": agency.acronym} if agency else None,
            **({"post": {"name": post.title, "name_hi": post.title_hi}} if post else {}),
            "text": row.lead_text,
        },
        "supporting": row.supporting,
        "horizon": _coded(row, "horizon"),
        "start_on": row.start_on,
        "due_on": row.due_on,
        "cost": _cost(row),
        "funding": {**(_coded(row, "funding") or {"code": "", "label": ""}), "scheme": row.funding_scheme},
        "output": {"text": row.output, **_figure(row, "output"), "unit": _coded(row, "output_unit")},
        "note": row.note,
    }


def _target(row, titles):
    unit = _coded(row, "unit")
    if row.unit_label:
        unit["label"] = row.unit_label
    return {
        **_identity(row),
        "metric": {
            "code": row.metric.code,
            "name": row.metric.name,
            "name_hi": row.metric.name_hi,
            "in_words": row.metric_label,
            "unit_family": row.metric.unit_family,
            "roll_up": row.metric.roll_up,
        },
        "product": _named(row.product),
        "kind": _coded(row, "kind"),
        "direction": _coded(row, "direction"),
        "unit": unit,
        "basis": {
            "fy": row.basis_fy or None,
            "hs": titles.of(row.basis_hs_code, row.basis_hs_edition) if row.basis_hs_code else None,
            "series": row.basis_series,
        },
        "baseline": {
            **_figure(row, "baseline"),
            "fy": row.baseline_fy or None,
            "source": row.baseline_source,
            "note": row.baseline_note,
        },
        "target": {**_figure(row, "value", "value"), "fy": row.fy or None},
        "horizon": _coded(row, "horizon"),
        "note": row.note,
    }


def _training(row):
    return {
        **_identity(row),
        "product": _named(row.product),
        "subject": row.subject,
        "audience": row.audience,
        "persons": _figure(row, "persons"),
        "provider": row.provider,
        "fy": row.fy or None,
    }


def _incentive(row):
    return {
        **_identity(row),
        "product": _named(row.product),
        "scheme": row.scheme,
        "government": _coded(row, "government"),
        "support": row.support,
        "address": row.address,
    }
