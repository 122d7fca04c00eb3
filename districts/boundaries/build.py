"""One build from source to manifest, in steps that are timed and named.

The old build stays in force until the last line of `build`; any refusal or
fault before it leaves readers with what they had.
"""

import hashlib
import json
import time
from dataclasses import dataclass, field
from pathlib import Path

import shapely

from districts.boundaries import (
    checks,
    cleaning,
    figures,
    overview,
    replacement,
    statefiles,
    store,
    topology,
)
from districts.boundaries.layer import Layer, key_as_id
from districts.boundaries.projection import to_degrees, to_metres

# The modules that decide what a build looks like; readers and tests are not among them.
RECIPE = (
    "arcs",
    "build",
    "checks",
    "cleaning",
    "figures",
    "gridding",
    "layer",
    "overview",
    "projection",
    "replacement",
    "source",
    "statefiles",
    "store",
    "thinning",
    "topology",
)

DAHAGRAM = (26.30, 88.95)


@dataclass
class Report:
    """What a build did, for the person at the terminal."""

    manifest: dict
    changed: bool = True
    seconds: dict = field(default_factory=dict)
    sizes: dict = field(default_factory=dict)
    headquarters: checks.Headquarters | None = None


class Stopwatch:
    """Seconds of each named step."""

    def __init__(self):
        self.seconds = {}
        self._last = time.monotonic()

    def lap(self, step):
        now = time.monotonic()
        self.seconds[step] = round(now - self._last, 2)
        self._last = now


def build(root, register, origin, *, at, offered=None, forget_replacements=False):
    """Build from `origin` and the replacements in force; return a Report.

    root      directory of the files, settings.BOUNDARY_ROOT
    register  a Register; it decides which districts must be drawn
    origin    where lines come from that no file replaces: source.PinnedWheel
    at        moment written into the manifest (aware)
    offered   a Replacement to take in addition

    Nothing is done when the inputs equal those of the build in force. Raises
    BoundaryRefused, and then nothing has changed.
    """
    root = Path(root)
    watch = Stopwatch()
    with store.building(root):
        before = store.read_manifest(root)
        kept = [] if forget_replacements or before is None else before["replacements"]
        replacements = [replacement.read_kept(root, entry) for entry in kept]
        if offered:
            replacements = replacement.in_force(replacements, offered)
        key = input_key(register, origin, replacements)
        watch.lap("look")
        if store.is_complete(root, before) and before["key"] == key:
            return Report(before, changed=False, seconds=watch.seconds)

        layer = origin.read(register).transformed(to_metres)
        watch.lap("read")
        part, report = build_files(root, layer, replacements, register, watch)
        report.manifest = {"key": key, "built_at": at.isoformat(), "source": origin.line} | part
        report.manifest["previous"] = _served_until_now(before, report.manifest)
        store.write_manifest(root, report.manifest)
        store.remove_unnamed(root, report.manifest, before)
        return report


def _served_until_now(before, manifest):
    if before is None:
        return []
    return sorted({before["overview"], *before["states"].values()} - {manifest["overview"], *manifest["states"].values()})


def input_key(register, origin, replacements):
    """Hash of everything the result depends on: source, key, register, replacements, recipe, GEOS."""
    here = Path(__file__).parent
    recipe = hashlib.sha256()
    for name in RECIPE:
        recipe.update((here / f"{name}.py").read_bytes())
    parts = [
        origin.digest(),
        register.fingerprint(),
        sorted((each.state_slug or "", each.digest()) for each in replacements),
        recipe.hexdigest(),
        shapely.__version__,
        shapely.geos_version_string,
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def build_files(root, layer, replacements, register, watch):
    """Write every file of a build of `layer` (metres); return its part of the manifest and a Report."""
    for each in replacements:
        layer = replacement.apply(layer, each, register)
    watch.lap("replace")
    clean = cleaning.clean(layer)
    watch.lap("clean")

    required = register.own()
    detail = clean.transformed(to_degrees)
    checks.check_detail(detail, required)
    checks.check_holes(clean, DAHAGRAM)
    headquarters = checks.headquarters_against(detail, register)
    watch.lap("check detail")

    country = overview.build_overview(cleaning.for_overview(clean))
    country_bytes = topology.encode(country.layer, overview.GRID_DEGREES)
    country_size = len(store.smallest_brotli(country_bytes))
    checks.check_size(country_size)
    checks.check_decoded(topology.decode(country_bytes), required, "The overview", whole_country=True)
    watch.lap("overview")

    state_bytes = {
        code: topology.encode(part, statefiles.GRID_DEGREES)
        for code, part in statefiles.by_state(statefiles.on_state_grid(clean)).items()
    }
    _check_state_files(state_bytes, register)
    watch.lap("State files")

    measured = _figures(detail, register)
    watch.lap("areas and neighbours")

    manifest = _write(root, detail, country_bytes, state_bytes, measured, replacements, register)
    manifest |= _coverage(detail, register, measured)
    watch.lap("write")
    sizes = {"overview": country_size} | {
        f"state {register.slugs()[code]}": len((root / f"{manifest['states'][register.slugs()[code]]}.br").read_bytes())
        for code in state_bytes
    }
    return manifest, Report({}, True, watch.seconds, sizes, headquarters)


def _check_state_files(state_bytes, register):
    """Each file by itself, then all of them laid side by side."""
    everything = {}
    for code, content in state_bytes.items():
        shapes = topology.decode(content)
        required = {lgd for lgd in register.own() if register.state_code(lgd) == code}
        checks.check_decoded(shapes, required, f"The file of State {code}", whole_country=False)
        everything |= topology.decode_cells(content)
    checks.check_coverage(Layer.of((str(key), 0, shape) for key, shape in everything.items()), "The State files side by side")


def _figures(detail, register):
    """Area and neighbours by key; only districts of today's register count as neighbours."""
    areas = figures.areas_sq_km(detail)
    neighbours = figures.neighbours_by_key(detail)
    today = {str(district.lgd_code) for district in register}
    return {
        key: {
            "area_sq_km": f"{areas[key]:.1f}",
            "neighbours": [int(other) for other in neighbours[key] if other in today],
        }
        for key in sorted(areas)
    }


def _write(root, detail, country_bytes, state_bytes, measured, replacements, register):
    slugs = register.slugs()
    country_name = store.put(root, "overview", ".topo.json", country_bytes)
    store.put_compressed(root, country_name, country_bytes)
    states = {}
    for code, content in state_bytes.items():
        name = store.put(root, slugs[code], ".topo.json", content)
        store.put_compressed(root, name, content)
        states[slugs[code]] = name
    return {
        "overview": country_name,
        "states": dict(sorted(states.items())),
        "detail": store.put(root, "detail", ".fgb", store.layer_bytes(detail)),
        "figures": store.put(root, "figures", ".json", json.dumps(measured, separators=(",", ":")).encode()),
        "replacements": [
            {"state": each.state_slug, "name": each.name, "file": store.put(root, "replacement", ".fgb", each.content())}
            for each in replacements
        ],
    }


def _coverage(detail, register, measured):
    """matched and unmatched together are the register; others are drawn without being in it."""
    drawn = set(detail.keys)
    unmatched = []
    for district in register:
        if str(district.lgd_code) in drawn:
            continue
        shares = register.by_lgd.get(district.boundary_of)
        unmatched.append(
            {
                "lgd_code": district.lgd_code,
                "name": district.name,
                "state": district.state_slug,
                "shares_line_of": shares.lgd_code if shares else None,
                "shares_line_of_name": shares.name if shares else "",
            }
        )
    today = {str(district.lgd_code) for district in register}
    return {
        "matched": sorted(int(key) for key in drawn & today),
        "unmatched": sorted(unmatched, key=lambda row: row["name"]),
        "others": [key_as_id(key) for key in sorted(drawn - today)],
        "area_sq_km": f"{sum(float(row['area_sq_km']) for row in measured.values()):.0f}",
    }
