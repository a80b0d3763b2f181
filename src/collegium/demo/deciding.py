"""What the demo's groups have agreed on, what they are deciding, and who waits for a place."""

from datetime import datetime, timedelta

from collegium.demo.network import DemoNetwork
from collegium.groups import deciding
from collegium.groups.inviting import ask_to_join
from collegium.groups.matters import BY_KEY, LASTING
from collegium.groups.models import Agreement, CatchUp, Group
from collegium.people.models import Person

# What "Feedback that Moves" wrote down in its first meeting: choice, number, words.
AGREED = {
    "purpose": ("", None, "So that pupils in our classes do something with what we write."),
    "when": ("weekly", None, "Tuesdays, 15:45 to 17:00."),
    "apart": ("", 3, "Never in the last week of a term."),
    "where": ("turns", None, "Whoever hosts makes the tea."),
    "lasting": ("fixed", 6, ""),
    "coordinates": ("one", None, "Amara until Easter, then Tom."),
    "practical": ("host", None, ""),
    "newcomers": ("whole-group", None, ""),
    "stays": ("ideas", None, "Pupils have no names in our notes."),
}
# "Phonics to Year 7" has got as far as its fourth question.
BEGUN = {
    "purpose": ("", None, "To see what Year 6 could already do."),
    "when": ("poll", None, ""),
    "apart": ("", 4, ""),
}
GROUPS = ("Feedback that Moves", "Phonics to Year 7", "The biscuit hour", "Behaviour without raised voices")
WAITING = ("Sofia Marin", "Marek Nowak", "Hamish Orr", "Patrick Quinn")


def decide(made: DemoNetwork, *, at: datetime) -> None:
    feedback, phonics, biscuits, set_ = (
        Group.objects.get(title=title, conclusion=None)
        for title in GROUPS
    )
    people = made.people
    began = at - timedelta(days=58)
    agreement = _write(feedback, AGREED, by=people["Amara Bello"], at=began)
    agreement.agree(by=people["Amara Bello"], at=began)
    for name in ("Tom Weller", "Priya Nair", "Dai Rees"):
        agreement.see(people[name], at=began + timedelta(days=1))
    CatchUp.tick(feedback, dict.fromkeys(CatchUp.PARTS, True), by=people["Amara Bello"], at=began)
    _write(phonics, BEGUN, by=people["Amelia Crewe"], at=at - timedelta(days=4)).go_to(BY_KEY["where"])
    asked = deciding.put_change(
        feedback, LASTING, choice="open", words="As long as somebody has something to report back.",
        by=people["Sian Lloyd"], at=at - timedelta(days=3), days=14,
        reason="Six meetings are nearly over, and we have only just begun.",
    )  # fmt: skip
    asked.answer("agree", by=people["Priya Nair"], at=at - timedelta(days=2))
    deciding.answer(
        asked, "talk", by=people["Dai Rees"], at=at - timedelta(days=1),
        reason="With pleasure, if we may stop in June. Reports are due then.",
    )  # fmt: skip
    _over_biscuits(made, biscuits, at=at)
    for name in WAITING:
        ask_to_join(set_, people[name], at=at - timedelta(days=20))


def _over_biscuits(made: DemoNetwork, group: Group, *, at: datetime) -> None:
    """One that was settled, and one that an objection stops."""
    people = made.people
    members = [member.person for member in group.memberships.current().select_related("person")]
    tea = deciding.put_question(
        group, words="Shall we begin at 15:55, so that duty is over?", by=people["Owen Pritchard"],
        at=at - timedelta(days=30), days=7,
    )  # fmt: skip
    for person in members:
        tea.answer("agree", by=person, at=at - timedelta(days=28))
    chapter = deciding.put_question(
        group, words="Shall we read two chapters for each meeting?", by=people["Denise Carver"],
        at=at - timedelta(days=4), days=14, reason="We would be through by Easter.",
    )  # fmt: skip
    chapter.answer("object", by=people["Tariq Aziz"], at=at - timedelta(days=2),
                   reason="One is what I manage between marking and the bus. I would come unread.")  # fmt: skip


def _write(group: Group, answers: dict[str, tuple[str, int | None, str]], *, by: Person, at: datetime) -> Agreement:
    agreement = Agreement.objects.begin(group, by=by, at=at)
    for key, (choice, number, words) in answers.items():
        agreement.write_down(BY_KEY[key], choice=choice, number=number, words=words, by=by, at=at, seen=0)
    return agreement
