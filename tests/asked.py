"""Listening at accounts.permission: which moves were asked, and what the answer was, while something was done.

    with listening() as asked:
        client.post(...)
    asked  ->  [(Move, allowed), ...] in the order they were asked

Everything that asks goes through may(); it is listened to where it names the move and where it makes its verdict,
so that no door can be asked past the listener.
"""

from contextlib import contextmanager

from accounts import permission
from accounts.moves import Move


@contextmanager
def listening():
    asked, named = [], []
    real = permission.Verdict

    def naming(move):
        named.append(Move(move))
        return named[-1]

    def deciding(allowed, *args, **kwargs):
        asked.append((named[-1], allowed))
        return real(allowed, *args, **kwargs)

    permission.Move, permission.Verdict = naming, deciding
    try:
        yield asked
    finally:
        permission.Move, permission.Verdict = Move, real
