"""Northgate's Moodle, which may open Collegium inside its courses."""

from datetime import datetime

from collegium.demo.network import DemoNetwork
from collegium.lti.models import Platform
from collegium.people.models import Responsibility


def set_a_vle_up(made: DemoNetwork, *, at: datetime) -> None:
    school = made.schools[0]
    keeper = Responsibility.objects.current().filter(school=school, kind="accounts").select_related("person").first()
    assert keeper is not None
    Platform.objects.set_up(
        school, name="Moodle", issuer="https://moodle.northgate.example", client="k3Vt0pQ7", deployments=["1"],
        login_address="https://moodle.northgate.example/mod/lti/auth.php", domains=["northgate.example"],
        keys_address="https://moodle.northgate.example/mod/lti/certs.php", by=keeper.person, at=at,
    )  # fmt: skip
