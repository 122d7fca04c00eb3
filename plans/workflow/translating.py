"""Translating a version into its other language, text by text, and checking what somebody else translated."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.moves import Move
from accounts.postings import person_of
from audit import edition
from audit.recording import record
from common.refusals import Refusal
from common.refusals import StaleRow as Stale
from common.text import tidy
from plans.models import Translation
from plans.states import State
from plans.translations import other_language, sources_of
from plans.workflow.moving import label_of, open_to

#: Versions nobody reads as the plan any more.
PAST = (State.WITHDRAWN, State.SUPERSEDED, State.CLOSED, State.ANNULLED)
TRANSLATABLE = tuple(state for state in State if state not in PAST)


class TranslatedMeanwhile(Stale):
    """Somebody saved a translation of the same text in between; nothing was saved. `paths` names the texts."""

    def __init__(self, paths):
        self.paths = paths
        super().__init__(
            _("Someone translated one of these texts while you were writing, so nothing was saved. Compare and save again.")
        )


class NotToBeChecked(Refusal):
    """A translation is checked by another person, as it stands now and against the text as it stands now."""

    default_sentence = _(
        "A translation is checked by another person than the one who wrote it, and only while its source is unchanged."
    )


@transaction.atomic
def translate(version, texts, *, seen, by, at, post=None):
    """Save translations, {path: text}; an empty text takes the translation out. Returns the paths that changed.

    `seen`: {path: row_version of the translation as the writer's page showed it, 0 for none}. A saved text waits to be checked.
    Translating makes nobody an author. Raises NotAllowed, MovedOn, TranslatedMeanwhile, Refusal for a path that is not there.
    """
    version, actor = _open(version, by, at, post)
    language, person = other_language(version), person_of(by)
    sources = {source.path: source for source in sources_of(version)}
    stored = _as_seen(version, language, texts, seen)
    changed = []
    for path, text in texts.items():
        text, old = tidy(text), stored.get(path)
        if path not in sources:
            raise Refusal(_("One of these texts was taken out of the plan meanwhile, so nothing was saved. Open the page again."))
        if not text:
            if old is not None:
                old.delete()
                changed.append(path)
            continue
        if old is not None and old.text == text and old.source_hash == sources[path].hash:
            continue
        row = old or Translation(version=version, path=path, language=language, row_version=0)
        row.text, row.source_hash = text, sources[path].hash
        row.row_version += 1
        row.by, row.by_label, row.at = person, str(actor)[:250], at
        row.checked_by, row.checked_by_label, row.checked_at = None, "", None
        row.save()
        changed.append(path)
    _tell("plan.translated", version, actor, at, language, changed)
    return changed


@transaction.atomic
def check_translations(version, paths, *, seen, by, at, post=None):
    """Record that this person read these translations against their sources and found them right. Returns how many.

    Raises NotAllowed, MovedOn, TranslatedMeanwhile, NotToBeChecked.
    """
    version, actor = _open(version, by, at, post)
    language, person = other_language(version), person_of(by)
    sources = {source.path: source for source in sources_of(version)}
    stored = _as_seen(version, language, paths, seen)
    for path in paths:
        row = stored.get(path)
        if row is None or row.by_id == person.pk or path not in sources or row.source_hash != sources[path].hash:
            raise NotToBeChecked
        row.checked_by, row.checked_by_label, row.checked_at = person, str(actor)[:250], at
        row.row_version += 1
        row.save()
    _tell("plan.translation_checked", version, actor, at, language, list(paths))
    return len(paths)


def _open(version, by, at, post):
    return open_to(version, Move.TRANSLATE, TRANSLATABLE, by=by, at=at, post=post)


def _as_seen(version, language, paths, seen):
    """{path: Translation} of these texts as they are stored. Raises TranslatedMeanwhile where the writer saw another."""
    stored = {one.path: one for one in Translation.objects.filter(version=version, language=language, path__in=paths)}
    clashes = [path for path in paths if seen.get(path, 0) != (stored[path].row_version if path in stored else 0)]
    if clashes:
        raise TranslatedMeanwhile(clashes)
    return stored


def _tell(verb, version, actor, at, language, paths):
    """One Event for one save, and a new edition where the version is public; no word of the texts in it."""
    if not paths:
        return
    record(
        verb, actor=actor, target=version, label=label_of(version), at=at, data={"language": str(language), "texts": len(paths)}
    )
    if version.published_at is not None:
        edition.bump()
