"""That rows say what the frozen text says. Rows are an index for queries; the paper is what was decided."""

import json

from committees.papers import AlteredPaper, content_of
from plans import queries
from plans.freezing import frozen_bytes, paper_of
from plans.models import PlanVersion
from plans.queries import last_paper
from plans.states import FROZEN, State

# Written out from reference data, which may be renamed later; the code beside them may not change.
LABELS = {"name", "name_hi", "label", "heading", "acronym", "unit_family", "roll_up", "is_service"}


def check_all():
    """(number checked, [(version, renamed labels)], [(version, differing paths)]) over all frozen versions."""
    renamed, differing = [], []
    versions = list(PlanVersion.objects.filter(state__in=FROZEN, minor=0).select_related("plan__place").order_by("pk"))
    for version in versions:
        labels, paths = differences(version)
        if paths:
            differing.append((version, paths))
        elif labels:
            renamed.append((version, labels))
    errata = list(
        PlanVersion.objects.filter(minor__gt=0, state__in=[State.SUBMITTED, *FROZEN])
        .select_related("plan__place", "errata_paper", "corrects__resolution")
        .order_by("pk")
    )
    differing += [(erratum, paths) for erratum in errata if (paths := _differences_of_erratum(erratum))]
    return len(versions) + len(errata), renamed, differing


def _differences_of_erratum(erratum):
    """The paths at which the rows of an erratum, or the text it names, differ from its frozen paper."""
    try:
        stored = content_of(erratum.errata_paper)
        today = frozen_bytes(queries.errata_of_rows(erratum, queries.decided_text(erratum)))
    except AlteredPaper:
        return ["the fingerprint"]
    return [] if today == stored else list(_walk(json.loads(stored), json.loads(today), ""))


def differences(version):
    """(renamed labels, differing paths) between a frozen version's rows and its last paper; both empty when equal."""
    paper = last_paper(version)
    if paper is None:
        return [], ["no paper"]
    try:
        stored = content_of(paper)
    except AlteredPaper:
        return [], ["the fingerprint"]
    today = frozen_bytes(paper_of(version))
    if today == stored:
        return [], []
    labels, paths = [], []
    for path in _walk(json.loads(stored), json.loads(today), ""):
        (labels if path.rpartition("/")[2] in LABELS or "/sector/" in path else paths).append(path)
    return labels, paths


def _walk(stored, today, path):
    """The paths at which two plain structures differ."""
    if isinstance(stored, dict) and isinstance(today, dict):
        for key in sorted(stored.keys() | today.keys()):
            if key in stored and key in today:
                yield from _walk(stored[key], today[key], f"{path}/{key}")
            else:
                yield f"{path}/{key}"
    elif isinstance(stored, list) and isinstance(today, list) and len(stored) == len(today):
        for place, (one, other) in enumerate(zip(stored, today, strict=True)):
            yield from _walk(one, other, f"{path}/{place}")
    elif stored != today:
        yield path
