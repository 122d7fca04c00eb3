"""What both sheets share: reading a row into sentences or values, the marked preview, limits of the file."""

import re
import zipfile

from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.forms import ImportForm, SelectableFieldsExportForm
from import_export.resources import Diff, ModelResource
from import_export.results import RowResult

from audit.admin import BumpsEditionOnImport
from common.refusals import Refusal

MEGABYTE = 1024 * 1024
LARGEST_FILE = 5 * MEGABYTE
LARGEST_UNPACKED = 50 * MEGABYTE
MOST_ROWS = 5000


class MissingColumns(Refusal):
    """The file lacks columns without which no row can be read."""


class TooManyRows(Refusal):
    default_sentence = gettext_lazy("The file has too many rows for one import. Cut it into files of 5,000 rows.")


class MarkedDiff(Diff):
    """The difference of a row with classes instead of style attributes: the page allows no inline style."""

    def as_html(self):
        return [mark_safe(_with_classes(html)) for html in super().as_html()]  # noqa: S308  (escaped by the differ)


def _with_classes(html):
    html = re.sub(r"<ins style=\"[^\"]*\">", '<ins class="import-added">', html)
    return re.sub(r"<del style=\"[^\"]*\">", '<del class="import-removed">', html)


class SheetResource(BumpsEditionOnImport, ModelResource):
    """Reads each row as a whole: `read` gives values or fills `faults` with one sentence per column.

    required: columns without which the file is refused.
    """

    required: tuple[str, ...] = ()

    class Meta:
        abstract = True

    def get_diff_class(self):
        return MarkedDiff

    def get_import_id_fields(self):
        return []

    def before_import(self, dataset, **kwargs):
        headers = {str(header or "").strip().casefold(): header for header in dataset.headers or []}
        missing = [column for column in self.required if column.casefold() not in headers]
        if missing:
            dataset.wipe()
            raise MissingColumns(
                _("The file lacks the column %(columns)s. Its first row must name the columns: %(all)s.")
                % {"columns": ", ".join(missing), "all": ", ".join(self.get_diff_headers())}
            )
        if len(dataset) > MOST_ROWS:
            dataset.wipe()
            raise TooManyRows
        self.seen = {}
        self.learn_names()

    def learn_names(self):
        """Load what names are read against, once per file."""

    def before_import_row(self, row, **kwargs):
        cells = cells_of(row)
        faults = {}
        self.values = self.read(cells, faults)
        self.row_number = kwargs["row_number"] + 1  # as the spreadsheet counts: its first row names the columns
        if not faults:
            key = self.identity(self.values)
            if key in self.seen:
                faults.update(self.said_twice(self.values, self.seen[key]))
            else:
                self.seen[key] = self.row_number
        if faults:
            raise ValidationError({column: str(sentence) for column, sentence in faults.items()})

    def read(self, cells, faults) -> dict:
        raise NotImplementedError

    def identity(self, values):
        raise NotImplementedError

    def said_twice(self, values, earlier_row) -> dict:
        raise NotImplementedError

    def get_instance(self, instance_loader, row):
        return self.find(self.values)

    def find(self, values):
        raise NotImplementedError

    def import_instance(self, instance, row, **kwargs):
        self.apply(instance, self.values)

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        instance.full_clean()

    def save_m2m(self, instance, row, **kwargs):
        """Nothing: what hangs on the row is saved after it."""

    def after_import(self, dataset, result, **kwargs):
        if result.totals[RowResult.IMPORT_TYPE_NEW] or result.totals[RowResult.IMPORT_TYPE_UPDATE]:
            super().after_import(dataset, result, **kwargs)


def cells_of(row) -> dict[str, str]:
    """The row as text by the column's name in small letters."""
    return {str(name or "").strip().casefold(): _cell(value) for name, value in row.items()}


def _cell(value):
    if value is None:
        return ""
    # A spreadsheet hands 583 over as 583.0.
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


class SheetForm(ImportForm):
    """The upload: limited in size, and in what it may unpack to."""

    def clean_import_file(self):
        file = self.cleaned_data["import_file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(
                _("The file is larger than 5 MB. Leave out what the import does not need, or cut it in two.")
            )
        if zipfile.is_zipfile(file):
            file.seek(0)
            with zipfile.ZipFile(file) as packed:
                if sum(member.file_size for member in packed.infolist()) > LARGEST_UNPACKED:
                    raise forms.ValidationError(_("The file unpacks to more than 50 MB, so it was not opened."))
        file.seek(0)
        return file


class ExportSheetForm(SelectableFieldsExportForm):
    """Which columns, and as which kind of file: named as in the file itself, with the first kind chosen."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = [choice for choice in self.fields["format"].choices if choice[0] != ""]
        self.fields["format"].choices = kinds
        self.fields["format"].initial = kinds[-1][0]

    def _get_field_label(self, resource, field_name):
        return resource.fields[field_name].column_name
