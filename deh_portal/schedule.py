"""When the beat asks for what."""

SCHEDULE = {
    "build-what-is-owed": {"task": "public.tasks.build_what_is_owed", "schedule": 60.0},
}
