"""Files that never change under their name: map lines named by their content, values named by an edition."""

from django.http import FileResponse, Http404, HttpResponse
from django.views.decorators.http import require_safe

from common.encodings import best_encoding
from districts.boundaries import manifest
from public import edition_files

FOR_EVER = "public, max-age=31536000, immutable"
_ENDINGS = {"br": ".br", "gzip": ".gz"}


def _whole(request, path, media_type):
    """The file in the smallest form the reader takes, to be kept for ever."""
    smaller = {encoding: path.with_name(path.name + ending) for encoding, ending in _ENDINGS.items()}
    offered = [encoding for encoding, file in smaller.items() if file.exists()]
    encoding = best_encoding(request.headers.get("Accept-Encoding", ""), offered)
    response = FileResponse(smaller.get(encoding, path).open("rb"), content_type=media_type)
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.headers["Cache-Control"] = FOR_EVER
    response.headers["Vary"] = "Accept-Encoding"
    return response


def program(path):
    """A view that hands out a file of plain Python as it is."""

    @require_safe
    def handed_out(request):
        response = HttpResponse(path.read_bytes(), content_type="text/x-python; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="{path.name}"'
        return response

    return handed_out


@require_safe
def map_lines(request, name):
    """A file of the build in force or the one before it; no other file of that folder can be asked for."""
    if name not in manifest.served():
        raise Http404
    return _whole(request, manifest.path_of(name), "application/json")


@require_safe
def map_values(request, edition, name):
    """A file of this edition, built now if nobody has; one of a past edition only where it was kept."""
    try:
        path = edition_files.ensure(name, edition)
    except (KeyError, edition_files.Overtaken):
        raise Http404 from None
    return _whole(request, path, edition_files.media_type(name))
