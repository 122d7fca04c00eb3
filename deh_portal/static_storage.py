from pathlib import Path

from whitenoise.storage import CompressedManifestStaticFilesStorage


class PortalStaticStorage(CompressedManifestStaticFilesStorage):
    """Hashed, compressed static files, the names inside native ES modules included."""

    support_js_module_import_aggregation = True
    # A missing entry is a broken page for someone: fail in development and tests too, but let `runserver` and the
    # suite work before collectstatic by falling back to the plain name.
    manifest_strict = False

    def compress_files(self, paths):
        """Compress what carries its hash in the name and has no compressed copy yet.

        Pages link hashed names alone, and what lies under such a name never changes: gathering again after one file
        changed costs that file, not the quarter of a minute that all of them take. A gathering that was broken off
        is repeated from nothing (`manage.py prepare`), since its last copy may be half a file.
        """
        hashed = set(self.hashed_files.values())
        yield from super().compress_files(path for path in paths if path in hashed and not Path(self.path(f"{path}.gz")).exists())
