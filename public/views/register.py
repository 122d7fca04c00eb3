"""The register of resolutions and the program that checks it: two files to take away."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, HttpResponseNotModified
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

import committees
from public import register_file
from public.views import files

PROGRAM = Path(committees.__file__).with_name("verify_register.py")


@require_safe
def register(request):
    """Every row of every chain, with the texts that are public, as JSON lines."""
    tag = f'"register-{request.edition}-{settings.RELEASE}"'
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        return HttpResponseNotModified(headers={"ETag": tag})
    file, is_current = register_file.opened(request.edition)
    response = FileResponse(file, content_type="application/jsonl", as_attachment=True, filename=register_file.NAME)
    response.headers["Cache-Control"] = "public, max-age=0, must-revalidate"
    if is_current:
        response.headers["ETag"] = tag
    return response


#: The program as it is: one file of plain Python.
program = files.program(PROGRAM)
