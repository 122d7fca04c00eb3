"""The icons, as the inside of a 16 x 16 drawing; each status of a plan has its own shape."""


def _line(d, extra="", width=2):
    return f'<path fill="none" stroke="currentColor" stroke-width="{width}" d="{d}"{extra}/>'


ICONS = {
    "search": _line("M10.5 10.5 15 15M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10Z"),
    "go": _line("M2 8h11M8.5 3.5 13 8l-4.5 4.5"),
    "demo": _line("M8 2l6 6-6 6-6-6Z"),
    "official": '<path fill="currentColor" d="M2 2h12v12H2z"/>',
    "press": '<path fill="currentColor" d="M8 2l7 12H1z"/>',
    "register": _line("M3 1.5h7l3 3v10H3zM5.5 7h5M5.5 10h5"),
    "look": _line("M8 2 15 14H1ZM8 6.5v4M8 11.5v1.5"),
    "know": _line("M8 15A7 7 0 1 0 8 1a7 7 0 0 0 0 14ZM8 7v5M8 4v1.5"),
    "close": _line("M3 3l10 10M13 3 3 13"),
    # Life of a plan
    "not_recorded": _line("M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12Z", ' stroke-dasharray="2.5 2.2"'),
    "in_preparation": _line("M3 13l1-3.5L11.5 2 14 4.5 6.5 12Z"),
    "open_for_comment": _line("M2 3h12v8H7l-3 3v-3H2Z"),
    "before_committee": '<path fill="currentColor" d="M5 2h6v5H5zM1 8h14v2.5H1zM3 11h2v4H3zM11 11h2v4h-2z"/>',
    "returned": _line("M3 6h7a4 4 0 0 1 0 8H6M6 2.5 2.5 6 6 9.5"),
    "adopted": _line("M2 8.5 6 13 14 3"),
    "notified": _line("M1 8.5 4.5 12 10 4M12 9h3M12 12.5h3"),
    "published": _line("M3 8v6h10V8M8 11V2M4.5 5 8 1.5 11.5 5"),
    "superseded": _line("M2 5h8v9H2zM6 5V2h8v9h-4"),
    "closed": _line("M2 2h12v12H2zM2 6h12"),
    "suspended": _line("M5 2v12M11 2v12", width=3),
    "withdrawn": _line("M3 3l10 10M13 3 3 13"),
    "annulled": _line("M3 3l10 10M13 3 3 13"),
    # Work
    "not_started": _line("M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12Z"),
}


def svg(name: str) -> str:
    """The icon as inline SVG, hidden from screen readers: a word always stands beside it."""
    return f'<svg class="i" viewBox="0 0 16 16" aria-hidden="true">{ICONS[name]}</svg>'
