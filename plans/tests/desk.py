"""Sitting at the desk in a test: a browser signed in as somebody, and what it reads."""

from html import unescape

from django.test import Client
from django.urls import reverse

BACKEND = "django.contrib.auth.backends.ModelBackend"


def at_desk(user):
    """A client signed in as this user."""
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client


def plan_url(version):
    return reverse("desk-plan", args=[version.pk])


def row_url(version, word, row):
    return reverse("desk-row", args=[version.pk, word, row.pk])


def move_url(version, name):
    return reverse("desk-move", args=[version.pk, name])


def text_of(response):
    """The page as text, entities undone."""
    return unescape(response.content.decode())


def form_of(response):
    """What a browser would send back from the small form of this page, untouched."""
    form = response.context["form"]
    return sent_by(form)


def sent_by(form):
    data = {}
    for bound in form:
        value = bound.value()
        widget = bound.field.widget
        if hasattr(widget, "widgets"):
            parts = value if isinstance(value, (list, tuple)) else widget.decompress(value)
            data.update({f"{bound.html_name}_{n}": "" if part is None else str(part) for n, part in enumerate(parts)})
        elif isinstance(value, (list, tuple)):
            if value:
                data[bound.html_name] = [str(getattr(one, "pk", one)) for one in value]
        elif value not in (None, False):
            shown = widget.format_value(value) if hasattr(widget, "format_value") else value
            shown = shown[0] if isinstance(shown, list) and shown else shown
            data[bound.html_name] = "" if shown in (None, []) else str(shown)
    return data


def sent_by_merge(response):
    """What a browser would send back of the hidden fields of a page that merges two texts."""
    sent = {}
    for name, value in response.context["merge"].hidden:
        sent.setdefault(name, []).append(value)
    return sent
