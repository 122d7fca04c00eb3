"""Saving a row of a draft: the one door for admin forms, imports and pastes.

A save compares the row's `row_version` with the one the writer saw, writes the author's mark in the same transaction, and
opens a replacement commitment where metric, subject, unit or basis changed. Values are given as a dict of field names;
nothing outside the row's own fields can be set through it.
"""

import uuid
from dataclasses import dataclass, field

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import UniqueConstraint
from django.utils.translation import gettext_lazy as _

from accounts.actors import actor_of
from accounts.permission import require
from accounts.postings import person_of
from common import refusals
from common.clock import INDIA, day_in_india
from plans.authorship import mark_author
from plans.models import Bottleneck, Comment, Commitment, FigureState, Intervention, PlanVersion, ProductChapter, Remedy
from plans.models.units import Unit
from plans.opened import OpenDraft
from plans.states import EDITABLE
from plans.workflow.moving import moved_on, open_to

# Set by the portal alone; a form, a sheet or a forged request that names them is refused.
KEPT_BY_THE_PORTAL = {"id", "version", "commitment", "row_version", "changed_at", "changed_by_label", "head"}
VERSION_FIELDS = ("title", "title_hi", "authentic_language", "period_from_fy", "period_to_fy", "file_number")


@dataclass(frozen=True)
class Clash:
    """One field of a row that two people filled differently."""

    field: str
    label: str
    mine: object
    theirs: object


class StaleRow(refusals.StaleRow):
    """Somebody saved the row after the writer opened it. Carries both texts, field by field; nothing was written."""

    def __init__(self, row, mine, clashes):
        self.row, self.mine, self.clashes = row, mine, clashes
        self.theirs = {clash.field: clash.theirs for clash in clashes}
        self.row_version = row.row_version
        at = getattr(row, "changed_at", None)
        if at is None:
            super().__init__()
            return
        super().__init__(
            _(
                "%(name)s saved this while you were writing (%(time)s), so yours was not saved. "
                "Compare the two texts and save again."
            )
            % {"name": row.changed_by_label, "time": f"{at.astimezone(INDIA):%H:%M}"}
        )


class BadRow(refusals.BadFields):
    """What was typed cannot stand as a row."""


@dataclass(frozen=True)
class Saved:
    """The row as saved; `changed` maps field -> (old, new); `replaced` is the commitment this save closed, if any."""

    row: object
    changed: dict = field(default_factory=dict)
    replaced: Commitment | None = None
    sentence: str = ""


class AlreadyAdded(refusals.Refusal):
    """The same press of the same form added its row before."""

    default_sentence = _("This row was already added; the second press changed nothing. To add another one, open the form again.")


def save_row(model, values, *, version, by, at, pk=None, row_version=None, post=None, once=""):
    """Save one row of `version` and return Saved; without `pk` a new row is added at the end.

    row_version: what the writer's page showed; required for an existing row.
    once: what the form of a new row was given when it was opened; one such word adds one row, however often it is sent.

    Raises NotAllowed, MovedOn (the version is not open to writing), StaleRow, BadRow, AlreadyAdded.
    """
    with transaction.atomic():
        opened = open_draft(version, by=by, at=at, post=post, presses=[once] if once and pk is None else [])
        return save_opened(opened, model, values, pk=pk, row_version=row_version, once=once)


def open_draft(version, *, by, at, post=None, presses=()):
    """The OpenDraft of a version, for many calls of save_opened() in the caller's transaction.

    presses: the words that new rows will carry as `once`. Raises NotAllowed, MovedOn, AlreadyAdded.
    """
    version, actor = _open_version(version, by, at, post)
    presses = {once: uuid.uuid5(uuid.NAMESPACE_URL, f"{version.pk}/{by.pk}/{once}") for once in presses}
    # The version's row is locked by now, so of two presses at once the later one sees the earlier one's rows.
    if presses and Commitment.objects.filter(uid__in=presses.values()).exists():
        raise AlreadyAdded
    return OpenDraft(version, actor, person_of(by), at, presses)


def save_opened(opened, model, values, *, pk=None, row_version=None, once=""):
    """As save_row(), of a draft that is open already; the caller has put it into a savepoint. Raises StaleRow, BadRow."""
    version, uid = opened.version, opened.presses[once] if once and pk is None else None
    values = dict(values)
    addressed = values.pop("bottlenecks", None) if model is Intervention else None
    _only_own_fields(model, values)
    row = _row(opened, model, pk, values)
    mine = dict(values)
    if pk is not None and row_version != row.row_version:
        raise StaleRow(row, mine, _clashes(row, values))
    _forgiving(model, values)
    before = {name: getattr(row, name) for name in _attnames(model, values)}
    for name, value in values.items():
        setattr(row, _attname(model, name, value), value)
    _settle_figures(row, values)
    _clean(row, known=opened.referred(row))
    changed = _changed(row, before)
    linked = _relinked(row, version, addressed) if addressed is not None else False
    if row.pk is not None and not changed and not linked:
        return Saved(row)
    replaced = _replace_where_another_promise(row, version, changed) if row.pk else None
    is_new = row.pk is None
    _write(row, opened.actor, opened.at, is_new=is_new, uid=uid)
    if addressed is not None:
        _link(row, version, addressed, is_new=is_new)
    opened.saved(row)
    sentence = ""
    if replaced is not None:
        sentence = _(
            "What this counts is now another promise, so it has a new identity; the old one is closed and the plan says "
            "what took its place."
        )
    return Saved(row, changed, replaced, sentence)


@transaction.atomic
def delete_row(row, *, row_version, by, at, post=None):
    """Take a row out of the draft; its commitment is closed, never reused.

    Raises NotAllowed, MovedOn, StaleRow, BadRow (parts or comments hang on it).
    """
    version, _actor = _open_version(row.version, by, at, post)
    current = type(row).objects.select_related("commitment").get(pk=row.pk)
    if row_version != current.row_version:
        raise StaleRow(current, {}, [])
    if isinstance(current, Intervention) and current.parts.exists():
        raise BadRow({NON_FIELD_ERRORS: [_("This intervention has parts. Take them out first, or move them.")]})
    commitment = current.commitment
    commitment.closed_in = version
    commitment.save(update_fields=["closed_in"])
    current.delete()
    mark_author(version, person_of(by), at)


@transaction.atomic
def save_version(version, values, *, row_version, by, at, post=None):
    """Save title, period, language or file number of a draft. Raises NotAllowed, MovedOn, StaleRow, BadRow."""
    unknown = set(values) - set(VERSION_FIELDS)
    if unknown:
        raise ValueError(f"Not fields of a version: {', '.join(sorted(unknown))}.")
    version, _actor = _open_version(version, by, at, post)
    if row_version != version.row_version:
        raise StaleRow(version, dict(values), _clashes(version, values))
    before = {name: getattr(version, name) for name in values}
    for name, value in values.items():
        setattr(version, name, value)
    unwritten = [column.name for column in PlanVersion._meta.concrete_fields if column.name not in VERSION_FIELDS]
    _clean(version, unwritten)
    changed = _changed(version, before)
    if changed:
        version.row_version += 1
        try:
            with transaction.atomic():
                version.save(update_fields=[*values, "row_version"])
        except IntegrityError as refused:
            raise _in_words(version, unwritten) from refused
        mark_author(version, person_of(by), at)
    return Saved(version, changed)


@transaction.atomic
def comment(version, *, text, by, at, commitment=None, parent=None, post=None):
    """Add a comment, or a reply to one; no edit, so it makes nobody an author. Raises NotAllowed, BadRow."""
    on = day_in_india(at)
    place = version.plan.place
    verdict = require(by, "write" if parent else "comment", place, on=on, thing=version, post=post)
    if not text.strip():
        raise BadRow({"text": [_("Write something, then save.")]})
    return Comment.objects.create(
        version=version,
        commitment=commitment,
        parent=parent,
        text=text.strip(),
        by=person_of(by),
        by_label=str(actor_of(by, on=on, post=verdict.post))[:250],
        at=at,
    )


@transaction.atomic
def settle(remark, *, by, at, post=None):
    """Mark a comment as settled: it is answered or done with. Writers settle; a second press changes nothing.

    Raises NotAllowed.
    """
    on = day_in_india(at)
    version = remark.version
    verdict = require(by, "write", version.plan.place, on=on, thing=version, post=post)
    label = str(actor_of(by, on=on, post=verdict.post))[:250]
    Comment.objects.filter(pk=remark.pk, parent=None, settled_at=None).update(settled_at=at, settled_by_label=label)


def writable_fields(model):
    """Names of the fields a writer may set on a row of this model, in order."""
    names = [f.name for f in model._meta.concrete_fields if f.editable and f.name not in KEPT_BY_THE_PORTAL]
    if model is Intervention:
        names.append("bottlenecks")
    if model.under_head == 0 and model.commitment_kind == Commitment.Kind.PROFILE_FACT:
        names.insert(0, "head")
    return names


def _open_version(version, by, at, post):
    version, actor = open_to(version, "write", EDITABLE, by=by, at=at, post=post)
    if version.is_erratum:
        raise moved_on(version)
    return version, actor


def _only_own_fields(model, values):
    unknown = set(values) - set(writable_fields(model)) - {f"{name}_id" for name in writable_fields(model)}
    if unknown:
        raise ValueError(f"{model.__name__} rows have no {', '.join(sorted(unknown))} to write.")


def _row(opened, model, pk, values):
    if pk is not None:
        found = opened.row(model, pk)
        if found is None:
            raise BadRow({NON_FIELD_ERRORS: [_("Someone took this row out of the plan while you were writing.")]})
        return found
    row = model(version=opened.version)
    if "position" not in values:
        row.position = opened.next_position(model)
    return row


def _attname(model, name, value):
    """The attribute to set: product_id where a key is given for product, product where a row is."""
    if name.endswith("_id"):
        return name
    column = model._meta.get_field(name)
    return column.attname if column.is_relation and not hasattr(value, "pk") else name


def _attnames(model, values):
    return [model._meta.get_field(name.removesuffix("_id") if name.endswith("_id") else name).attname for name in values]


def _forgiving(model, values):
    """Understand what is meant where it is sure: spaces around text, HS codes with a dot."""
    for name, value in values.items():
        if isinstance(value, str):
            values[name] = value.strip()
    if model is ProductChapter and values.get("hs_codes"):
        values["hs_codes"] = [_hs_code(code, values.get("hs_edition")) for code in values["hs_codes"]]
    if values.get("basis_hs_code"):
        values["basis_hs_code"] = _hs_code(values["basis_hs_code"], values.get("basis_hs_edition"), "basis_hs_code")
        values.setdefault("basis_hs_edition", "HS 2022")


def _hs_code(text, edition, name="hs_codes"):
    from districts.queries import resolve_hs

    try:
        return resolve_hs(text, edition or "HS 2022").code
    except refusals.Refusal as unknown:
        raise BadRow({name: [unknown.sentence]}) from unknown


def _settle_figures(row, values):
    """Where only the figure was given or emptied, its state follows; both given stand as they are."""
    for column in row._meta.concrete_fields:
        if not column.name.endswith("_state"):
            continue
        figure = column.name.removesuffix("_state")
        value = next(name for name in (f"{figure}_value", f"{figure}_rupees", figure) if hasattr(row, name))
        if value not in values or column.name in values:
            continue
        if getattr(row, value) not in (None, ""):
            setattr(row, column.name, FigureState.VALUE)
        elif getattr(row, column.name) == FigureState.VALUE:
            setattr(row, column.name, FigureState.MISSING)
    if getattr(row, "unit_label", "") and row.unit != Unit.OTHER and "unit_label" not in values:
        row.unit_label = ""


def _clean(row, exclude=(), *, known=()):
    """Refuse what the fields or uniqueness forbid. The database's own constraints are asked by the save itself, and looked
    up one by one only when it refuses: asking each beforehand doubles the queries of every save.

    known: fields whose reference was found to be there, for an earlier row under the same lock."""
    try:
        row.clean_fields(exclude=["commitment", "version", *exclude, *known])
        for constraint in row._meta.constraints:
            if isinstance(constraint, UniqueConstraint):
                constraint.validate(type(row), row, exclude={"commitment", *exclude})
    except ValidationError as refused:
        raise _in_words(row, exclude) from refused
    if isinstance(row, Intervention) and row.parent_id:
        parent = row.parent
        if parent.version_id != row.version_id or parent.parent_id or parent.pk == row.pk or (row.pk and row.parts.exists()):
            raise BadRow({"parent": [_("A part stands under one intervention of this version, and has no parts itself.")]})


def _in_words(row, exclude=()):
    """A BadRow with every sentence that applies, once something was refused."""
    try:
        row.full_clean(exclude=["commitment", *exclude])
    except ValidationError as refused:
        return BadRow(refused.message_dict)
    return BadRow({NON_FIELD_ERRORS: [_("Something in this contradicts the rest of the plan. Look at it again.")]})


def _changed(row, before):
    changed = {}
    for name, old in before.items():
        new = getattr(row, name)
        if (old, str(old)) != (new, str(new)):
            changed[row._meta.get_field(name).name] = (old, new)
    return changed


def _clashes(row, values):
    clashes = []
    for name, mine in values.items():
        column = row._meta.get_field(name.removesuffix("_id") if name.endswith("_id") else name)
        theirs = getattr(row, column.attname)
        if str(getattr(mine, "pk", mine)) != str(theirs):
            shown = getattr(row, column.name) if column.is_relation else theirs
            clashes.append(Clash(column.name, str(column.verbose_name), mine, shown))
    return clashes


def _replace_where_another_promise(row, version, changed):
    if not set(changed) & set(row.identity):
        return None
    closed = row.commitment
    row.commitment = Commitment.objects.create(plan=version.plan, kind=row.commitment_kind, opened_in=version, replaces=closed)
    closed.closed_in = version
    closed.save(update_fields=["closed_in"])
    return closed


def _write(row, actor, at, *, is_new, uid=None):
    row.changed_at, row.changed_by_label = at, str(actor)[:250]
    if is_new:
        named = {"uid": uid} if uid else {}
        row.commitment = Commitment.objects.create(
            plan=row.version.plan, kind=row.commitment_kind, opened_in=row.version, **named
        )
    else:
        row.row_version += 1
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as refused:
        raise _in_words(row) from refused


def _relinked(row, version, bottlenecks):
    wanted = {getattr(item, "pk", item) for item in bottlenecks}
    if Bottleneck.objects.filter(version=version, pk__in=wanted).count() != len(wanted):
        raise BadRow({"bottlenecks": [_("Choose bottlenecks of this version.")]})
    return row.pk is None or wanted != set(Remedy.objects.filter(intervention=row).values_list("bottleneck_id", flat=True))


def _link(row, version, bottlenecks, *, is_new):
    wanted, linked = {getattr(item, "pk", item) for item in bottlenecks}, set()
    if not is_new:
        there = Remedy.objects.filter(intervention=row)
        there.exclude(bottleneck_id__in=wanted).delete()
        linked = set(there.values_list("bottleneck_id", flat=True))
    for pk in sorted(wanted - linked):
        Remedy.objects.create(version=version, intervention=row, bottleneck_id=pk)
