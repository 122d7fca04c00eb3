from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from documents.models import Document
from documents.reading import may_read


@require_GET
def document(request, sha256):
    """The bytes of a file, always as an attachment, for those who may read it; others are told that there is none."""
    found = get_object_or_404(Document, sha256=sha256)
    if not may_read(request.user, found):
        raise Http404
    response = FileResponse(found.open(), as_attachment=True, filename=found.name, content_type=found.media_type)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
