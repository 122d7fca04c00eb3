"""The colours hold what the identity promises, computed from the style sheets themselves."""

import itertools
import re
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

import pytest
from django.conf import settings

from districts.models import Family

CSS = settings.BASE_DIR / "static" / "css"
PAGE = {"light": "#ffffff", "dark": "#121a19"}
# Machado, Oliveira and Fernandes 2009, severity 1, for linear RGB.
VISIONS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
}
TO_XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))


def schemes(name):
    light, dark = (CSS / name).read_text(encoding="utf-8").split("@media", 1)
    read = {}
    for scheme, text in (("light", light), ("dark", dark)):
        read[scheme] = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", text))
    return read


def linear(colour):
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)


def times(matrix, vector):
    return tuple(sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)


def contrast(one, other):
    darker, lighter = sorted(times(TO_XYZ, linear(colour))[1] for colour in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def lab(colour, vision):
    seen = tuple(min(max(part, 0), 1) for part in times(VISIONS[vision], linear(colour)))
    x, y, z = (value / white for value, white in zip(times(TO_XYZ, seen), (0.95047, 1, 1.08883), strict=True))
    x, y, z = (v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def ciede2000(one, other):
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (hypot(a1, b1) + hypot(a2, b2)) / 2
    g = 0.5 * (1 - sqrt(mean**7 / (mean**7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1, h2 = degrees(atan2(b1, a1)) % 360, degrees(atan2(b2, a2)) % 360
    turn = h2 - h1
    if c1 * c2 == 0:
        turn = 0
    elif turn > 180:
        turn -= 360
    elif turn < -180:
        turn += 360
    far = 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    lm, cm, hm = (l1 + l2) / 2, (c1 + c2) / 2, h1 + h2
    if c1 * c2:
        hm = hm / 2 if abs(h1 - h2) <= 180 else (hm + 360) / 2 if hm < 360 else (hm - 360) / 2
    t = 1 - 0.17 * cos(radians(hm - 30)) + 0.24 * cos(radians(2 * hm)) + 0.32 * cos(radians(3 * hm + 6))
    t -= 0.2 * cos(radians(4 * hm - 63))
    r = -sin(radians(60 * exp(-(((hm - 275) / 25) ** 2)))) * 2 * sqrt(cm**7 / (cm**7 + 25**7))
    dl = (l2 - l1) / (1 + 0.015 * (lm - 50) ** 2 / sqrt(20 + (lm - 50) ** 2))
    dc, dh = (c2 - c1) / (1 + 0.045 * cm), far / (1 + 0.015 * cm * t)
    return sqrt(dl**2 + dc**2 + dh**2 + r * dc * dh)


def test_ciede2000_gives_the_published_value_of_a_known_pair():
    assert round(ciede2000((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485)), 4) == 2.0425


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("vision", list(VISIONS))
def test_the_seven_families_stay_apart_in_every_vision(scheme, vision):
    colours = schemes("parts/sectors.css")[scheme]
    families = [lab(colours[f"f-{family.value}"], vision) for family in Family]

    closest = min(ciede2000(*pair) for pair in itertools.combinations(families, 2))

    assert len(families) == 7
    assert closest >= 20


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_families_and_sectors_stand_out_from_the_page(scheme):
    colours = schemes("parts/sectors.css")[scheme]

    faint = {name: contrast(colour, PAGE[scheme]) for name, colour in colours.items() if contrast(colour, PAGE[scheme]) < 3}

    assert faint == {}
    assert len(colours) == 7 + 24


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [("ink", "paper"), ("ink-2", "paper"), ("ink-2", "margin"), ("ink-3", "paper"), ("ink-3", "sunk"), ("indigo", "paper"),
     ("visited", "paper"), ("stop", "stop-bg"), ("warn", "warn-bg"), ("good", "good-bg"), ("on-dark", "w4"), ("on-dark", "w5"),
     ("on-dark", "w6"), ("on-w3", "w3"), ("ink", "w1"), ("ink", "w2"), ("ink", "mark"), ("on-dark", "indigo")],
)  # fmt: skip
def test_text_is_legible_on_its_ground(scheme, text, ground):
    told = schemes("tokens.css")
    tokens = {**told["light"], **told[scheme]}

    assert contrast(tokens[text], tokens[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("line", ["line-2", "lac", "focus-ink"])
def test_lines_and_controls_are_seen(scheme, line):
    tokens = schemes("tokens.css")[scheme]
    ground = "#ffb61e" if line == "focus-ink" else tokens["paper"]

    assert contrast(tokens[line], ground) >= 3
