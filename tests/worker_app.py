"""The portal's own worker for test_worker.py, with a beat that sweeps each second and, where asked, a file held up.

With HELD_IN naming a folder, one more file is built: it says which edition it was begun in, and its building lasts
as long as the folder holds a file named `hold`.
"""

import json
import os
import time
from pathlib import Path

from celery.signals import worker_init

from deh_portal.celery import app

app.conf.beat_schedule = {name: {**entry, "schedule": 1.0} for name, entry in app.conf.beat_schedule.items()}


@worker_init.connect
def add_the_file_that_is_held_up(**_signal):
    from audit import edition
    from public import edition_files

    if "HELD_IN" not in os.environ:
        return
    folder = Path(os.environ["HELD_IN"])

    # Files are built in the order of their names: this one is the first.
    @edition_files.register("a-held.json", "application/json")
    def held():
        begun_in = edition.current()
        (folder / "building").touch()
        while (folder / "hold").exists():
            time.sleep(0.02)
        return json.dumps({"begun_in": begun_in}).encode()
