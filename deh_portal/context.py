from django.conf import settings
from django.utils.translation import get_language

from audit.installation import is_demonstration


def portal(request):
    """What every page shows: edition, release, whether this is the demonstration, and the address in the other language."""
    language = get_language() or "en"
    path = getattr(request, "portal_path", request.path_info)
    query = request.META.get("QUERY_STRING", "")
    tail = f"{path}?{query}" if query else path
    return {
        "demonstration": is_demonstration(),
        "release": settings.RELEASE,
        "edition": getattr(request, "edition", None),
        "page_language": language,
        "language_prefix": getattr(request, "language_prefix", ""),
        "address_en": tail,
        "address_hi": f"/hi{tail}",
        "public_origin": settings.PUBLIC_ORIGIN,
    }
