"""Who wrote a version: the persons who saved a change in it since the last adopted text (design.md section 2)."""

from plans.models import EditMark, PlanVersion, Tabling
from plans.states import DECIDED, State

# Where the decision was annulled, the words were in the end never adopted.
_ADOPTED = frozenset(DECIDED) - {State.ANNULLED}


def authors_of(version):
    """Ids of the authors of this version.

    A version copied from one that no committee decided carries that one's authors too: their words were never adopted.
    One or two queries per undecided ancestor.
    """
    return authors_of_each([version])[version.pk]


def authors_of_each(versions):
    """{version id: ids of its authors} for a list; as many queries for many versions as for one."""
    found = {version.pk: set() for version in versions}
    looked_at = {version.pk: version for version in versions}
    while looked_at:
        heirs = {}
        for heir, version in looked_at.items():
            heirs.setdefault(version.pk, []).append(heir)
        for version_id, person_id in EditMark.objects.filter(version__in=heirs).values_list("version_id", "person_id"):
            for heir in heirs[version_id]:
                found[heir].add(person_id)
        older = PlanVersion.objects.in_bulk({version.based_on_id for version in looked_at.values() if version.based_on_id})
        looked_at = {
            heir: older[version.based_on_id]
            for heir, version in looked_at.items()
            if version.based_on_id in older
            and older[version.based_on_id].plan_id == version.plan_id
            and older[version.based_on_id].state not in _ADOPTED
        }
    return found


def authors_for_the_record(version):
    """The authors as the tabling keeps them: names written out, in the order of their first saving."""
    names = {}
    for mark in EditMark.objects.filter(person_id__in=authors_of(version)).order_by("at", "pk"):
        names.setdefault(mark.person_id, mark.person_name)
    return [{"person": person, "name": name} for person, name in names.items()]


def authors_of_paper(paper_sha256):
    """Ids of all who wrote the text of this paper; registered with committees.authorship."""
    people = set()
    for tabling in Tabling.objects.filter(paper_id=paper_sha256).select_related("version__based_on"):
        people |= {author["person"] for author in tabling.authors}
    for erratum in PlanVersion.objects.filter(errata_paper=paper_sha256):
        people |= authors_of(erratum)
    return people


def mark_author(version, person, at):
    """Write down that `person` saved a change in `version`; once, in the caller's transaction."""
    EditMark.objects.get_or_create(version=version, person=person, defaults={"person_name": person.name[:250], "at": at})


def version_behind(thing):
    """The plan version a permission question is about: the thing itself, or the one whose paper the thing carries."""
    if isinstance(thing, PlanVersion):
        return thing
    if isinstance(getattr(thing, "version", None), PlanVersion):
        return thing.version
    return None
