from django.core.management.base import BaseCommand, CommandError

from documents.models import Document
from documents.storing import is_intact


class Command(BaseCommand):
    help = "Reads every kept file and compares it with the hash it came with; names those that are missing or changed."

    def handle(self, **options):
        count, broken = 0, []
        for document in Document.objects.order_by("pk").iterator():
            count += 1
            if not is_intact(document):
                broken.append(f"{document.sha256} {document.name}")
        if broken:
            raise CommandError(
                f"{len(broken)} of {count} documents are missing or changed; restore them from the backup:\n" + "\n".join(broken)
            )
        self.stdout.write(f"{count} documents, all intact.")
