"""What the first visit of a page weighs: python bench/pages.py http://127.0.0.1:8000

Prints for each page the bytes that come over the wire, compressed as a browser
asks for them: the page, its style sheets, and everything else it names (scripts,
icons, files to preload), with the number of requests. Budgets: page and style
sheets 20 KB; /map/ 120 KB and 6 requests with everything.

Pages are those of every kind that the portal's own lists link first.
"""

import argparse
import re
import sys
import urllib.error
import urllib.request
from urllib.parse import urljoin, urlsplit

SMALL, MAP, MAP_REQUESTS = 20_000, 120_000, 6
KINDS = ["/", "/states/tamil-nadu/", "/districts/tamil-nadu/erode/", "/products/", "/products/turmeric/", "/plans/"]
LINKED = re.compile(r"<(link|script|img|source)\b([^>]*)>")
PICTURE = re.compile(r"<picture\b.*?</picture>", re.S)


def fetch(address):
    """(content type, bytes on the wire, text) of an address."""
    asked = urllib.request.Request(address, headers={"Accept-Encoding": "br", "User-Agent": "bench"})
    with urllib.request.urlopen(asked, timeout=60) as answer:
        raw = answer.read()
        kind = answer.headers.get_content_type()
    plain = urllib.request.Request(address, headers={"User-Agent": "bench"})
    text = urllib.request.urlopen(plain, timeout=60).read().decode() if kind == "text/html" else ""
    return kind, len(raw), text


def attribute(name, words):
    found = re.search(rf'\b{name}="([^"]*)"', words)
    return found[1] if found else ""


def named(html):
    """[(kind, address)] of what a browser fetches with the page: "css" or "other"; of a <picture> one source alone."""
    html = PICTURE.sub(lambda picture: re.search(r"<img\b[^>]*>", picture[0])[0], html)
    out = []
    for tag, words in LINKED.findall(html):
        rel = attribute("rel", words).split()
        if tag == "link" and "stylesheet" in rel:
            out.append(("css", attribute("href", words)))
        elif tag == "link" and {"icon", "preload", "modulepreload", "manifest"} & set(rel):
            out.append(("other", attribute("href", words)))
        elif tag != "link" and attribute("src", words):
            out.append(("other", attribute("src", words)))
    return list(dict.fromkeys(out))


def weigh(address):
    """(page, style sheets, all else) in bytes, and the number of requests."""
    _kind, page, html = fetch(address)
    sizes = {"css": 0, "other": 0}
    files = named(html)
    for kind, link in files:
        sizes[kind] += fetch(urljoin(address, link))[1]
    return page, sizes["css"], sizes["other"], 1 + len(files)


def first_plan(portal):
    """The first plan page that the list of plans links, or nothing where no plan is published."""
    html = fetch(f"{portal}/plans/")[2]
    address = r'href="((?:/hi)?/(?:districts/[^"/]+|states)/[^"/]+/(?:plan|strategy)/)[^"]*"'
    return next(iter(re.findall(address, html)), None)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("portal", help="for example http://127.0.0.1:8000")
    at = urlsplit(parser.parse_args().portal)
    portal = f"{at.scheme}://{at.netloc}"
    over = []
    print(f"{'address':40}{'page':>9}{'styles':>9}{'else':>9}{'requests':>10}")
    plan = first_plan(portal)
    for prefix in ("", "/hi"):
        for path in [*KINDS, *([plan] if plan else []), "/map/"]:
            try:
                page, css, other, requests = weigh(portal + prefix + path)
            except urllib.error.HTTPError as fault:
                raise SystemExit(f"{prefix}{path} answered {fault.code}.") from fault
            if path == "/map/":
                fits = page + css + other <= MAP and requests <= MAP_REQUESTS
            else:
                fits = page + css <= SMALL
            print(f"{prefix + path:40}{page:9,}{css:9,}{other:9,}{requests:10}  {'within' if fits else 'OVER'}")
            if not fits:
                over.append(prefix + path)
    if not plan:
        print("No plan is published here: the plan page was not weighed. Serve the demonstration (DEMO=yes).")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
