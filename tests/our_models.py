"""The models that are ours, for tests that look at all of them."""

from django.apps import apps

OUR_APPS = ("public", "api", "imports", "plans", "committees", "accounts", "districts", "documents", "audit", "common")


def our_models():
    """Every model of our apps; the history tables django-simple-history makes are not ours to name."""
    return [
        model
        for label in OUR_APPS
        if apps.is_installed(label)
        for model in apps.get_app_config(label).get_models()
        if not hasattr(model, "history_user") and ".tests." not in model.__module__
    ]
