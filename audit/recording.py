"""Writing events."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import override

from audit import request_id
from audit.models import Event


@dataclass(frozen=True)
class Actor:
    """Who did it, as known that day: name, post, place."""

    name: str
    post: str = ""
    place: str = ""

    def __str__(self):
        return ", ".join(part for part in (self.name, self.post, self.place) if part)


def kind_of(target: Model | type[Model]) -> str:
    """How events name the kind of a thing: "plans.planversion"."""
    return target._meta.label_lower


def record(
    verb: str,
    *,
    actor: Actor,
    target: Model,
    label: object,
    at: datetime,
    data: dict | None = None,
    is_public: bool = False,
) -> Event:
    """Add one event, in the caller's transaction: `actor` did `verb` to `target` at `at`.

    `label` is the target's name as it is now, or what is named so; in English,
    since a record has one language, whatever the page had. `at` is when it
    happened; the moment of writing is kept beside it. One query.
    """
    fields = Event._meta.get_field
    with override("en"):
        label = str(label)
    return Event.objects.create(
        at=at,
        # The one clock below the doors: a record whose moment of writing could be chosen would prove nothing.
        recorded_at=timezone.now(),
        actor_name=actor.name[: fields("actor_name").max_length],
        actor_post=actor.post[: fields("actor_post").max_length],
        actor_place=actor.place[: fields("actor_place").max_length],
        verb=verb,
        target_kind=kind_of(target),
        target_id=str(target.pk),
        target_label=label[: fields("target_label").max_length],
        data=data or {},
        request_id=request_id.get(),
        is_public=is_public,
    )


def events_of(target: Model):
    """The events about one thing, youngest first."""
    return Event.objects.filter(target_kind=kind_of(target), target_id=str(target.pk))
