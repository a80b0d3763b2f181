from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from collegium.kit import clock
from collegium.people import joining
from collegium.people.models import Network, Person


class Command(BaseCommand):
    """Open another school, and put it into a network with those whose accounts you keep."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="what the school is called")
        parser.add_argument("--by", required=True, metavar="ADDRESS", help="whoever keeps the accounts of the first")
        parser.add_argument("--network", default="", metavar="NAME", help="the trust, cluster or partnership")
        parser.add_argument("--kind", default="trust", choices=Network.Kind.values, help="what the network is")
        parser.add_argument("--lead", default="", metavar="ADDRESS", help="who leads the network")

    def handle(self, *args: Any, **options: Any) -> None:
        by, at = self._somebody(options["by"]), clock.now()
        lead = self._somebody(options["lead"]) if options["lead"] else None
        try:
            school = joining.open_another(options["name"], by=by, at=at)
        except joining.KeepsNoAccounts:
            raise CommandError(f"{by.email} keeps the accounts of no school here.") from None
        self.stdout.write(f"{school.name} is open. {by.name} keeps its accounts until somebody there does.")
        if options["network"]:
            network = joining.join(options["network"], options["kind"], school, by=by, at=at)
            self.stdout.write(f"{network.name}: {', '.join(one.name for one in network.schools.order_by('name'))}")
            if lead:
                joining.lead(network, lead, by=by, at=at)
                self.stdout.write(f"{lead.name} leads {network.name}.")

    def _somebody(self, address: str) -> Person:
        found = Person.objects.filter(email=address.strip().lower()).first()
        if found is None:
            raise CommandError(f"Nobody here has the address {address}.")
        return found
