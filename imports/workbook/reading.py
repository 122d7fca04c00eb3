"""From the cells of a workbook to what it asks of the draft: values of the cover, the heads and the rows, or faults at cells.

A cell that says what the draft says is left alone; only what differs is read. So an untouched workbook changes nothing, whatever
it holds.
"""

import difflib
import uuid
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from common.digits import western_digits
from common.financial_years import parse_financial_year
from common.numbers import parse_count
from common.refusals import Refusal
from common.text import fold, tidy
from imports.workbook import layout
from imports.workbook.faults import Fault
from imports.workbook.opening import NotOpened, Sheet, place_of
from imports.workbook.rows_of_a_sheet import read_rows
from plans.cell_words import choices_of, folded, one_line
from plans.cells import Register
from plans.models import Commitment, PlanVersion


@dataclass
class TextWish:
    """What a sheet asks of the text of its head, or the cover of the version: {field: value}, and the cell of each."""

    sheet: str
    values: dict
    refs: dict
    head: int = 0
    is_overtaken: bool = False


@dataclass
class Upload:
    """A workbook understood: what it asks, the sheets it leaves out, and what is wrong with it."""

    cover: TextWish | None = None
    heads: list = field(default_factory=list)
    rows: dict = field(default_factory=dict)
    missing: list = field(default_factory=list)
    faults: list = field(default_factory=list)


def read_workbook(sheets: list[Sheet], standing) -> Upload:
    """Read an opened workbook against the draft as it stands. Raises NotOpened where it is no workbook of a plan."""
    by_name = {sheet.name: sheet for sheet in sheets}
    if layout.COVER not in by_name:
        raise NotOpened(
            _(
                "The workbook has no sheet “%(cover)s”, so it is not the workbook of a plan. "
                "Download the plan's workbook and fill that."
            )
            % {"cover": layout.COVER}
        )
    upload = Upload(missing=[sheet.name for sheet in layout.SHEETS if sheet.name not in by_name])
    upload.faults += _faults_of_sheets(sheets, upload.missing)
    upload.cover = _cover(by_name[layout.COVER], standing, upload.faults)
    register = Register(standing.version)
    for sheet in layout.SHEETS:
        if sheet.name in by_name:
            page = by_name[sheet.name]
            if not _stands_in_its_rows(page, upload.faults):
                continue
            upload.heads.append(_head(page, sheet, standing, upload.faults))
            if sheet.word:
                upload.rows[sheet.name] = read_rows(page, sheet, standing, register, upload.faults)
            else:
                _refuse_outside(page, layout.SAVED_ROW + 1, upload.faults)
    _identities(upload, standing)
    return upload


def _faults_of_sheets(sheets, missing):
    """Sheets that are hidden or not known, and merged cells: what stands there could be taken wrongly or not at all."""
    known = {layout.COVER, layout.GUIDE, *layout.BY_NAME}
    for sheet in sheets:
        if sheet.is_hidden:
            yield Fault(
                sheet.name, "", _("The sheet is hidden. Show it and look at it, or delete it; nothing is taken in unseen.")
            )
        elif sheet.name not in known:
            near = difflib.get_close_matches(sheet.name, missing, 1, 0.5)
            if near:
                sentence = _("The plan has no sheet of this name. Name it “%(near)s”.") % {"near": near[0]}
            else:
                sentence = _("The plan has no sheet of this name. Delete it, or name it as it was when you downloaded it.")
            yield Fault(sheet.name, "", sentence)
        elif sheet.name != layout.GUIDE:
            for ref in sheet.merged:
                yield Fault(sheet.name, ref, _("These cells are merged. Unmerge them and write each cell's own value."))


def _cover(page, standing, faults):
    """What the cover asks; its code and kind of workbook must be this plan's."""
    found = {}
    for number, cells in sorted(page.rows.items()):
        if number < 3:
            continue
        label = cells.get(1) or cells.get(2)
        key = layout.cover_key(label.text) if label else ""
        beside = [cell for column, cell in cells.items() if column > 3]
        if (label and not key) or beside or (not label and cells):
            stray = label if label and not key else beside[0] if beside else next(iter(cells.values()))
            faults.append(Fault(page.name, stray.ref, _("The cover has no place for this. Delete it.")))
        elif key in found:
            faults.append(Fault(page.name, label.ref, _("This line stands twice. Delete one.")))
        else:
            found[key] = (cells.get(3), place_of(3, number))
    wish = TextWish(page.name, {}, {})
    if not _is_of_this_plan(page, found, standing, faults):
        return wish
    for name in layout.COVER_FIELDS:
        if name not in found:
            faults.append(
                Fault(
                    page.name,
                    "",
                    _("The line “%(label)s” is missing. Download the workbook again.")
                    % {"label": dict(layout.COVER_LINES)[name]},
                )
            )
            continue
        cell, ref = found[name]
        if cell is not None and cell.fault:
            faults.append(Fault(page.name, ref, cell.fault))
            continue
        try:
            value = _cover_value(name, cell.text if cell else "")
        except Refusal as refused:
            faults.append(Fault(page.name, ref, str(refused.sentence)))
            continue
        wish.refs[name] = ref
        if value != standing.cover[name]:
            wish.values[name] = value
    wish.is_overtaken = _seen(found.get("saved", (None, ""))[0]) != standing.version.row_version
    return wish


def _is_of_this_plan(page, found, standing, faults):
    kind, ref = found.get("format", (None, "C3"))
    if kind is None or kind.text.strip() != layout.FORMAT:
        faults.append(
            Fault(
                page.name,
                ref,
                _(
                    "This cell does not say “%(format)s”, so the workbook is of another kind. "
                    "Download the plan's workbook and fill that."
                )
                % {"format": layout.FORMAT},
            )
        )
        return False
    place = standing.version.plan.place
    code, ref = found.get("code", (None, "C4"))
    if code is None or western_digits(code.text).strip() != place.code:
        faults.append(
            Fault(
                page.name,
                ref,
                _("The workbook is of another place; this plan is of %(place)s, code %(code)s. Choose the workbook of this plan.")
                % {"place": place.name, "code": place.code},
            )
        )
        return False
    return True


def _cover_value(name, text):
    plain = one_line(tidy(text))
    if name in ("period_from_fy", "period_to_fy"):
        return parse_financial_year(plain) if plain else ""
    if name == "authentic_language":
        code = choices_of(PlanVersion, name).get(folded(plain))
        if code is None:
            words = ", ".join(str(label) for label in PlanVersion.Language.labels)
            raise Refusal(
                _("“%(text)s” is no language of a plan. Write one of: %(words)s.") % {"text": plain[:40], "words": words}
            )
        return code
    return plain


def _seen(cell):
    return parse_count(western_digits(cell.text)) if cell is not None else None


def _stands_in_its_rows(page, faults):
    """Whether the labels of the upper part stand where they were written; a row more or less above moves everything."""
    for row, label in ((layout.TEXT_ROW, layout.TEXT), (layout.REASON_ROW, layout.REASON), (layout.SAVED_ROW, layout.SAVED)):
        words = page.rows.get(row, {}).get(1)
        english = layout.both(label)[0]
        if words is None or fold(english) not in fold(words.text):
            sentence = _("“%(label)s” should stand here. A row was added or deleted above; undo that.") % {"label": english}
            faults.append(Fault(page.name, place_of(1, row), sentence))
            return False
    return True


def _head(page, sheet, standing, faults):
    """What the upper part of a sheet asks of the text of its head."""
    wish = TextWish(page.name, {}, {}, sheet.head.value)
    section = standing.sections.get(sheet.head)
    _refuse_outside(page, layout.TITLE_ROW, faults, until=layout.TITLE_ROW, after=1)
    _refuse_outside(page, layout.SAVED_ROW, faults, until=layout.SAVED_ROW, after=2)
    _refuse_outside(page, layout.SAVED_ROW + 1, faults, until=layout.ENGLISH_ROW - 1)
    for row, name in ((layout.TEXT_ROW, "text"), (layout.REASON_ROW, "not_applicable_reason")):
        cells = {column: cell for column, cell in page.rows.get(row, {}).items() if column > 1}
        bad = [cell for cell in cells.values() if cell.fault]
        faults += [Fault(page.name, cell.ref, cell.fault) for cell in bad]
        text = "".join(cells[column].text for column in sorted(cells) if not cells[column].fault)
        wish.refs[name] = place_of(2, row)
        if not bad and section is not None and text != getattr(section, name) and tidy(text) != getattr(section, name):
            wish.values[name] = tidy(text)
    wish.is_overtaken = section is not None and _seen(page.rows.get(layout.SAVED_ROW, {}).get(2)) != section.row_version
    return wish


def _refuse_outside(page, first, faults, *, until=None, after=0):
    """A fault for each filled cell of these rows right of column `after`: it would be lost in silence."""
    for number, cells in sorted(page.rows.items()):
        if number >= first and (until is None or number <= until):
            faults += [
                Fault(
                    page.name,
                    cell.ref,
                    _(
                        "Nothing of the plan stands in this cell, so it would be lost. "
                        "Move it into a cell of the plan, or delete it."
                    ),
                )
                for column, cell in sorted(cells.items())
                if column > after
            ]


def _identities(upload, standing):
    """Faults for identities that are not of this version, or stand twice."""
    unknown, seen = {}, {}
    for name, wishes in upload.rows.items():
        for wish in wishes:
            if not wish.uid:
                continue
            if wish.uid in seen:
                upload.faults.append(
                    Fault(
                        name,
                        wish.refs["identity"],
                        _("This identity stands in %(cell)s already. Empty this cell where the row is a new one.")
                        % {"cell": seen[wish.uid]},
                    )
                )
                continue
            seen[wish.uid] = f"{name}, {wish.refs['identity']}"
            if wish.line is None:
                unknown[wish.uid] = (name, wish)
    plans = dict(Commitment.objects.filter(uid__in=[uuid.UUID(uid) for uid in unknown]).values_list("uid", "plan_id"))
    here = {line.uid: name for name, lines in standing.lines.items() for line in lines}
    for uid, (name, wish) in unknown.items():
        plan = plans.get(uuid.UUID(uid))
        if uid in here:
            sentence = _(
                "This identity belongs on the sheet %(sheet)s. Take the row back there, or empty this cell for a new row."
            ) % {"sheet": here[uid]}
        elif plan == standing.version.plan_id:
            sentence = _("The row of this identity was taken out of this version. Empty the cell to add it as a new row.")
        elif plan is not None:
            sentence = _("This identity belongs to another plan. Empty the cell to add the row as one of this plan.")
        else:
            sentence = _("This identity is unknown. Empty the cell to add the row as a new one.")
        upload.faults.append(Fault(name, wish.refs["identity"], sentence))
