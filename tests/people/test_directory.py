"""A school's directory brings colleagues and takes leavers out: its own school's, and no more than that."""

import json
from types import SimpleNamespace

import pytest
from django.urls import reverse

from collegium.history.models import Entry
from collegium.kit import clock
from collegium.mail.models import Letter
from collegium.people import directory
from collegium.people.models import Appointment, DirectoryEntry, DirectoryKey, Offer, Person, Responsibility, SignOn
from tests.conftest import MONDAY, person

pytestmark = pytest.mark.django_db

NEW = {
    "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"],
    "userName": "Zoe.May@example.org",
    "externalId": "entra-17",
    "name": {"givenName": "Zoë", "familyName": "May"},
    "title": "Teacher of art",
    "active": True,
}


def key_of(school, keeper, domains=("example.org",)):
    SignOn.objects.create(
        school=school, kind="other", issuer="https://accounts.example", client="1", domains=list(domains), by=keeper,
        at=MONDAY,
    )  # fmt: skip
    return DirectoryKey.objects.make(school, by=keeper, at=MONDAY)


@pytest.fixture
def ask(client, northgate, rob):
    """The directory of Northgate asks for something."""
    key, secret = key_of(northgate, rob)

    def asking(method, path, body=None, *, secret=secret, school="northgate", **query):
        given = {"data": json.dumps(body), "content_type": "application/scim+json"} if body is not None else {}
        if query:
            given["query_params"] = query
        answer = client.generic(
            method, f"/scim/v2/{school}/{path}", headers={"Authorization": f"Bearer {secret}"}, **given
        )
        said = json.loads(answer.content) if answer.content else {}
        return SimpleNamespace(status=answer.status_code, said=said, words=said.get("detail", ""))

    asking.key = key
    return asking


def patch(**said):
    """As Microsoft Entra says it: in capitals, with truth as a word."""
    return {
        "schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
        "Operations": [{"op": "Replace", "path": path, "value": value} for path, value in said.items()],
    }


def doings():
    return list(Entry.objects.order_by("pk").values_list("did", "kind"))


def test_somebody_new_is_on_the_staff_with_a_welcome_link(ask, northgate, rob):
    before = len(doings())
    made = ask("POST", "Users", NEW)
    zoe = Person.objects.get(email="zoe.may@example.org")

    assert (made.status, made.said["id"], made.said["userName"]) == (201, str(zoe.pk), "Zoe.May@example.org")
    assert made.said["meta"]["location"].endswith(f"/scim/v2/northgate/Users/{zoe.pk}")
    assert (zoe.name, zoe.appointments_now().get().job_title) == ("Zoë May", "Teacher of art")
    assert zoe.links.get().purpose == "welcome"
    assert doings()[before:] == [("appointed", "people.appointment")]
    assert Entry.objects.last().by == rob.pseudonym
    assert not Responsibility.objects.filter(person=zoe).exists()


def test_the_same_twice_is_one_colleague(ask):
    ask("POST", "Users", NEW)
    again = ask("POST", "Users", NEW | {"externalId": "entra-18"})
    other_name = ask("POST", "Users", NEW | {"userName": "zmay@example.org", "emails": [{"value": NEW["userName"]}]})

    assert (again.status, again.said["scimType"], other_name.status) == (409, "uniqueness", 409)
    assert Person.objects.filter(first_name="Zoë").count() == 1


def test_it_finds_those_whom_a_staff_list_brought_and_notes_its_number(ask, tom):
    (found,) = ask("GET", "Users", filter='userName eq "TOM@example.org"').said["Resources"]
    ask("PATCH", f"Users/{tom.pk}", patch(externalId="entra-2"))
    (numbered,) = ask("GET", "Users", filter='externalId eq "entra-2"').said["Resources"]

    assert (found["id"], found["name"], found["active"]) == (
        str(tom.pk), {"givenName": "Tom", "familyName": "Weller"}, True,
    )  # fmt: skip
    assert numbered["userName"] == "tom@example.org"
    assert ask("GET", "Users", filter='userName eq "nobody@example.org"').said["totalResults"] == 0


@pytest.mark.parametrize("how", ["patch", "put", "delete"])
def test_a_leaver_is_out_at_the_next_click(ask, client, tom, how):
    client.force_login(tom)
    was_in = client.get(reverse("people:me")).status_code
    before = len(doings())
    if how == "patch":
        answer = ask("PATCH", f"Users/{tom.pk}", patch(active="False"))
    elif how == "put":
        body = NEW | {"userName": tom.email, "name": {"givenName": "Tom", "familyName": "Weller"}, "active": False}
        answer = ask("PUT", f"Users/{tom.pk}", body)
    else:
        answer = ask("DELETE", f"Users/{tom.pk}")

    assert (was_in, client.get(reverse("people:me")).status_code) == (200, 302)
    assert answer.status == (200 if how == "put" else 204)
    assert doings()[before:] == [("ended", "people.appointment")]
    now = ask("GET", f"Users/{tom.pk}")
    assert (now.status, now.said.get("active")) == ((404, None) if how == "delete" else (200, False))


def test_who_came_today_and_leaves_today_is_out_today(ask):
    number = ask("POST", "Users", NEW).said["id"]
    ask("PATCH", f"Users/{number}", patch(active=False))

    assert not Person.objects.signing_in().filter(pk=number).exists()


def test_who_is_to_leave_at_the_end_of_term_may_leave_today(ask, tom):
    Appointment.objects.filter(person=tom).update(ends_on="2030-07-31")
    ask("DELETE", f"Users/{tom.pk}")

    assert not Person.objects.signing_in().filter(pk=tom.pk).exists()


def test_who_comes_back_is_the_same_person(ask, tom):
    ask("PATCH", f"Users/{tom.pk}", patch(active=False))
    ask("PATCH", f"Users/{tom.pk}", patch(active="True", title="Head of science"))
    back = ask("GET", f"Users/{tom.pk}").said

    assert (back["active"], back["title"]) == (True, "Head of science")
    assert tom.appointments_now().get().job_title == "Head of science"


def test_who_comes_already_gone_is_known_and_opens_nothing(ask):
    made = ask("POST", "Users", NEW | {"active": False})

    assert (made.status, made.said["active"]) == (201, False)
    assert not Person.objects.signing_in().filter(pk=made.said["id"]).exists()


def test_names_addresses_and_titles_follow_the_directory(ask, tom):
    body = NEW | {"userName": "t.weller@example.org", "name": {"givenName": "Thomas", "familyName": "Weller"}}
    ask("PUT", f"Users/{tom.pk}", body)
    tom.refresh_from_db()
    before = len(doings())
    same = ask("PUT", f"Users/{tom.pk}", body)

    assert (tom.name, tom.email) == ("Thomas Weller", "t.weller@example.org")
    assert tom.appointments_now().get().job_title == "Teacher of art"
    assert (same.status, len(doings())) == (200, before), "what is so already is no change"


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ({"userName": "zoe@elsewhere.example"}, "not an address of Northgate High"),
        ({"emails": [{"value": "zoe@elsewhere.example", "primary": True}]}, "not an address of Northgate High"),
        ({"userName": "zoe"}, "not a mail address"),
        ({"title": "x" * 121}, "longer than 120"),
        ({"userName": "zo\0e@example.org"}, "nobody can type"),
        ({"name": {"familyName": "May"}}, "givenName"),
        ({"name": {"givenName": "Tom", "familyName": "Weller"}, "userName": "was@example.org"}, "has left"),
    ],
    ids=["a foreign address", "a foreign second address", "no address", "too long", "a letter that is none",
         "no name", "another's address"],
)  # fmt: skip
def test_what_does_not_fit_is_refused_with_its_reason(ask, northgate, said, word):
    was = person("Wanda Asher", northgate, ends_on="2021-07-31")
    Person.objects.filter(pk=was.pk).update(email="was@example.org")
    number = Person.objects.count()
    answer = ask("POST", "Users", NEW | said)

    assert (answer.status, Person.objects.count()) == (400, number)
    assert word in answer.words


def test_without_a_way_to_sign_in_no_address_is_the_schools(ask, northgate, rob):
    northgate.sign_ons.get().stop(by=rob, at=MONDAY)

    assert "end with: none" in ask("POST", "Users", NEW).words


def test_somebody_of_another_school_is_neither_seen_nor_changed(ask, priya, harbour):
    for method, body in (("GET", None), ("PATCH", patch(active=False)), ("PUT", NEW), ("DELETE", None)):
        assert ask(method, f"Users/{priya.pk}", body).status == 404
    found = ask("GET", "Users", filter='userName eq "priya@example.org"')
    everybody = {one["id"] for one in ask("GET", "Users").said["Resources"]}

    assert (found.said["totalResults"], str(priya.pk) in everybody) == (0, False)
    assert priya.appointments_now().get().school == harbour
    assert [ask("GET", f"Users/{number}").status for number in ("x", "0", "9" * 30)] == [404, 404, 404]


def test_somebody_of_another_school_is_asked_and_joins_when_they_say_yes(ask, priya):
    body = NEW | {"userName": priya.email, "name": {"givenName": "Priya", "familyName": "Nair"}}
    first, second = ask("POST", "Users", body), ask("POST", "Users", body)

    assert (first.status, second.status, Offer.objects.count()) == (409, 409, 1)
    assert "asked on their own page" in first.words
    assert ask("GET", "Users", filter=f'userName eq "{priya.email}"').said["totalResults"] == 0

    Offer.objects.get().accept(at=clock.now())
    assert ask("GET", f"Users/{priya.pk}").status == 200


def test_who_serves_two_schools_leaves_this_one_and_keeps_name_and_address(ask, tom, harbour):
    Appointment.objects.create(person=tom, school=harbour, starts_on="2020-09-01")
    body = NEW | {"userName": tom.email, "name": {"givenName": "Not", "familyName": "Tom"}}
    changed = ask("PUT", f"Users/{tom.pk}", body)
    tom.refresh_from_db()
    ask("PATCH", f"Users/{tom.pk}", patch(active=False))

    assert (tom.name, changed.said["name"]["givenName"], changed.said["title"]) == (
        "Tom Weller", "Tom", "Teacher of art",
    )  # fmt: skip
    assert [place.school for place in tom.appointments_now()] == [harbour]
    assert ask("GET", f"Users/{tom.pk}").status == 404, "what they do elsewhere is no business of this school"
    assert ask("PATCH", f"Users/{tom.pk}", patch(active=True)).status == 404


@pytest.mark.parametrize("how", ["a newcomer", "a colleague"])
def test_the_name_of_who_left_and_works_elsewhere_may_be_used_again(ask, northgate, tom, ama, harbour, how):
    Appointment.objects.create(person=tom, school=harbour, starts_on="2020-09-01")
    ask("PATCH", f"Users/{tom.pk}", patch(userName=NEW["userName"]))
    Person.objects.filter(pk=tom.pk).update(email="tom@elsewhere.example")
    ask("PATCH", f"Users/{tom.pk}", patch(active=False))
    if how == "a newcomer":
        answer = ask("POST", "Users", NEW)
    else:
        answer = ask("PATCH", f"Users/{ama.pk}", patch(userName=NEW["userName"].upper()))

    assert answer.status in (201, 204)
    assert DirectoryEntry.objects.get(school=northgate).person != tom


def test_a_leaver_who_became_a_guest_is_asked_before_they_are_back(ask, tom, gwen):
    ask("PATCH", f"Users/{tom.pk}", patch(active=False))
    gwen.guest.__class__.objects.create(person=tom, school=gwen.guest.school, invited_by=gwen, at=MONDAY)
    back = ask("PATCH", f"Users/{tom.pk}", patch(active=True))

    assert (back.status, Offer.objects.get().person) == (409, tom)
    assert ask("GET", f"Users/{tom.pk}").said["active"] is False


def test_two_never_have_one_name(ask, tom, ama):
    name = ask("PATCH", f"Users/{tom.pk}", patch(userName="Ama@example.org"))
    address = ask("PATCH", f"Users/{tom.pk}", patch(**{'emails[type eq "work"].value': "ama@example.org"}))

    assert (name.status, address.status) == (409, 409)


def test_the_last_keeper_and_whoever_made_the_key_are_taken_off_by_hand(ask, rob):
    answer = ask("PATCH", f"Users/{rob.pk}", patch(active=False))

    assert (answer.status, "by hand" in answer.words) == (403, True)
    assert rob.appointments_now().exists()


def test_a_key_opens_its_own_school_while_its_maker_keeps_the_accounts(ask, northgate, harbour, priya, rob):
    _key, harbours = key_of(harbour, priya)

    for secret, school in ((harbours, "northgate"), ("collegium_directory_guess", "northgate"), ("", "nowhere")):
        assert ask("GET", "Users", secret=secret, school=school).status == 401
    assert ask("GET", "Users", secret=harbours, school="harbour").status == 401, "its maker keeps no accounts"

    assert ask("GET", "Users").status == 200
    Responsibility.objects.get(person=rob, kind="accounts").end(on=MONDAY.date(), by=rob, at=MONDAY)
    assert ask("GET", "Users").status == 401


def test_a_key_ends_when_it_is_taken_back_or_another_is_made(ask, northgate, rob):
    ask("GET", "Users")
    ask.key.refresh_from_db()
    used = ask.key.used_at
    _key, other = DirectoryKey.objects.make(northgate, by=rob, at=MONDAY)

    assert used is not None
    assert (ask("GET", "Users").status, ask("GET", "Users", secret=other).status) == (401, 200)
    key = DirectoryKey.objects.going().get()
    key.revoke(by=rob, at=MONDAY)
    key.revoke(by=rob, at=MONDAY)
    assert ask("GET", "Users", secret=other).status == 401
    assert [did for did, kind in doings() if kind == "people.directorykey"] == ["made", "made", "revoked"]


def test_a_page_at_a_time(ask, ama, tom, sam):
    first = ask("GET", "Users", count="2").said
    second = ask("GET", "Users", count="2", startIndex="3").said
    none = ask("GET", "Users", count="0").said

    assert (first["totalResults"], first["itemsPerPage"], second["startIndex"]) == (4, 2, 3)
    assert len({one["id"] for page in (first, second) for one in page["Resources"]}) == 4
    assert (none["totalResults"], none["Resources"]) == (4, [])


def test_what_else_may_be_asked(ask, ama, tom, rob):
    inactive = ask("GET", "Users", filter='active eq false or title co "English"')
    long = ask("GET", "Users", filter=" or ".join(['userName eq "x"'] * 40))

    assert [one["id"] for one in inactive.said["Resources"]] == [str(ama.pk)]
    assert (long.status, long.said["scimType"]) == (400, "invalidFilter")
    assert ask("GET", "Users", filter="userName eq").status == 400


def test_what_it_cannot_do_it_says(ask):
    config = ask("GET", "ServiceProviderConfig").said
    (kind,) = ask("GET", "ResourceTypes").said["Resources"]
    (schema,) = ask("GET", "Schemas").said["Resources"]

    assert [config[name]["supported"] for name in ("patch", "filter", "bulk", "sort", "etag")] == [
        True, True, False, False, False,
    ]  # fmt: skip
    assert kind["endpoint"] == "/Users"
    assert {one["name"] for one in schema["attributes"]} == {
        "userName", "name", "displayName", "title", "active", "emails",
    }  # fmt: skip
    assert ask("GET", "Groups").status == 404
    assert ask("POST", "Groups", {}).status == 404
    assert ask("POST", "Bulk", {}).status == 501
    assert ask("PUT", "Users", {}).status == 405
    assert ask("POST", "Users", [[[]]]).status == 400
    assert ask("GET", "Users", filter="(" * 400).status == 400


def test_the_same_number_of_queries_for_one_and_for_many(ask, northgate, django_assert_num_queries):
    ask("GET", "Users")
    with django_assert_num_queries(9):
        ask("GET", "Users")
    for number in range(20):
        somebody = person(f"P{number} Field", northgate)
        DirectoryEntry.objects.note(northgate, somebody, user_name=f"p{number}", external_id="", at=MONDAY)
    with django_assert_num_queries(9):
        assert ask("GET", "Users").said["totalResults"] == 21


def test_a_keeper_makes_a_key_sees_it_once_and_takes_it_back(client, northgate, rob):
    client.force_login(rob)
    page = reverse("people:directory", args=["northgate"])
    without = client.get(page).content.decode()
    refused = client.post(reverse("people:directory-making", args=["northgate"])).status_code
    SignOn.objects.create(
        school=northgate, kind="other", issuer="https://accounts.example", client="1", domains=["example.org"],
        by=rob, at=MONDAY,
    )  # fmt: skip
    made = client.post(reverse("people:directory-making", args=["northgate"]), {"key": "one"}).content.decode()
    again = client.post(reverse("people:directory-making", args=["northgate"]), {"key": "one"}, follow=True)
    held = client.get(page).content.decode()
    client.post(reverse("people:directory-revoking", args=["northgate"]))

    assert ("Say first which addresses" in without, refused) == (True, 404)
    assert "collegium_directory_" in made
    assert "collegium_directory_" not in again.content.decode() + held
    assert "/scim/v2/northgate" in held
    assert "The directory has not come yet." in held
    assert not DirectoryKey.objects.going().exists()


def test_the_other_keepers_hear_of_a_key(northgate, rob, hale):
    Responsibility.objects.give(hale, "accounts", northgate, by=rob, at=MONDAY)
    directory.open_to(northgate, by=rob, at=clock.now())

    assert [letter.person for letter in Letter.objects.filter(subject__contains="directory")] == [hale]


def test_the_page_says_when_a_key_has_lost_its_keeper(client, northgate, rob, tom):
    DirectoryKey.objects.make(northgate, by=tom, at=MONDAY)
    client.force_login(rob)

    page = client.get(reverse("people:directory", args=["northgate"])).content.decode()
    assert "until then it takes nobody out" in page
