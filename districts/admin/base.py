"""What every admin of reference data shares: search by any alias, inlines that follow their page, history."""

from django.contrib import admin
from django.db.models import Q
from simple_history.admin import SimpleHistoryAdmin

from audit.admin import BumpsEdition
from common.numbers import parse_count
from common.text import fold


class ReferenceAdmin(BumpsEdition, admin.ModelAdmin):
    """Saving counts the edition up. Who may is asked of the admin site, which knows posts (accounts.sites).

    folded: look-ups of columns that hold folded text, searched for what was typed.
    codes: look-ups of whole numbers, matched where only digits were typed.
    adds_rows, removes_rows: whether this page offers it at all.
    """

    folded: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    adds_rows = True
    removes_rows = False
    list_per_page = 50
    show_full_result_count = False

    def __init__(self, model, admin_site):
        super().__init__(model, admin_site)
        # Read by the permissions that the site puts in front of every admin.
        self.may_delete = self.removes_rows
        if not self.adds_rows:
            self.add_move = None

    def get_search_results(self, request, queryset, search_term):
        if not self.folded or not search_term.strip():
            return super().get_search_results(request, queryset, search_term)
        text = search_term.strip()
        code = parse_count(text)
        if self.codes and code is not None:
            found = Q()
            for name in self.codes:
                found |= Q(**{name: code})
            return queryset.filter(found), False
        sought = fold(text)
        found = Q()
        for name in self.folded:
            found |= Q(**{f"{name}__contains": sought})
        # Several aliases of one row may match; a sub-query keeps each row once and its order.
        return queryset.filter(pk__in=self.model._default_manager.filter(found).values("pk")), False


class ReferenceAdminWithHistory(SimpleHistoryAdmin, ReferenceAdmin):
    """Reference data whose earlier states are kept and shown."""


class _FollowsItsPage:
    """Who may change the page may change the rows in it."""

    extra = 0

    def _page(self):
        return self.admin_site._registry[self.parent_model]

    def has_view_permission(self, request, obj=None):
        return self._page().has_view_permission(request)

    def has_add_permission(self, request, obj=None):
        return self._page().has_change_permission(request)

    def has_change_permission(self, request, obj=None):
        return self._page().has_change_permission(request)

    def has_delete_permission(self, request, obj=None):
        return self._page().has_change_permission(request)


class ReferenceTable(_FollowsItsPage, admin.TabularInline):
    """Rows of a table inside the page they belong to."""


class ReferenceStack(_FollowsItsPage, admin.StackedInline):
    """Rows with many columns inside the page they belong to."""
