"""What the parts of a page do with the names people really have."""

from datetime import date

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import get_template

from collegium.kit.templatetags.components import initials, person_tone


def render(text: str, **context: object) -> str:
    return Template("{% load components %}" + text).render(Context(context))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Amara Bello", "AB"),
        ("Maria del Carmen Ruiz", "MR"),
        ("Cher", "C"),
        ("  tom   weller ", "TW"),
        ("E\u0301mile Zola", "ÉZ"),
        ("O’Brien-Smith", "O"),
        ("(Mo) Khan", "MK"),
        ("🦊 Reed", "R"),
        ("🦊", "·"),
        ("", "·"),
        ("محمد علي", "مع"),
        ("王小明", "王"),
        ("ßeta", "S"),
    ],
)
def test_initials_suit_every_kind_of_name(name, expected):
    assert initials(name) == expected


def test_a_name_keeps_its_colour():
    assert person_tone("Amara Bello") == 5
    assert {person_tone(f"Person {number}") for number in range(60)} == {1, 2, 3, 4, 5, 6}


@pytest.mark.parametrize(
    "text",
    [
        "{% avatar name %}",
        "{% avatars names %}",
        "{% pill name tone=name mark=name %}",
        "{% tag name tone=name %}",
        "{% icon name %}",
        "{% back name name %}",
        "{% figure name %}{{ name }}{% endfigure %}",
        "{% empty name %}{{ name }}{% endempty %}",
        "{% notice tone=name mark=name %}{{ name }}{% endnotice %}",
    ],
)
def test_a_name_is_never_markup(text):
    name = '<script>alert("x")</script>'

    answer = render(text, name=name, names=[name, name])

    assert "<script" not in answer
    assert '"x"' not in answer


def test_initials_are_silent_beside_the_name():
    assert render("{% avatar name %}", name="Amara Bello") == (
        '<span class="avatar tone-5" aria-hidden="true">AB</span>'
    )


def test_a_state_is_a_word_and_a_mark():
    answer = render('{% pill "kept" tone="good" mark="check" %}')

    assert answer.startswith('<span class="pill" data-tone="good"><svg class="icon" aria-hidden="true"><use href="')
    assert answer.endswith('#check"/></svg>kept</span>')


@pytest.mark.parametrize(
    ("rank", "tone", "word"),
    [(1, "good", "1st"), (2, "private", "2nd"), (3, "due", "3rd"), (4, "quiet", "4th"), (None, "quiet", "no wish")],
)
def test_a_wish_says_which_it_is(rank, tone, word):
    assert render("{% wish rank %}", rank=rank) == (f'<span class="pill wish-pill" data-tone="{tone}">{word}</span>')


def test_a_day_is_one_plain_date():
    assert render("{% datetile day %}", day=date(2026, 11, 17)) == (
        '<time class="datetile" datetime="2026-11-17"><span class="weekday">Tue</span>'
        ' <span class="day">17</span> <span class="month">Nov</span></time>'
    )


def test_a_figure_keeps_its_words():
    assert render('{% figure "67 of 78" %}have their <b>first</b> wish{% endfigure %}') == (
        '<div class="figure"><b>67 of 78</b><p>have their <b>first</b> wish</p></div>'
    )


def test_an_empty_list_says_what_to_do_first():
    text = '{% for group in groups %}{{ group }}{% empty %}{% empty "None" %}<p>Ask.</p>{% endempty %}{% endfor %}'

    assert render(text, groups=[]) == '<div class="empty"><h2>None</h2><p>Ask.</p></div>'


@pytest.mark.parametrize(
    "page", ["400.html", "403.html", "404.html", "405.html", "409.html", "413.html", "500.html", "kit/conflict.html"]
)
def test_a_page_of_trouble_needs_nothing_around_it(page):
    bare = get_template(page).render()

    assert "<h1>" in bare
    assert "Go to Today" in bare
    assert "give this number" not in bare
    assert "<strong>8f2c</strong>" in get_template(page).render({"request_id": "8f2c"})


class Wish(forms.Form):
    question = forms.CharField(label="What would you like to find out?", help_text="One sentence.")
    often = forms.ChoiceField(
        label="How often", widget=forms.RadioSelect, choices=[("a", "Weekly"), ("b", "Monthly")]
    )


def test_a_field_is_tied_to_its_hint():
    page = str(Wish())

    assert '<label for="id_question">What would you like to find out?</label>' in page
    assert '<div class="hint" id="id_question_helptext">One sentence.</div>' in page
    assert 'aria-describedby="id_question_helptext"' in page
    assert "data-errors" not in page


def test_a_fault_is_said_at_the_top_and_beside_the_field():
    page = str(Wish({}))

    assert '<a href="#id_question">What would you like to find out?</a> This field is required.' in page
    assert '<ul class="error" id="id_question_error"><li>This field is required.</li></ul>' in page
    assert 'aria-describedby="id_question_helptext id_question_error"' in page
    assert 'aria-invalid="true"' in page


def test_the_label_of_a_field_is_never_markup():
    class Odd(forms.Form):
        odd = forms.CharField(label="<script>", help_text="<script>")

    assert "<script>" not in str(Odd({}))
