"""Who may read a document. Those who know ask to be asked: they register a reader in AppConfig.ready()."""

from collections.abc import Callable

from documents.models import Document

_readers: list[Callable] = []


def register_reader(reader: Callable) -> Callable:
    """Add `reader(user, document) -> True | None`: True opens the document, None has no opinion.

    False closes it, whatever other readers say.
    """
    if reader not in _readers:
        _readers.append(reader)
    return reader


def may_read(user, document: Document) -> bool:
    """Whether `user` (possibly anonymous) may read the bytes of `document`.

    Public documents are open to all. A private one opens when one registered
    reader says so and none says no.
    """
    if document.is_public:
        return True
    answers = [reader(user, document) for reader in _readers]
    return True in answers and False not in answers
