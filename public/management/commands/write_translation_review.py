"""Writes docs/translation-review.md."""

from django.conf import settings
from django.core.management.base import BaseCommand

from public import translation_review


class Command(BaseCommand):
    help = "Lists every Hindi text the team wrote that no editor has read yet."

    def handle(self, *args, **options):
        (settings.BASE_DIR / translation_review.DOCUMENT).write_text(translation_review.document(), encoding="utf-8")
