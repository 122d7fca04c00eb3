"""An HTML page as its parts, for questions that hold on every page."""

from html.parser import HTMLParser

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_NEEDS_NO_LABEL = {"hidden", "submit", "button", "reset", "image"}


class Page(HTMLParser):
    """tags: (name, attributes) in order; faults() says what a reader would stumble over."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.tags, self._open, self._tables, self._faults = [], [], [], []
        self._labelled, self._inputs = set(), []
        self._in_the_text = []
        self.scripts_inside, self.styles_inside = [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, name, given):
        attributes = dict(given)
        self.tags.append((name, attributes))
        if name == "a" and attributes.get("href") and "main" in self._open:
            self._in_the_text.append(attributes["href"])
        if name == "table":
            self._tables.append({"attributes": attributes, "caption": False})
        elif name == "caption" and self._tables:
            self._tables[-1]["caption"] = True
        elif name == "label" and attributes.get("for"):
            self._labelled.add(attributes["for"])
        elif name in ("input", "select", "textarea") and attributes.get("type") not in _NEEDS_NO_LABEL:
            self._inputs.append((attributes, "label" in self._open))
        if name not in _VOID:
            self._open.append(name)

    def handle_startendtag(self, name, given):
        self.handle_starttag(name, given)
        if name not in _VOID:
            self.handle_endtag(name)

    def handle_endtag(self, name):
        if name == "table" and self._tables and not self._tables.pop()["caption"]:
            self._faults.append("a table without a caption")
        while name in self._open and self._open.pop() != name:
            pass

    def handle_data(self, text):
        if self._open and text.strip():
            if self._open[-1] == "script":
                self.scripts_inside.append(text.strip())
            elif self._open[-1] == "style":
                self.styles_inside.append(text.strip())

    def all(self, *names):
        return [attributes for name, attributes in self.tags if name in names]

    @property
    def language(self):
        return next((attributes.get("lang") for name, attributes in self.tags if name == "html"), None)

    def faults(self):
        """What is missing for somebody who does not see the page, in words."""
        found = list(self._faults)
        headings = len(self.all("h1"))
        if headings != 1:
            found.append(f"{headings} headings of the first rank")
        found += [f"an image without words: {image.get('src')}" for image in self.all("img") if "alt" not in image]
        for attributes, inside_label in self._inputs:
            named = inside_label or attributes.get("id") in self._labelled
            if not (named or attributes.get("aria-label") or attributes.get("aria-labelledby")):
                found.append(f"a field without a label: {attributes.get('name')}")
        ids = [attributes["id"] for _name, attributes in self.tags if attributes.get("id")]
        found += sorted({f"two things with the id {one}" for one in ids if ids.count(one) > 1})
        return found

    def written_inside(self):
        """Scripts, styles and handlers that stand in the page itself."""
        handlers = [
            f"{name} {key}"
            for name, attributes in self.tags
            for key, value in attributes.items()
            if key.startswith("on") or key == "style" or (value or "").strip().lower().startswith("javascript:")
        ]
        return [*self.scripts_inside, *self.styles_inside, *handlers]

    def fetched(self):
        """Addresses the browser would load by itself."""
        found = [attributes.get("src") or "" for attributes in self.all("script", "img", "source", "iframe", "audio", "video")]
        skipped = {"canonical", "alternate"}
        found += [one.get("href") or "" for one in self.all("link") if not skipped & set((one.get("rel") or "").split())]
        return [address for address in found if address]

    def links_in_the_text(self):
        """Addresses of <a> between head and foot of the page."""
        return list(self._in_the_text)

    def links(self):
        """Addresses of <a> and of forms; those that change the language say so by hreflang and are left out."""
        found = [one["href"] for one in self.all("a") if one.get("href") and "hreflang" not in one]
        return found + [one["action"] for one in self.all("form") if one.get("action")]
