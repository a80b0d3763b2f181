"""What is written is true of the code, can be found, and what it leads to is there."""

import re
import shlex
import tomllib
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.core.management import call_command

from collegium.evidence.kinds import KINDS
from collegium.evidence.models import Results
from collegium.kit.configuration import SETTINGS
from collegium.people.models import Network, Person, Responsibility, School
from collegium.programmes.approaches import shipped
from collegium.programmes.models import Approach
from collegium.project.command import parser
from docs.site import building, picturing
from tests.conftest import duty, person

ROOT = Path(__file__).parents[2]
READ = ["README.md", *building.sources()]
NONE = "–"
MOST_BYTES = 3_000_000


def words_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def table(page: str, heading: str) -> list[tuple[str, ...]]:
    """The rows of the first table below a heading."""
    below = re.split(rf"^#+ {re.escape(heading)}\n", words_of(page), maxsplit=1, flags=re.M)[1]
    rows = re.search(r"(?:^\|.*\|\n)+", below, flags=re.M)
    assert rows
    found = [tuple(cell.strip() for cell in row.strip("|").split("|")) for row in rows[0].splitlines()]
    return found[2:]


# What is there is said


def test_every_command_is_explained_in_its_own_words():
    (commands,) = (action for action in parser()._actions if action.choices)
    there = [(f"`{command.dest}`", command.help) for command in commands._choices_actions]

    assert table("docs/running.md", "Commands") == there


def test_every_name_that_is_read_from_the_environment_is_explained():
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/collegium").glob("**/*.py"))
    read = set(re.findall(r"COLLEGIUM_[A-Z_]+", source)) - {setting.variable for setting in SETTINGS}

    assert sorted(name for name in read if f"`{name}`" not in words_of("docs/running.md")) == []
    assert "COLLEGIUM_DATA" in read


def test_every_way_of_working_that_ships_is_listed_as_its_rows_have_it():
    there = [
        (each["title"], numbers_of(each), str(Approach.Entry(each["entry"]).label), each["usual_evidence"],
         each["ends_with"])
        for each in shipped().values()
    ]  # fmt: skip

    assert table("docs/methods/README.md", "What ships") == there


def numbers_of(approach: dict) -> str:
    """How many make a group, as a colleague would say it."""
    if approach["smallest"] == approach.get("cap"):
        return str(approach["cap"])
    usual = f"usually {approach['usual_from']} to {approach['usual_to']}" if "usual_to" in approach else ""
    said = [
        f"from {approach['smallest']}", usual, f"up to a {approach['up_to']}" if "up_to" in approach else "",
        f"at most {approach['cap']}" if "cap" in approach else "",
    ]  # fmt: skip
    return ", ".join(filter(None, said))


def test_every_role_of_a_way_of_working_is_listed_where_it_belongs():
    def those(approach, wanted):
        return ", ".join(role["title"] for role in approach["roles"] if wanted(role)) or NONE

    there = [
        (
            each["title"],
            those(each, lambda role: role.get("leads")),
            those(each, lambda role: role.get("each_meeting")),
            those(each, lambda role: not role.get("leads") and not role.get("each_meeting")),
        )
        for each in shipped().values()
    ]

    assert table("docs/roles.md", "Roles in a group") == there


def test_every_role_is_explained_in_the_words_of_its_rows():
    meanings: dict[str, list[str]] = {}
    for role in (role for each in shipped().values() for role in each["roles"]):
        meanings.setdefault(role["title"], []).append(role["about"])

    there = [(title, " ".join(dict.fromkeys(said))) for title, said in meanings.items()]
    assert table("docs/roles.md", "What they mean") == there


def test_every_duty_is_explained():
    assert [row[0] for row in table("docs/roles.md", "Duties")] == [str(kind.label) for kind in Responsibility.Kind]


def test_every_kind_of_evidence_is_listed_with_its_rules():
    there = [
        (str(kind.title), str(kind.form), str(kind.consent), f"{kind.fewest_in_group} / {kind.fewest_above}",
         "yes" if kind.may_leave else "no", str(kind.rule))
        for kind in KINDS.values()
    ]  # fmt: skip

    assert table("docs/evidence.md", "Evidence") == there
    said = words_of("docs/evidence.md").lower()
    assert [kind for kind in Results.Kind.labels if str(kind).lower() not in said] == []


def test_every_command_for_developers_is_explained():
    kept = sorted(path.name for path in (ROOT / "bin").iterdir() if path.name != "prepare")
    ours = (path.stem for path in (ROOT / "src").glob("**/management/commands/*.py") if path.stem != "__init__")

    assert sorted(row[0].strip("`") for row in table("docs/developing.md", "The commands")) == kept
    assert [name for name in ours if f"`{name}`" not in words_of("docs/developing.md")] == []


# The layout of the code


def test_the_structure_page_draws_the_layers_as_they_are_kept():
    drawn = re.findall(r"^  ([a-z]+)/ ", words_of("docs/structure.md"), flags=re.M)
    contracts = tomllib.loads(words_of("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    layers = [layer.split(" | ") for contract in contracts for layer in contract.get("layers", ())]

    # In one layer nobody stands above the other.
    at = iter([name for name in drawn if name != "locale"])
    assert [sorted(next(at, "") for _ in layer) for layer in layers] == [sorted(layer) for layer in layers]
    assert list(at) == []


def test_the_structure_page_draws_every_folder_that_is_there():
    drawn = re.findall(r"^  ([a-z]+)/ ", words_of("docs/structure.md"), flags=re.M)

    there = [path.name for path in (ROOT / "src/collegium").iterdir() if path.is_dir() and path.name[0] != "_"]
    assert sorted(drawn) == sorted(there)


# What a technician copies


@pytest.mark.django_db
def test_a_second_school_and_a_network_are_made_as_the_page_says(client):
    hillside = School.objects.create(name="Hillside School", slug="hillside")
    you, lead = person("You", hillside), person("Lead", hillside)
    for one, address in ((you, "you@hillside.example"), (lead, "lead@estuary.example")):
        Person.objects.filter(pk=one.pk).update(email=address)
    duty(you, "accounts", school=hillside)
    section = words_of("docs/running.md").split("## A second school, and a network")[1]
    typed = re.search(r"```\ncollegium manage (.*?)```", section, flags=re.S)
    assert typed

    call_command(*shlex.split(typed[1].replace("\\\n", " ")))

    harbour, trust = School.objects.get(name="Harbour Primary"), Network.objects.get()
    assert sorted(trust.schools.all(), key=str) == [harbour, hillside]
    assert sorted(School.objects.kept_by(you), key=str) == [harbour, hillside]
    assert trust.responsibilities.get().person == lead
    client.force_login(you)
    first_steps = client.get("/first-steps/").content.decode()
    assert [f"/schools/{school.slug}/staff/imports/" in first_steps for school in (hillside, harbour)] == [True, True]


# Ways from page to page


def test_every_page_stands_on_a_shelf():
    assert list(building.unshelved([building.read(source) for source in building.sources()])) == []


def test_the_readme_leads_to_the_table_of_contents_and_its_pictures_are_there():
    readme = Leading(words_of("README.md"))

    assert "docs/README.md" in building.read("README.md").links
    assert [picture for picture in readme.loads if not (ROOT / picture).is_file()] == []
    assert (len(readme.loads), readme.mute) == (4, [])


@pytest.mark.parametrize("source", READ)
def test_no_link_leads_nowhere(source):
    assert list(building.dead([building.read(source)])) == []


def test_a_link_that_leads_nowhere_is_named():
    links = ["mail.md", "nowhere.md", "mail.md#nothing", "#nothing", "#commands"]
    page = building.Page("docs/running.md", anchors=[("commands", "Commands", 2)], links=links)

    assert list(building.dead([page])) == [
        "docs/running.md: nowhere.md is not there",
        "docs/running.md: mail.md#nothing names no heading",
        "docs/running.md: #nothing names no heading",
    ]


def test_a_page_on_no_shelf_is_named():
    assert list(building.unshelved([building.Page("docs/forgotten.md")])) == [
        "docs/forgotten.md: not in docs/README.md"
    ]


def test_two_headings_of_one_name_have_names_of_their_own():
    anchors = building.read("docs/planning.md").anchors

    assert [name for name, title, _ in anchors if title == "Honest limits"] == [
        "honest-limits", "honest-limits-1", "honest-limits-2",
    ]  # fmt: skip


# The site


class Leading(HTMLParser):
    """What a page loads and leads to, what can be led to in it, and the pictures of which nothing is said."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.leads: list[str] = []
        self.names: set[str] = set()
        self.mute: list[str] = []
        self.scripts = 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        self.names.add(said.get("id", ""))
        self.scripts += tag == "script"
        self.loads += [said[name] for name in ("src", "srcset") if name in said]
        if tag == "img" and not said.get("alt"):
            self.mute.append(said["src"])
        if "href" in said:
            (self.loads if tag == "link" else self.leads).append(said["href"])


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("built") / "site"
    assert building.main([str(folder)]) == 0
    pages = {path.relative_to(folder).as_posix(): Leading(path.read_text()) for path in folder.glob("**/*.html")}
    return pages, folder


def missing(pages: dict[str, Leading], folder: Path) -> Iterator[str]:
    for address, page in pages.items():
        for link in [*page.loads, *filter(building.is_ours, page.leads)]:
            path, _, name = link.partition("#")
            there = building.target(address, path) if path else address
            if not (folder / there).is_file() or (name and name not in pages[there].names):
                yield f"{address}: {link}"


def test_a_page_of_the_site_loads_only_what_lies_beside_it_and_no_link_of_it_is_dead(site):
    pages, folder = site

    assert len(pages) == len(building.sources())
    assert list(missing(pages, folder)) == []
    assert [address for address, page in pages.items() if page.scripts or page.mute] == []


def test_each_page_is_one_press_from_every_other(site):
    pages, _folder = site
    others = {address: {building.target(address, link) for link in page.leads if building.is_ours(link)}
              for address, page in pages.items()}  # fmt: skip

    assert [address for address, reached in others.items() if not {*pages} - {address} <= reached] == []


def test_the_styles_of_the_site_ask_no_other_host(site):
    _pages, folder = site
    styles = "".join(path.read_text() for path in (folder / "look").glob("*.css"))

    asked = re.findall(r"url\(\"?([^\")]+)", styles)
    assert [each for each in asked if not (folder / "look" / each).is_file()] == []
    assert "@import" not in styles

# The pictures


def test_every_picture_is_made_by_a_scene_by_day_and_by_night():
    kept = sorted(path.name for path in picturing.PICTURES.iterdir())

    assert kept == sorted(f"{scene.name}{by}.webp" for scene in picturing.SCENES for by in ("", building.DARK))


def test_every_picture_is_shown_and_all_of_them_are_small():
    shown = {Path(link).name for source in READ for link in building.read(source).links if link.endswith(".webp")}

    assert sorted(shown) == sorted(f"{scene.name}.webp" for scene in picturing.SCENES)
    assert sum(path.stat().st_size for path in picturing.PICTURES.iterdir()) < MOST_BYTES
