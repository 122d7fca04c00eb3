"""Every address of the portal. The Hindi twin /hi/... is the same list (middleware/language.py)."""

from django.contrib import admin
from django.urls import include, path

from . import documents_view, health, well_known

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("admin/", include("plans.admin.urls")),
    path("admin/", include("committees.admin_urls")),
    path("admin/", include("imports.admin_urls")),
    path("favicon.ico", well_known.favicon, name="favicon"),
    path("robots.txt", well_known.robots, name="robots"),
    path(".well-known/security.txt", well_known.security, name="security-txt"),
    path("admin/", admin.site.urls),
    path("account/", include("accounts.urls")),
    path("documents/<str:sha256>/", documents_view.document, name="document"),
    path("api/v1/", include("api.urls")),
    path("", include("public.urls")),
]

handler400 = "deh_portal.errors.bad_request"
handler403 = "deh_portal.errors.forbidden"
handler404 = "deh_portal.errors.not_found"
handler500 = "deh_portal.errors.server_error"
