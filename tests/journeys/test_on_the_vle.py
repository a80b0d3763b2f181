"""A school's VLE sets itself up, a teacher puts a report into a course, and whoever clicks it sees what is theirs."""

from html import escape
from time import time
from urllib.parse import urlencode

import jwt
import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import DESK, judge, sign_in
from tests.lti.vle import CHOOSES, CLIENT, FORGER, SAYS, Vle, running

pytestmark = pytest.mark.journey

TEACHER, PUPIL = "teacher@northgate.example", "pupil@pupils.example"
REPORT = "Who answers whom?"


class Course(Vle):
    """A VLE with one course: its links open in a frame, as teachers and pupils know it."""

    tool = ""
    link = ""
    last = ""

    def page(self, path, asked):
        given = {name: values[0] for name, values in asked.items()}
        if path == "/course":
            return self.course(given["who"])
        if path == "/auth":
            return self.launch(given)
        if path == "/again":
            return self.last
        if path == "/back":
            return self.put_in(given["JWT"])
        return None

    def course(self, who):
        def click(words, how, target):
            asked = {"iss": self.address, "client_id": CLIENT, "login_hint": who, "lti_message_hint": how,
                     "target_link_uri": target}  # fmt: skip
            return f'<p><a target=tool href="{escape(f"{self.tool}login/?{urlencode(asked)}")}">{words}</a></p>'

        begin = click("Select content", "choose", self.tool.partition("/lti")[0] + "/")
        ways = [click(f"{how} it", how, self.link) for how in ("open", "forge", "expire")] if self.link else []
        again = "<p><a target=tool href=/again>send it again</a></p>"
        return f"{begin}{''.join(ways)}{again}<iframe name=tool width=900 height=700></iframe>"

    def launch(self, asked):
        """What a VLE does when it knows who is there: a form that sends itself."""
        how, email = asked["lti_message_hint"], asked["login_hint"]
        said = {}
        if how == "choose":
            said = {f"{SAYS}message_type": "LtiDeepLinkingRequest", f"{CHOOSES}deep_linking_settings": {
                "deep_link_return_url": f"{self.address}/back", "accept_types": ["ltiResourceLink"], "data": "d-1",
            }}  # fmt: skip
        if how == "expire":
            said = {"iat": int(time()) - 7200, "exp": int(time()) - 3600}
        more = {"pair": FORGER} if how == "forge" else {}
        target = self.link or self.tool.partition("/lti")[0] + "/"
        token = self.token(asked["nonce"], target, email=email, **more, **said)
        self.last = (
            f'<form method=post action="{asked["redirect_uri"]}"><input type=hidden name=id_token value="{token}">'
            f'<input type=hidden name=state value="{asked["state"]}"></form>'
            "<script>document.forms[0].submit()</script>"
        )
        return self.last

    def put_in(self, signed):
        [item] = jwt.decode(signed, options={"verify_signature": False})[f"{CHOOSES}content_items"]
        self.link = item["url"]
        return f"<p>In the course now: {escape(item['title'])}</p>"


def test_from_a_link_of_once_to_a_report_in_a_course(demo_house, open_page):
    with running(Course) as vle:
        rob = sign_in(open_page(DESK), demo_house, "admin@northgate.example")
        rob.get_by_role("link", name="Staff", exact=True).first.click()
        rob.get_by_role("link", name="VLE").click()
        rob.get_by_role("button", name="Make a one-time link").click()
        vle.tool = rob.url
        link = rob.get_by_label("Link", exact=True).input_value()
        asked = {"openid_configuration": f"{vle.address}/.well-known/openid-configuration", "registration_token": "r"}
        admin = open_page(DESK)
        admin.goto(f"{link}?{urlencode(asked)}")
        judge(admin, "a VLE asks")
        admin.get_by_role("button", name="Set it up").click()
        expect(admin.get_by_role("heading", name="It is set up")).to_be_visible()
        rob.reload()
        card = rob.locator("section", has_text=vle.address)
        card.get_by_text("Change", exact=True).click()
        card.get_by_label("addresses").fill("northgate.example")
        card.get_by_role("button", name="Keep it").click()
        judge(rob, "VLEs of a school")

        course = open_page(DESK)
        frame = course.frame_locator("iframe")
        course.goto(f"{vle.address}/course?who={TEACHER}")
        course.get_by_role("link", name="Select content").click()
        frame.get_by_label(REPORT).check()
        frame.get_by_role("button", name="Choose this").click()
        frame.get_by_role("button", name="Put it into the course").click()
        expect(frame.get_by_text(f"In the course now: {REPORT}")).to_be_visible()

        course.reload()
        course.get_by_role("link", name="open it").click()
        expect(frame.get_by_role("heading", name=REPORT)).to_be_visible()
        for way in ("send it again", "forge it", "expire it"):
            course.get_by_role("link", name=way).click()
            expect(frame.get_by_role("heading", name="It did not open")).to_be_visible()
            course.reload()

        course.goto(f"{vle.address}/course?who={PUPIL}")
        course.get_by_role("link", name="open it").click()
        expect(frame.get_by_role("heading", name="Open it in Collegium")).to_be_visible()
        expect(frame.get_by_role("heading", name=REPORT)).to_have_count(0)
