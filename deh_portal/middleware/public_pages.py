"""Public pages: no cookie, one ETag per edition, compressed once.

A public page is a function of (edition, release, language, address, IST day). So its ETag is exactly that, it is
decided before the view runs (one query, the edition), and the rendered page is kept, compressed, until the edition
moves on. Views under the URL namespaces below take part; a view with a form opts out by its attribute `has_form`, and an answer
that varies by what the reader accepts is made anew each time. The host belongs to the address: lists of the API name it.
"""

import gzip
import hashlib

import brotli
from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.http.response import HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from audit import edition
from common.clock import today
from common.encodings import best_encoding

PUBLIC_NAMESPACES = {"public", "api"}
SMALLEST_WORTH_COMPRESSING = 600
LONG_PAGE = 150_000
ENCODINGS = ("br", "gzip")
CACHE_CONTROL = "public, max-age=0, must-revalidate, stale-while-revalidate=600"


class PublicPages:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """Answer from the ETag or the kept page where possible; otherwise run the view and keep what it made."""
        match = request.resolver_match
        public = match and PUBLIC_NAMESPACES.intersection(match.namespaces)
        if not public or request.method not in ("GET", "HEAD"):
            return None
        request.edition = edition.current()
        if getattr(view, "has_form", False):
            return None
        name = ":".join(
            (str(request.edition), settings.RELEASE, request.LANGUAGE_CODE, today().isoformat(), settings.DATABASE_KIND)
        )
        tag = 'W/"' + hashlib.sha256(name.encode()).hexdigest()[:20] + '"'
        given = parse_etags(request.headers.get("If-None-Match", ""))
        if tag in given:
            return self._dress(HttpResponseNotModified(), tag)
        address = f"{request.scheme}://{request.get_host()}{request.get_full_path()}|{request.path_info}"
        key = "page:" + hashlib.sha256(f"{name}|{address}".encode()).hexdigest()
        kept = cache.get(key)
        if kept is None:
            response = view(request, *args, **kwargs)
            if hasattr(response, "render") and callable(response.render):
                response = response.render()
            if response.status_code != 200 or response.streaming or response.has_header("Content-Encoding"):
                return response
            if response.headers.get("Cache-Control") or _varies(response):
                # The view knows better: an immutable file, a text that must not be stored, one of several forms.
                return response
            kept = self._keep(response, is_filtered=bool(request.META.get("QUERY_STRING")))
            cache.set(key, kept, 24 * 3600)
        return self._dress(self._answer(request, kept), tag)

    @staticmethod
    def _keep(response, *, is_filtered):
        body = response.content
        kept = {"type": response.headers["Content-Type"], "headers": dict(response.items())}
        if len(body) < SMALLEST_WORTH_COMPRESSING:
            return kept | {"plain": body}
        # Quality 9 costs a fifth of the time of 11 and 2 % more bytes, but 12 % more on the 200 KB of /map/ (28.9
        # against 25.8 KB, 0.5 s once an edition), which has a budget to keep. Anybody can think of query strings, so
        # a long page with one is not worth half a second.
        quality = 9 if len(body) <= LONG_PAGE else 5 if is_filtered else 11
        kept["br"] = brotli.compress(body, quality=quality, mode=brotli.MODE_TEXT)
        kept["gzip"] = gzip.compress(body, 6, mtime=0)
        return kept

    @staticmethod
    def _answer(request, kept):
        offered = [encoding for encoding in ENCODINGS if encoding in kept]
        encoding = best_encoding(request.headers.get("Accept-Encoding", ""), offered)
        if encoding:
            response = HttpResponse(kept[encoding], content_type=kept["type"])
            response.headers["Content-Encoding"] = encoding
        else:
            # Hardly anybody asks for it, so the memory goes to more pages.
            plain = kept["plain"] if "plain" in kept else gzip.decompress(kept["gzip"])
            response = HttpResponse(plain, content_type=kept["type"])
        for header, value in kept["headers"].items():
            response.headers.setdefault(header, value)
        response.headers["Content-Length"] = str(len(response.content))
        return response

    @staticmethod
    def _dress(response, tag):
        response.headers["ETag"] = tag
        response.headers["Cache-Control"] = CACHE_CONTROL
        patch_vary_headers(response, ("Accept-Encoding",))
        return response


def _varies(response):
    """Whether the answer depends on a header other than the one the kept forms are chosen by."""
    named = {name.strip().lower() for name in response.headers.get("Vary", "").split(",")}
    return bool(named - {"", "accept-encoding"})
