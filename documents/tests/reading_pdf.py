"""What tests read out of a PDF of the portal: its pages' words, its marks, its fonts."""

import io
import re

from pypdf import PdfReader


class Read:
    """A PDF read back: `.pages` is the text of each page, `.text` of all of them."""

    def __init__(self, content):
        self.content = content
        reader = PdfReader(io.BytesIO(content))
        self.pages = [page.extract_text() for page in reader.pages]
        self.text = "\n".join(self.pages)
        self.title = reader.metadata.title
        self.language = reader.trailer["/Root"].get("/Lang")
        self.xmp = reader.xmp_metadata.stream.get_data().decode()
        self.fonts = sorted({name for page in reader.pages for name in _fonts(page)})

    @property
    def is_pdf_ua_1(self):
        """Whether the document says of itself that it is PDF/UA-1; typst writes the mark only where its checks passed."""
        return bool(re.search(r"pdfuaid:part(=\"|>)1", self.xmp))

    def holds(self, words):
        """Whether these words stand in it, however the lines were broken."""
        return _joined(words) in _joined(self.text)

    def pages_with(self, words):
        return [number for number, page in enumerate(self.pages, 1) if _joined(words) in _joined(page)]


def _joined(text):
    return re.sub(r"\s+", "", text)


def _fonts(page):
    for font in (page["/Resources"].get("/Font") or {}).values():
        name = str(font.get_object()["/BaseFont"])
        yield name.lstrip("/").split("+")[-1]
