"""Files of a build: named by their content, the manifest renamed into place last.

Readers see the old build until the manifest changes, and the whole new one after.
"""

import fcntl
import gzip
import hashlib
import json
import os
from contextlib import contextmanager
from io import BytesIO

import brotli
import numpy as np
import pyogrio.raw
import shapely

from districts.boundaries.layer import Layer
from districts.boundaries.refusals import BoundaryRefused

MANIFEST = "current.json"
LOCK = ".building"
HASH_LENGTH = 12


@contextmanager
def building(root):
    """Hold the only build of `root`; a second one is refused instead of waiting."""
    root.mkdir(parents=True, exist_ok=True)
    with open(root / LOCK, "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            raise BoundaryRefused("Another build of the boundaries is running. Wait until it ends, then try again.") from busy
        yield


def put(root, stem, suffix, content):
    """Write `content` as <stem>.<hash><suffix> and return that name; an equal file is left alone."""
    name = f"{stem}.{hashlib.sha256(content).hexdigest()[:HASH_LENGTH]}{suffix}"
    if not (root / name).exists():
        _write_whole(root / name, content)
    return name


def put_compressed(root, name, content):
    """Lay <name>.br and <name>.gz beside the file, for servers that send them as they are."""
    for ending, compress in ((".br", smallest_brotli), (".gz", _smallest_gzip)):
        path = root / (name + ending)
        if not path.exists():
            _write_whole(path, compress(content))


def smallest_brotli(content):
    return brotli.compress(content, quality=11)


def _smallest_gzip(content):
    # A fixed time in the header, so that equal inputs make equal files.
    return gzip.compress(content, 9, mtime=0)


def _write_whole(path, content):
    partial = path.with_name(path.name + ".partial")
    with open(partial, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(partial, path)


def read_manifest(root):
    """The manifest of `root`, or None where there is none."""
    try:
        return json.loads((root / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def write_manifest(root, manifest):
    """Put the manifest in force; from here on readers see the new build."""
    _write_whole(root / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1).encode())


def named_files(manifest):
    """Every file a manifest names, without the compressed twins."""
    if manifest is None:
        return set()
    replacements = {replacement["file"] for replacement in manifest["replacements"]}
    return {manifest["overview"], manifest["detail"], manifest["figures"], *manifest["states"].values(), *replacements}


def served_files(manifest):
    """Names a page may ask for: the map files in force, and those of the build before it.

    A page sent a moment before the change still names the older ones.
    """
    if manifest is None:
        return set()
    return {manifest["overview"], *manifest["states"].values(), *manifest.get("previous", ())}


def is_complete(root, manifest):
    """Whether every file the manifest names is there."""
    return manifest is not None and all((root / name).exists() for name in named_files(manifest))


def remove_unnamed(root, *manifests):
    """Delete files that none of these manifests names: builds older than the one before."""
    kept = set().union(*(named_files(manifest) for manifest in manifests))
    for path in root.iterdir():
        stem = path.name.removesuffix(".br").removesuffix(".gz")
        if path.is_file() and path.name not in (MANIFEST, LOCK) and stem not in kept:
            path.unlink()


def layer_bytes(layer):
    """A layer in degrees as FlatGeobuf bytes with the fields `key` and `state`; exact doubles."""
    return pyogrio_bytes(
        shapely.to_wkb(_as_multi(layer.shapes)),
        {"key": layer.keys.astype(object), "state": layer.state_codes.astype(np.int32)},
    )


def pyogrio_bytes(wkb, fields):
    """FlatGeobuf bytes of geometries and fields, without an index so that the order stays."""
    buffer = BytesIO()
    pyogrio.raw.write(
        buffer,
        geometry=np.asarray(wkb, dtype=object),
        field_data=list(fields.values()),
        fields=list(fields),
        geometry_type="MultiPolygon",
        crs="EPSG:4326",
        driver="FlatGeobuf",
        # Without a name GDAL writes a random one, and equal lines would get different hashes.
        layer="lines",
        layer_options={"SPATIAL_INDEX": "NO"},
    )
    return buffer.getvalue()


def read_layer(path):
    """The layer that layer_bytes wrote."""
    meta, _, wkb, columns = pyogrio.raw.read(str(path))
    fields = dict(zip(meta["fields"], columns, strict=True))
    return Layer(
        keys=np.array([str(key) for key in fields["key"]], dtype=object),
        state_codes=fields["state"].astype(int),
        shapes=shapely.from_wkb(wkb),
    )


def _as_multi(shapes):
    return [shape if shape.geom_type == "MultiPolygon" else shapely.multipolygons([shape]) for shape in shapes]
