"""The number of the request being answered, for events and log lines written on the way."""

from contextvars import ContextVar

_current: ContextVar[str] = ContextVar("request_id", default="")


def get() -> str:
    """The number of this request; empty outside one."""
    return _current.get()


def set(request_id: str):
    """Begin a request; returns the token that reset() takes."""
    return _current.set(request_id[:64])


def reset(token) -> None:
    """End the request begun by set()."""
    _current.reset(token)
