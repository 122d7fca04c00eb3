"""The actor of an Event: name, post and place as they are on the day."""

from audit.recording import Actor

from .postings import person_of, posts_of

__all__ = ["actor_of", "label_of"]


def actor_of(user, *, on, post=None):
    """The audit Actor for `user`, acting in `post` or, unless told, in the first post they hold that day."""
    person = person_of(user)
    if person is None:
        return Actor(name=getattr(user, "email", "") or "")
    if post is None:
        post = posts_of(person, on).first()
    if post is None:
        return Actor(name=person.name)
    return Actor(name=person.name, post=post.title, place=post.place.name)


def label_of(actor):
    """ "A. Kumar, Collector, Erode": an Actor as one line, short enough for *_by_label columns."""
    return str(actor)[:300]
