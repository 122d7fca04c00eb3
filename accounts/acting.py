"""In which post somebody acts: the one chosen for this session, or the first they hold."""

from .permission import held_on
from .postings import person_of

_KEY = "acting_post"


def acting_post(request, *, on):
    """The Post in which the person of this request acts on the day `on`; None when they hold none.

    A chosen post that has ended since is forgotten.
    """
    posts = held_posts(request, on=on)
    chosen = request.session.get(_KEY) if hasattr(request, "session") else None
    return next((post for post in posts if post.pk == chosen), posts[0] if posts else None)


def choose_post(request, post_id, *, on):
    """Act in this post from now on. Returns whether the person holds it."""
    if not any(post.pk == post_id for post in held_posts(request, on=on)):
        return False
    request.session[_KEY] = post_id
    return True


def held_posts(request, *, on):
    """The posts of the person of this request on the day `on`; one query in a request."""
    kept = getattr(request, "_held_posts", None)
    if kept is None or kept[0] != (request.user.pk, on):
        kept = ((request.user.pk, on), held_on(person_of(request.user), on))
        request._held_posts = kept
    return kept[1]
