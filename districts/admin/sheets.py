"""Spreadsheets in and out: preview, then confirmation, all or nothing."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from import_export.admin import ImportExportModelAdmin
from import_export.formats.base_formats import CSV, XLSX

from audit.recording import record
from common.clock import now, today
from districts.editors import actor_of
from districts.spreadsheets.sheet import ExportSheetForm, SheetForm


class SheetAdmin(ImportExportModelAdmin):
    """CSV and XLSX with a preview; what was refused says row and column, and nothing was written."""

    formats = [CSV, XLSX]
    import_form_class = SheetForm
    import_template_name = "admin/districts/import.html"
    export_form_class = ExportSheetForm
    export_template_name = "admin/districts/export.html"

    def process_dataset(self, dataset, form, request, **kwargs):
        with transaction.atomic():
            result = super().process_dataset(dataset, form, request, **kwargs)
            if result.has_errors() or result.has_validation_errors():
                # Something changed between preview and confirmation; half a file is never kept.
                transaction.set_rollback(True)
            elif result.totals["new"] or result.totals["update"]:
                record(
                    "sheet_imported",
                    actor=actor_of(request.user, on=today()),
                    target=self.model(pk=""),  # the table, not one row of it
                    label=self.opts.verbose_name_plural,
                    at=now(),
                    data={"file": form.cleaned_data.get("original_file_name", ""), **_counts(result)},
                )
        return result

    def process_result(self, result, request):
        if result.has_errors() or result.has_validation_errors():
            messages.error(
                request,
                _("The register changed after the preview, so nothing was imported. Upload the file again to see why."),
            )
            return HttpResponseRedirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_import"))
        return super().process_result(result, request)


def _counts(result):
    return {name: result.totals[name] for name in ("new", "update", "skip")}
