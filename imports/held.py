"""Where sheet and ZIP lie between the preview and the recording: out of the web's reach, one day, for their uploader alone."""

import json
import secrets
import shutil
import time
from contextlib import contextmanager

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from common.refusals import Refusal

_KEPT_SECONDS = 24 * 3600


class NotHeld(Refusal):
    """The files of the preview are gone."""

    default_sentence = _("The files of this preview are no longer kept. Upload them again; nothing was recorded.")


def _root():
    return settings.VAR / "held"


def hold(user, sheet, archive) -> str:
    """Keep the two files and return the token of their preview; older ones are removed on the way."""
    _sweep()
    token = secrets.token_hex(16)
    folder = _root() / token
    folder.mkdir(parents=True)
    for name, file in (("sheet", sheet), ("scans", archive)):
        if file is not None:
            file.seek(0)
            with (folder / name).open("wb") as target:
                shutil.copyfileobj(file, target)
    (folder / "whose.json").write_text(json.dumps({"user": user.pk, "sheet": sheet.name}), encoding="utf-8")
    return token


@contextmanager
def held(user, token):
    """The two files as (sheet, archive or None), open for reading; the sheet under its own name. Raises NotHeld."""
    folder = _root() / token
    if len(token) != 32 or set(token) - set("0123456789abcdef") or not (folder / "whose.json").exists():
        raise NotHeld()
    whose = json.loads((folder / "whose.json").read_text(encoding="utf-8"))
    if whose["user"] != user.pk:
        raise NotHeld()
    with (folder / "sheet").open("rb") as content:
        sheet = _Named(content, whose["sheet"])
        if not (folder / "scans").exists():
            yield sheet, None
            return
        with (folder / "scans").open("rb") as archive:
            yield sheet, archive


def release(token):
    """Remove the files; called once their rows are recorded."""
    shutil.rmtree(_root() / token, ignore_errors=True)


class _Named:
    """An open file under the name it was uploaded with."""

    def __init__(self, content, name):
        self.content, self.name = content, name

    def __getattr__(self, attribute):
        return getattr(self.content, attribute)

    def __iter__(self):
        return iter(self.content)


def _sweep():
    if _root().exists():
        for folder in _root().iterdir():
            if folder.stat().st_mtime < time.time() - _KEPT_SECONDS:
                shutil.rmtree(folder, ignore_errors=True)
