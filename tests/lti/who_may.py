"""Rob keeps Northgate's accounts, and its Moodle; a VLE comes without anybody signed in."""

from collegium.lti.models import Platform
from collegium.people.models import Link
from tests.conftest import MONDAY
from tests.house.who_may import Row
from tests.lti.conftest import shared

KEEPER = "302 403 403 403 404 403 404 200 403 404"
ACTS = KEEPER.replace("200", "302")
NOBODY = "{0} {0} {0} {0} {0} {0} {0} {0} {0} {0}"


def northgate(world):
    return [world.northgate.slug]


def moodle(world):
    platform = Platform.objects.filter(name="Moodle").first() or Platform.objects.set_up(
        world.northgate, name="Moodle", issuer="https://vle.example", client="1", login_address="https://vle.example/a",
        keys_address="https://vle.example/k", deployments=["7"], by=world.people["rob"], at=MONDAY,
    )  # fmt: skip
    return ["northgate", platform.pk]


def link(world):
    return [Link.objects.for_("vle", world.people["rob"], world.northgate.pk).token]


def report(reach):
    return lambda world: [shared("Marks", reach, by=world.people["ama"], school=world.northgate).pk]


ROWS = [
    Row("lti:keys", NOBODY.format(200)),
    Row("lti:login", NOBODY.format(403), northgate),
    Row("lti:launch", NOBODY.format(403), northgate, "post"),
    Row("lti:chosen", NOBODY.format(403), northgate, "post"),
    Row("lti:register", NOBODY.format(200), link),
    Row("lti:registered", NOBODY.format(422), link, "post", note="no VLE is named"),
    Row("lti:embed", NOBODY.format(404), report("school")),
    Row("lti:embed", NOBODY.format(200), report("public")),
    Row("lti:passing-on", "302 200 200 200 404 200 404 200 200 404", report("school")),
    Row("lti:platforms", KEEPER, northgate),
    Row("lti:setting-up", KEEPER.replace("200", "422"), northgate, "post"),
    Row("lti:linking", ACTS, northgate, "post"),
    Row("lti:trusting", ACTS, moodle, "post"),
    Row("lti:allowing", ACTS, moodle, "post", lambda world: {"number": "8"}),
    Row("lti:pausing", ACTS, moodle, "post", lambda world: {"number": "7"}),
    Row("lti:stopping", ACTS, moodle, "post"),
]
