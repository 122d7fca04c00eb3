"""The numbers of plans on a page: every <data> element with the link it stands in or the text it is said to be of.

A finding of the checks quotes figures in a sentence: the whole of it is a link, marked data-quotes, to the head they stand under.
"""

from dataclasses import dataclass
from html.parser import HTMLParser

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Number:
    """`value` as a machine reads it; `link` is the address it leads to, `of` the text that an element around it names."""

    value: str
    link: str = ""
    of: str = ""
    near: tuple = ()  # the ids around it, the nearest first

    @property
    def leads_to(self):
        return self.link or self.of


class NumbersOnPage(HTMLParser):
    """`numbers` of the page in order, and `rest`: all its text outside of them."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.numbers, self.quotes, self._open, self._rest = [], [], [], []
        self.feed(text)
        self.close()

    @property
    def rest(self):
        return " ".join(self._rest)

    def handle_starttag(self, name, given):
        attributes = dict(given)
        if name == "data":
            around = [one for _tag, one in reversed(self._open)]
            link = next((one["href"] for tag, one in reversed(self._open) if tag == "a" and one.get("href")), "")
            of = next((one["data-of"] for one in around if one.get("data-of")), "")
            near = tuple(one["id"] for one in around if one.get("id"))
            self.numbers.append(Number(attributes.get("value", ""), link, of, near))
        if "data-quotes" in attributes:
            self.quotes.append(attributes.get("href", ""))
        if name not in _VOID:
            self._open.append((name, attributes))

    def handle_endtag(self, name):
        while self._open and self._open.pop()[0] != name:
            pass

    def handle_data(self, text):
        if not any(name in ("data", "style", "script") or "data-quotes" in given for name, given in self._open):
            self._rest.append(text)
