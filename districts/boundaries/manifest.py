"""The build in force, for whoever shows it.

{
  "overview": "overview.<hash>.topo.json",   with .br and .gz beside it
  "states": {"tamil-nadu": "tamil-nadu.<hash>.topo.json", ...},
  "detail", "figures": files for lookup.py,
  "matched": [LGD codes drawn with a line of their own],
  "unmatched": [{"lgd_code", "name", "state", "shares_line_of", "shares_line_of_name"}, ...],
  "others": [ids drawn that are no district of today's register],
  "previous": names of the map files of the build before, still served,
  "replacements": [{"state": slug or null, "name", "file"}, ...],
  "area_sq_km": "3270129", "source", "built_at", "key"
}
"""

from pathlib import Path

from django.conf import settings

from districts.boundaries import store
from districts.boundaries.refusals import NoBoundaries

_read = {}  # path of the manifest -> (modification time in ns, manifest)


def root():
    """The directory of the build's files."""
    return Path(settings.BOUNDARY_ROOT)


def current():
    """The manifest in force as a dict, or None before the first build; read again when it changes."""
    path = root() / store.MANIFEST
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    # A rename puts another inode there, so even two builds within one clock tick are told apart.
    stamp = (status.st_mtime_ns, status.st_ino)
    if _read.get(path, (None,))[0] != stamp:
        _read[path] = (stamp, store.read_manifest(root()))
    return _read[path][1]


def require():
    """The manifest in force; raises NoBoundaries before the first build."""
    manifest = current()
    if manifest is None:
        raise NoBoundaries("The map has not been built yet. Run build_boundaries once on this installation.")
    return manifest


def served():
    """Names of the map files that may be asked for: those in force and those of the build before."""
    return store.served_files(current())


def path_of(name):
    """Path of a file the manifest names."""
    return root() / name
