"""Who edits reference data, as the record names them.

Posts are known above this app, so accounts registers the function that turns a
user into an Actor; without it the record carries the user's name alone.
"""

from audit.recording import Actor

_actor_of = None


def register_actor(function):
    """`function(user, *, on) -> Actor`; the last one registered counts."""
    global _actor_of
    _actor_of = function


def actor_of(user, *, on) -> Actor:
    """The Actor for `user` on the day `on`."""
    if _actor_of is not None:
        return _actor_of(user, on=on)
    return Actor(name=user.get_username())
