"""Two people saved the same row: three texts, field by field, and one choice for each field that both changed.

The base is what the writer's form was opened with. The form carries it signed, so that it can be trusted to be what was shown;
it decides nothing but what this page offers: the save compares row_version as every save does, and a third save in between
brings the page again, with what was stored then as its base.
"""

import re
from dataclasses import dataclass

from django.core import signing
from django.core.exceptions import ValidationError
from django.forms import MultiWidget
from django.http import QueryDict
from django.utils.text import capfirst

MINE, THEIRS = "mine", "theirs"
#: Of the form itself, no field of the row.
_ABOUT_THE_FORM = ("row_version", "once")


def as_sent(form):
    """{name: [values]} that a browser would send of this unbound form, untouched."""
    sent = {}
    for bound in form:
        if bound.name in _ABOUT_THE_FORM:
            continue
        value, widget = bound.value(), bound.field.widget
        if isinstance(widget, MultiWidget):
            parts = value if isinstance(value, (list, tuple)) else widget.decompress(value)
            for number, part in enumerate(parts):
                sent[f"{bound.html_name}_{number}"] = ["" if part is None else str(part)]
        elif isinstance(value, (list, tuple)) or hasattr(value, "all"):
            sent[bound.html_name] = [str(getattr(one, "pk", one)) for one in value]
        else:
            value = widget.format_value(value) if hasattr(widget, "format_value") else value
            value = value[0] if isinstance(value, list) and value else value
            sent[bound.html_name] = ["" if value in (None, []) else str(value)]
    return sent


def sealed(form):
    """What the form is opened with, signed, for the hidden field `opened`."""
    return signing.dumps(as_sent(form), salt=_salt(form), compress=True)


def _salt(form):
    return f"plans.opened/{form.instance._meta.label}/{form.instance.pk}"


def opened(form, seal):
    """{name: [values]} of a seal that this row's form carried; {} for none, a forged one or another row's."""
    try:
        return signing.loads(seal or "", salt=_salt(form))
    except signing.BadSignature:
        return {}


@dataclass(frozen=True)
class Field:
    """One field of the merge page, worded. `kept` says whose text goes on where that is no question: mine or theirs."""

    name: str
    label: str
    base: str
    mine: str
    theirs: str
    kept: str

    @property
    def is_asked(self):
        return self.kept == ""


@dataclass(frozen=True)
class Merge:
    """The merge page: the sentence that says who was faster, the fields, and what goes back unseen."""

    sentence: str
    fields: list
    hidden: list
    unanswered: bool = False

    @property
    def asked(self):
        return [one for one in self.fields if one.is_asked]

    @property
    def taken(self):
        return [one for one in self.fields if one.kept == THEIRS]

    @property
    def own(self):
        return [one for one in self.fields if one.kept == MINE]


def merge_of(form, stored, sentence, *, unanswered=False):
    """The merge page of this valid bound form and the row as it is stored now.

    `unanswered`: the page was sent before with a choice missing; the texts are compared from where they were then.
    """
    theirs_form = type(form)(instance=stored, version=form.version)
    seal = form.data.get("base" if unanswered else "opened", "")
    base, theirs = opened(form, seal), as_sent(theirs_form)
    fields, hidden = [], []
    for name in _names(form):
        mine_sent, theirs_sent, base_sent = (_of_field(name, sent) for sent in (_sent(form.data), theirs, base))
        mine_said = form.shown(name, form.cleaned_data.get(name))
        theirs_said = form.shown(name, theirs_form.stored_value(name))
        kept = _kept(mine_sent, theirs_sent, base_sent, mine_said == theirs_said)
        hidden += [(key, value) for key, values in (theirs_sent if kept == THEIRS else mine_sent).items() for value in values]
        if mine_said != theirs_said:
            label = form.fields[name].label or capfirst(name)
            fields.append(Field(name, str(label), _said(theirs_form, name, base), mine_said, theirs_said, kept))
    hidden += [("choose", one.name) for one in fields if one.is_asked]
    hidden += [("row_version", str(stored.row_version)), ("opened", sealed(theirs_form)), ("base", seal)]
    return Merge(sentence, fields, hidden, unanswered)


def _kept(mine, theirs, base, is_same):
    """Whose text goes on: "" where both changed it, each in another way, or where nobody knows what it was."""
    if is_same or (base and _plain(theirs) == _plain(base)):
        return MINE
    return THEIRS if base and _plain(mine) == _plain(base) else ""


def _plain(sent):
    # Browsers send line ends of their own; an empty box may be sent or left out.
    tidied = {key: [value.replace("\r\n", "\n").strip() for value in values] for key, values in sent.items()}
    return {key: values for key, values in tidied.items() if any(values)}


def answered(form_class, data, *, row, version):
    """What a merge page sent, with the texts chosen in place; None where a field was left without a choice.

    Data of any other form comes back as it is.
    """
    asked = data.getlist("choose")
    if not asked:
        return data
    if any(data.get(f"take-{name}") not in (MINE, THEIRS) for name in asked):
        return None
    form = form_class(instance=row, version=version)
    theirs = opened(form, data.get("opened"))
    merged = data.copy()
    for name in asked:
        if data[f"take-{name}"] != THEIRS or name not in form.fields:
            continue
        for key in _of_field(name, _sent(data)):
            merged.pop(key, None)
        for key, values in _of_field(name, theirs).items():
            merged.setlist(key, values)
    for key in ("choose", "base", *(f"take-{name}" for name in asked)):
        merged.pop(key, None)
    return merged


def _names(form):
    return [name for _heading, names in form.groups for name in names if name in form.fields]


def _sent(data):
    return dict(data.lists()) if isinstance(data, QueryDict) else {key: [value] for key, value in data.items()}


def _of_field(name, sent):
    """The part of what was sent that belongs to this field: its own name, its two controls, the button that chose a product."""
    own = re.compile(rf"{re.escape(name)}(_\d|_pick)?")
    return {key: values for key, values in sent.items() if own.fullmatch(key)}


def _said(form, name, base):
    """The base of a field as the page words it; as it was sent where it cannot be read any more."""
    if not base:
        return ""
    data = QueryDict(mutable=True)
    for key, values in base.items():
        data.setlist(key, values)
    field = form.fields[name]
    raw = field.widget.value_from_datadict(data, {}, name)
    try:
        return form.shown(name, field.clean(raw))
    except ValidationError:
        return " ".join(value for values in _of_field(name, base).values() for value in values if value)
