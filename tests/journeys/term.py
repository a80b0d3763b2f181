"""What the stories over a term have in common: a house whose days go by, and what members do on its pages."""

import re
from datetime import UTC, date, datetime, time, timedelta

from playwright.sync_api import Page, expect

from tests.journeys.conftest import DESK, PHONE, House, sign_in


class Term:
    """A demo house that begins on a Wednesday in late November, whatever the day is."""

    def __init__(self, house: House, open_page) -> None:
        self.house, self.open_page = house, open_page

    def desk(self, address: str) -> Page:
        return sign_in(self.open_page(DESK), self.house, address)

    def phone(self, address: str) -> Page:
        return sign_in(self.open_page(PHONE), self.house, address)

    def today(self) -> date:
        return (datetime.now(UTC) + timedelta(seconds=float(self.house.ahead.read_text()))).date()

    def until_after(self, meeting: Page) -> None:
        """The morning after the meeting whose page this is."""
        day = date.fromisoformat(meeting.locator("main time.datetile").first.get_attribute("datetime"))
        self.house.let_pass(days=max((day - self.today()).days, 0) + 1)

    def hold_next_meeting(self, member: str, group: str, promises: dict[str, str], notes: str) -> None:
        """The next planned meeting takes place without a screen; on the day after it is told of in two minutes."""
        page = self.desk(member)
        open_group(page, group)
        address = open_next_meeting(page)
        confirm = page.get_by_role("button", name="Confirm this date")
        if confirm.is_visible():
            confirm.click()
            expect(page.get_by_text("confirmed", exact=True)).to_be_visible()
        self.until_after(page)
        page = self.desk(member)
        page.goto(address)
        page.get_by_role("link", name="Tell of it").click()
        for name, text in promises.items():
            page.get_by_label(f"What {name} will try").fill(text)
        page.get_by_label("What was said and decided").fill(notes)
        press(page, "Send the minutes")
        expect(page.get_by_role("heading", name=re.compile("^Meeting "))).to_be_visible()
        page.context.close()


def autumn(now: datetime) -> float:
    """How many seconds ahead the next Wednesday in the last week of November is, at ten in the morning."""
    for year in (now.year, now.year + 1):
        day = date(year, 11, 24)
        day += timedelta(days=(2 - day.weekday()) % 7)
        begins = datetime.combine(day, time(10), tzinfo=UTC)
        if begins > now:
            break
    return (begins - now).total_seconds()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def open_group(page: Page, title: str) -> None:
    page.get_by_role("link", name="My groups").first.click()
    page.locator("main").get_by_role("link", name=title).first.click()


def open_enquiry(page: Page, title: str) -> None:
    open_group(page, title)
    page.get_by_role("navigation", name="This group").get_by_role("link", name="Our enquiry").click()


def open_next_meeting(page: Page) -> str:
    card = page.locator("section").filter(has=page.get_by_role("heading", name="Next meeting", exact=True))
    card.get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="When and where")).to_be_visible()
    return page.url


def begin_cycle(page: Page, title: str) -> None:
    page.get_by_label("Which lesson or idea is it about?").fill(title)
    press(page, "Begin")
    expect(page.get_by_role("heading", name=re.compile(title)).first).to_be_visible()


def write_down(page: Page, text: str, how: str = "Keep it") -> None:
    """At the stage at which the group is."""
    page.get_by_label("Write it down").fill(text)
    stage = page.locator("section").filter(has=page.get_by_label("Write it down"))
    stage.get_by_role("button", name=how, exact=True).click()
    expect(page.locator("main")).to_contain_text(text)


def go_on_to(page: Page, stage: str) -> None:
    press(page, f"On to {stage}")
    expect(stage_of(page, stage)).to_contain_text("here now")


def stage_of(page: Page, stage: str):
    return page.locator("section").filter(has=page.get_by_role("heading", name=stage, exact=True))


def say_yes(page: Page, text: str) -> None:
    """What somebody else wrote down at the meeting is promised only now."""
    card = page.locator("section").filter(has_text=text)
    card.get_by_role("button", name="Yes, I will").click()
    expect(page.locator("section").filter(has_text=text).get_by_role("button", name="Kept it")).to_be_visible()


def tap(page: Page, text: str, verdict: str) -> None:
    """One tap on Today is a complete report."""
    page.locator("section").filter(has_text=text).get_by_role("button", name=verdict, exact=True).click()
    expect(page.get_by_role("heading", name="Something else after all?")).to_be_visible()


def add_words(page: Page, **words: str) -> None:
    labels = {"went_well": "What went well", "changed": "What I changed, or would change"}
    for name, text in words.items():
        page.get_by_label(labels[name]).fill(text)
    press(page, "Add this")


def share(page: Page, reach: str, title: str = "") -> None:
    """The card of an idea, from wherever one came to it."""
    if title:
        page.get_by_label("Your idea in a few words").fill(title)
    labels = page.get_by_label("Who sees it").locator("option").all_inner_texts()
    page.get_by_label("Who sees it").select_option(label=next(one for one in labels if reach in one))
    press(page, "Share it")
    expect(page.get_by_role("heading", name="I’ll try this")).to_be_visible()


def opens_with(page: Page, group: str, *said: str) -> None:
    """The agenda of the next meeting begins its report back with what was told."""
    open_group(page, group)
    open_next_meeting(page)
    page.get_by_role("link", name="Look at the agenda").click()
    card = page.locator("section").filter(has=page.get_by_role("heading", name="Opens the report back"))
    for words in said:
        expect(card).to_contain_text(words)


def write_finding(page: Page, door: str, finding: str, **more: str) -> None:
    page.get_by_role("link", name=door).or_(page.get_by_role("button", name=door)).first.click()
    labels = {"method": "How we look into it", "evidence": "What we saw", "purpose": "What it is to do for pupils"}
    for name, text in more.items():
        page.get_by_label(labels[name]).fill(text)
    page.get_by_label("What we found, and what we did not").fill(finding)
    press(page, "Keep it")
    expect(page.get_by_label("What we found, and what we did not")).to_have_value(finding)


def pick(page, text):
    """An idea out of the book, on the page of what the group reads."""
    form = page.locator("details").filter(has_text="Pick an idea").last
    if not form.get_by_label("The idea, in a few words").is_visible():
        form.locator("summary").click()
    form.get_by_label("The idea, in a few words").fill(text)
    form.get_by_role("button", name="Pick it").click()
    # Beside a shortlist that stands already it lies among the others, folded.
    expect(page.locator("#best b").filter(has_text=text)).to_be_attached()
