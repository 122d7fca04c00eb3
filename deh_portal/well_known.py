"""The small files that browsers, crawlers and finders of holes ask for by a fixed name."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from common.clock import now

DAY = "public, max-age=86400"


@require_safe
def favicon(request):
    """Browsers that do not read the page's own icon link ask here."""
    response = redirect(static("img/icon.svg"))
    response.headers["Cache-Control"] = DAY
    return response


@require_safe
def robots(request):
    """Everything public may be indexed; the doors of officers hold nothing for a crawler."""
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /account/", "Disallow: /documents/", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain", headers={"Cache-Control": DAY})


@require_safe
def security(request):
    """RFC 9116: where to report a hole. Without a contact set there is no such file."""
    if not settings.SECURITY_CONTACT:
        return HttpResponse("No contact is set on this installation.\n", status=404, content_type="text/plain")
    expires = (now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [f"Contact: mailto:{settings.SECURITY_CONTACT}", f"Expires: {expires}", "Preferred-Languages: en, hi", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain", headers={"Cache-Control": DAY})
