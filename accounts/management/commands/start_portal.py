"""The first hour: make the headquarters post, its holder, and a one-time link to the first account."""

from django.core.management.base import BaseCommand, CommandError

from accounts.starting import start_portal
from common.clock import now
from common.refusals import Refusal


class Command(BaseCommand):
    help = "Make the headquarters post and its first holder, and print the link by which they set their password."

    def add_arguments(self, parser):
        parser.add_argument("--email", required=True, help="The holder's own e-mail address.")
        parser.add_argument("--name", default="", help="The holder's name; they can correct it when they join.")
        parser.add_argument("--origin", default="", help="Address of the portal, for the link; PUBLIC_ORIGIN by default.")

    def handle(self, *args, email, name, origin, **options):
        try:
            link = start_portal(email=email, name=name, origin=origin, at=now())
        except Refusal as refusal:
            raise CommandError(str(refusal.sentence)) from None
        self.stdout.write(f"Headquarters is ready. Open this link once, within 7 days, to set the password:\n{link}")
