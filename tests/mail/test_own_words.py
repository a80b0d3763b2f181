"""A person's own words out of what their mail program sends, and what those words answer."""

import pytest

from collegium.mail.cutting import from_html, own_words, unflow, without_closing
from collegium.mail.understanding import PHRASES, understand
from tests.mail.replies import HTML, REPLIES

VERDICTS = ["kept", "changed", "dropped", "not-yet"]
COMING = ["coming", "maybe", "away"]
YES_NO = ["yes", "no"]
AGREE = ["agree", "talk"]


@pytest.mark.parametrize("name", REPLIES)
def test_only_what_the_person_wrote_is_taken(name):
    text, words = REPLIES[name]

    assert own_words(text) == words
    assert own_words(text.replace("\n", "\r\n").replace("\r\n", "\n")) == words


@pytest.mark.parametrize("name", HTML)
def test_a_message_without_plain_text_is_read_too(name):
    html, words = HTML[name]

    assert own_words(from_html(html)) == words


def test_lines_that_a_program_broke_are_put_together_again():
    assert unflow("Kept it. The second \nhalf was better.\n\nTom\n> quoted \n> more") == (
        "Kept it. The second half was better.\n\nTom\n> quoted \n> more"
    )
    assert unflow("-- \nTom") == "-- \nTom"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("They liked it.\n\nBest wishes,\nTom", "They liked it."),
        ("Ils ont aimé.\nCordialement\nTom", "Ils ont aimé."),
        ("Es ging gut.\n\nViele Grüße\nTom", "Es ging gut."),
        ("Bien.\nUn saludo,\nTom", "Bien."),
        ("Dobrze.\nPozdrawiam\nTom", "Dobrze."),
        ("Bene.\nGrazie\nTom", "Bene."),
        ("Best was the ending.", "Best was the ending."),
    ],
)
def test_a_farewell_says_nothing_of_the_matter(text, kept):
    assert without_closing(text) == kept


@pytest.mark.parametrize("code", PHRASES)
def test_each_way_of_putting_it_is_understood_with_more_words_behind(code):
    codes = next(several for several in (VERDICTS, COMING, YES_NO, AGREE) if code in several)
    phrases = [phrase.strip() for line in PHRASES[code].split("\n") for phrase in line.split("|") if phrase.strip()]

    for phrase in phrases:
        assert understand(f"{phrase.capitalize()}. More here.", codes) == (code, "More here."), phrase
        assert understand(f"Hello Ama,\n\n{phrase}", codes) == (code, ""), phrase


@pytest.mark.parametrize(
    ("text", "codes", "found"),
    [
        ("Kept it, works well with 8B", VERDICTS, ("kept", "works well with 8B")),
        ("yes, kept it", VERDICTS, ("kept", "")),
        ("Sorry, not yet!", VERDICTS, ("not-yet", "")),
        ("NOT YET", VERDICTS, ("not-yet", "")),
        ("I’ll be there", COMING, ("coming", "")),
        ("Sorry, I can’t make it", COMING, ("away", "")),
        ("yes", COMING, ("coming", "")),
        ("No", COMING, ("away", "")),
        ("No problem, I'll bring the biscuits", COMING, ("coming", "I'll bring the biscuits")),
        ("👍 see you", COMING, ("coming", "see you")),
        ("Leider nicht", COMING, ("away", "")),
        ("Ich komme leider nicht, bin krank", COMING, ("away", "bin krank")),
        ("Niestety nie mogę", COMING, ("away", "mogę")),
        ("Ja, gerne", YES_NO, ("yes", "")),
        ("I can't", YES_NO, ("no", "")),
        ("yes", AGREE, ("agree", "")),
        ("Talk first: the dates clash with reports", AGREE, ("talk", "the dates clash with reports")),
    ],
)
def test_the_first_words_are_the_answer_and_the_rest_is_text(text, codes, found):
    assert understand(text, codes) == found


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", VERDICTS),
        ("   ", COMING),
        ("It was a long week.", VERDICTS),
        ("Kept it? Not really.", VERDICTS),
        ("I have not kept it", VERDICTS),
        ("Changed nothing", VERDICTS),
        ("We did keep talking about whether we kept it", VERDICTS),
        ("Coming from a visit, so may not be there", COMING),
        ("I will come not before four", COMING),
        ("yes and no", COMING),
        ("No idea yet", COMING),
        ("Non sono sicura", COMING),
        ("yes", VERDICTS),
        ("tomorrow", AGREE),
        ("no", AGREE),
        ("x" * 100_000, VERDICTS),
    ],
)
def test_in_doubt_no_answer_is_read_into_a_mail(text, codes):
    assert understand(text, codes) is None
