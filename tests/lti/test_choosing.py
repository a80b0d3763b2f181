"""A teacher in a course chooses what stands in it: only what they may read, in an answer that we sign."""

import jwt
import pytest
from django.conf import settings
from django.urls import reverse

from collegium.booklets.models import Booklet
from collegium.lti.models import Key
from tests.conftest import FRIDAY, MONDAY, SEPTEMBER
from tests.lti.conftest import shared
from tests.lti.test_launching import open_it, says
from tests.lti.vle import CHOOSES, CLIENT, SAYS

pytestmark = pytest.mark.django_db


def choosing(client, vle, **said):
    asked = {
        f"{SAYS}message_type": "LtiDeepLinkingRequest",
        f"{CHOOSES}deep_linking_settings": {
            "deep_link_return_url": f"{vle.address}/back", "accept_types": ["link", "ltiResourceLink"], "data": "d-1",
        },
    }  # fmt: skip
    return open_it(client, vle, settings.ADDRESS + "/", **(asked | said))


def choose(client, page, choice, slug="northgate"):
    return client.post(reverse("lti:chosen", args=[slug]), {"token": page.context["token"], "choice": choice})


def read_signed(client, page):
    """What the VLE would make of it, by the keys that we publish."""
    [key] = client.get(reverse("lti:keys")).json()["keys"]
    signed = page.context["signed"]
    assert jwt.get_unverified_header(signed)["kid"] == key["kid"]
    assert set(key) == {"kty", "n", "e", "alg", "use", "kid"}
    return jwt.decode(signed, jwt.PyJWK(key), algorithms=["RS256"], audience=page.context["platform"].issuer)


def test_a_colleague_puts_a_report_into_a_course(client, vle, platform, ours, everybodys, feedback, tom):
    page = choosing(client, vle, email=tom.email)
    done = choose(client, page, f"report-{ours.pk}")
    said = read_signed(client, done)

    assert [one.title for one in page.context["reports"]] == ["Talk for all", "Marks that move"]
    assert [one.title for one in page.context["groups"]] == ["Feedback that Moves"]
    assert (said["iss"], said["aud"], said[f"{SAYS}deployment_id"], said[f"{CHOOSES}data"]) == (
        CLIENT, vle.address, "7", "d-1")  # fmt: skip
    assert said[f"{SAYS}message_type"] == "LtiDeepLinkingResponse"
    [item] = said[f"{CHOOSES}content_items"]
    assert (item["type"], item["title"], item["url"]) == (
        "ltiResourceLink", "Marks that move", settings.ADDRESS + ours.get_absolute_url())  # fmt: skip
    policy = done.headers["Content-Security-Policy"]
    assert (f"form-action 'self' {vle.address}" in policy, f"frame-ancestors {vle.address}" in policy) == (True, True)
    assert (f'action="{vle.address}/back"' in says(done), done.cookies) == (True, {})


def test_what_was_put_there_opens_for_who_may_read_it(client, vle, platform, ours, tom, sam):
    done = choose(client, choosing(client, vle, email=tom.email), f"report-{ours.pk}")
    [item] = read_signed(client, done)[f"{CHOOSES}content_items"]

    assert "Marks that move" in says(open_it(client, vle, item["url"], email=sam.email))
    assert "Marks that move" not in says(open_it(client, vle, item["url"]))


def test_a_groups_card_can_stand_in_a_course(client, vle, platform, feedback, tom):
    page = choosing(client, vle, email=tom.email, **{f"{CHOOSES}deep_linking_settings": {
        "deep_link_return_url": f"{vle.address}/back", "accept_types": ["ltiResourceLink"]}})  # fmt: skip
    said = read_signed(client, choose(client, page, f"group-{feedback.pk}"))

    [item] = said[f"{CHOOSES}content_items"]
    assert (item["title"], item["text"], f"{CHOOSES}data" in said) == (feedback.title, feedback.question, False)


def booklet(school, reach, by, at=FRIDAY):
    return Booklet.objects.create(
        school=school, title=f"What we found, for {reach}", reach=reach, year_starts_on=SEPTEMBER, by=by, at=MONDAY,
        published_at=at,
    )  # fmt: skip


def test_a_booklets_cover_can_stand_in_a_course(client, vle, platform, northgate, harbour, hale, tom):
    for_staff, for_all = (booklet(northgate, reach, hale) for reach in ("school", "public"))
    booklet(northgate, "school", hale, at=None)
    booklet(harbour, "school", hale)

    page, stranger = choosing(client, vle, email=tom.email), choosing(client, vle)
    said = read_signed(client, choose(client, page, f"booklet-{for_staff.pk}"))

    assert [set(one.context["booklets"]) for one in (page, stranger)] == [{for_staff, for_all}, {for_all}]
    [item] = said[f"{CHOOSES}content_items"]
    assert for_staff.title in says(open_it(client, vle, item["url"], email=tom.email))
    assert for_staff.title not in says(open_it(client, vle, item["url"]))


def test_whom_the_vle_may_not_speak_for_chooses_from_what_is_public(
    client, vle, platform, ours, everybodys, feedback
):
    page = choosing(client, vle)

    assert [[one.title for one in page.context[name]] for name in ("reports", "groups")] == [["Talk for all"], []]
    assert "only" not in page.context
    refused = [choose(client, page, one) for one in (f"report-{ours.pk}", f"group-{feedback.pk}", "", "report-x")]
    assert [one.status_code for one in refused] == [403, 403, 403, 403]


def test_what_only_a_group_reads_is_not_put_into_a_course(client, vle, platform, feedback, ama):
    shared("Among us", "group", by=ama, school=None, group=feedback)

    assert choosing(client, vle, email=ama.email).context["reports"] == []


def test_what_was_taken_back_meanwhile_is_not_chosen(client, vle, platform, ours, ama, tom):
    page = choosing(client, vle, email=tom.email)
    ours.withdraw(by=ama, at=FRIDAY)

    assert choose(client, page, f"report-{ours.pk}").status_code == 403


def test_whoever_left_meanwhile_chooses_as_a_stranger(client, vle, platform, ours, everybodys, tom, trust):
    page, gone = choosing(client, vle, email=tom.email), choosing(client, vle, email=tom.email)
    tom.appointments.update(ends_on="2026-10-01")

    assert choose(client, page, f"report-{ours.pk}").status_code == 403
    assert choose(client, gone, f"report-{everybodys.pk}").status_code == 200


def test_whoever_belongs_elsewhere_too_by_now_chooses_as_a_stranger(client, vle, platform, ours, tom, trust):
    page = choosing(client, vle, email=tom.email)
    tom.responsibilities.create(kind="network-lead", network=trust, starts_on="2026-01-01")

    assert choose(client, page, f"report-{ours.pk}").status_code == 403


@pytest.mark.parametrize(
    "asked",
    [
        {},
        "x",
        {"deep_link_return_url": "javascript:alert(1)", "accept_types": ["ltiResourceLink"]},
        {"deep_link_return_url": "https://a.example/;b", "accept_types": ["file"]},
        {"deep_link_return_url": "https://a.example:x/", "accept_types": ["ltiResourceLink"]},
    ],
)
def test_a_place_that_takes_no_link_is_told_so(client, vle, platform, everybodys, asked):
    page = choosing(client, vle, **{f"{CHOOSES}deep_linking_settings": asked})

    assert (page.status_code, "takes no links" in says(page)) == (403, True)


def test_a_list_is_good_for_its_own_school_and_while_the_vle_is_trusted(
    client, vle, platform, everybodys, rob, harbour
):
    page = choosing(client, vle)

    elsewhere = choose(client, page, f"report-{everybodys.pk}", slug="harbour")
    platform.stop_from("7", by=rob, at=FRIDAY)
    paused = choose(client, page, f"report-{everybodys.pk}")
    platform.stop(by=rob, at=FRIDAY)
    stopped = choose(client, page, f"report-{everybodys.pk}")
    forged = client.post(reverse("lti:chosen", args=["northgate"]), {"token": "a:b:c", "choice": "report-1"})

    assert [one.status_code for one in (elsewhere, paused, stopped, forged)] == [403, 403, 403, 403]


def test_an_empty_list_says_what_stands_there(client, vle, platform):
    assert "Nothing to choose yet" in says(choosing(client, vle))


def test_the_list_costs_the_same_for_one_and_for_three(
    client, vle, platform, everybodys, ama, northgate, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    choosing(client, vle, email=ama.email)
    with CaptureQueriesContext(connection) as one:
        choosing(client, vle, email=ama.email)
    for title in ("Second", "Third"):
        shared(title, "school", by=ama, school=northgate)

    with django_assert_num_queries(len(one)):
        assert len(choosing(client, vle, email=ama.email).context["reports"]) == 3


def test_there_is_one_key_however_often_it_is_asked_for(db):
    first, second = (Key.objects.ours(at=FRIDAY) for _ in range(2))

    assert (first, str(first)) == (second, first.name)
