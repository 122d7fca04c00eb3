"""Files of a published plan: its PDF in both languages and its tables. Written once, kept until what they show changes.

The worker makes those of the newest plans after each public change, so a plan just published has them; where it has not,
the first reader does. A file is named by everything that it is made of, so nothing old is ever served as new.
"""

import hashlib
import logging
from dataclasses import dataclass

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from common.refusals import Refusal
from plans import queries, translations
from plans.data_package import data_package
from plans.models import Tabling
from plans.printed import LANGUAGES, plan_pdf
from public.edition_files import write_whole

log = logging.getLogger(__name__)

#: How many the worker sees to at a time: a new release needs every file anew, and the edition must not wait for that.
NEWEST = 12


@dataclass(frozen=True)
class Kind:
    """A kind of file: its ending, and what makes it from a PlanPage."""

    name: str
    ending: str
    make: object


KINDS = {
    **{
        f"pdf-{language}": Kind(f"pdf-{language}", "pdf", lambda found, language=language: plan_pdf(found, language=language))
        for language in LANGUAGES
    },
    "tables": Kind("tables", "zip", data_package),
}


def ensure(found, kind):
    """The bytes of a file of this PlanPage, made now if nobody has. Raises Refusal where it cannot be made."""
    path = _path(found.version, found.tabling.paper_id, kind)
    if not path.exists():
        write_whole(path, KINDS[kind].make(found))
        _drop_older(path, kind)
    return path.read_bytes()


def build_newest():
    """Make what is missing for the plans that changed last; how many files that were. One that cannot be made is logged."""
    last_text = (
        Tabling.objects.filter(version=Coalesce(OuterRef("corrects_id"), OuterRef("pk")))
        .order_by("-ordinal")
        .values("paper_id")[:1]
    )
    newest = queries.readable_versions().annotate(sha256=Subquery(last_text)).order_by("-state_since", "-pk")[:NEWEST]
    made = 0
    for version in newest:
        missing = [kind for kind in KINDS if not _path(version, version.sha256, kind).exists()]
        found = queries.plan_page(version.plan.place, version.number, version.plan.kind) if missing else None
        for kind in missing:
            try:
                ensure(found, kind)
            except Refusal as refused:
                log.warning("%s of %s cannot be made: %s", kind, version, refused.sentence)
            else:
                made += 1
    return made


def _path(version, sha256, kind):
    # What is translated later shows in the PDF; tables hold the authentic text alone.
    translated = translations.stamp(version.decided) if kind != "tables" else ""
    annulment = getattr(version.decided.resolution, "annulment", None)
    made_of = (
        settings.RELEASE,
        settings.DATABASE_KIND,
        settings.PUBLIC_ORIGIN,
        sha256,
        version.errata_paper_id,
        version.number,
        version.row_version,
        version.decided.row_version,
        version.published_at.isoformat(),
        version.decided.resolution_id,
        annulment and annulment.pk,
        translated,
    )
    said = "|".join(str(part) for part in made_of)
    name = hashlib.sha256(said.encode()).hexdigest()[:24]
    return settings.EDITION_ROOT / "plans" / str(version.pk) / f"{kind}-{name}.{KINDS[kind].ending}"


def _drop_older(path, kind):
    for other in path.parent.glob(f"{kind}-*"):
        if other != path:
            other.unlink(missing_ok=True)
