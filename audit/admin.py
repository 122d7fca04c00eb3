"""For the admin of reference data: what is saved there shows on the public site with the next request."""

from audit import edition


class BumpsEdition:
    """Mixin, first among the bases of a ModelAdmin: saving and removing through it count the edition up.

    The admin's own views run each change in one transaction; the count happens
    inside it. An action that updates rows by itself calls edition.bump() itself.
    """

    def save_related(self, request, form, formsets, change):
        # The last step of every save, in the form and in the editable list.
        super().save_related(request, form, formsets, change)
        # A form sent back as it was is no public change, and every page of every reader would be built anew for it.
        if not change or form.has_changed() or any(formset.has_changed() for formset in formsets):
            edition.bump()

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        edition.bump()

    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        edition.bump()


class BumpsEditionOnImport:
    """Mixin, first among the bases of an import-export Resource: an import counts the edition up once.

    The preview runs the same steps and is rolled back, the count with it.
    """

    def after_import(self, dataset, result, **kwargs):
        super().after_import(dataset, result, **kwargs)
        edition.bump()
