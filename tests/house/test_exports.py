"""Everybody can take away what is held about them; no model comes in without somebody having thought of it."""

import pytest
from django.apps import apps
from django.core.exceptions import FieldError

from collegium.people import exporting
from collegium.people.models import Person

HOW = (
    "{label} has rows about people, and nobody has said what of them is theirs to take away. In the app's exports.py "
    "write register({name}, _(title), *fields) or leave_out({name}, reason): docs/structure.md, “A new model”."
)
NAMING = {
    model: [one.name for one in model._meta.get_fields() if one.related_model is Person and not one.auto_created]
    for model in apps.get_models(include_auto_created=True)
}
ABOUT_PEOPLE = {model._meta.label_lower: model for model, names in NAMING.items() if names}


@pytest.mark.parametrize("label", sorted(ABOUT_PEOPLE))
def test_every_row_about_a_person_is_theirs_to_take_away_or_left_out_for_a_reason(label):
    model = ABOUT_PEOPLE[label]
    part = exporting.parts().get(label)

    assert part or exporting.left_out().get(label), HOW.format(label=label, name=model.__name__)
    if part:
        forgotten = set(NAMING[model]) - set(part.of) - set(part.not_of)
        assert not forgotten, (
            f"{label}: {forgotten} name a person too. Add them to of=(…), or to not_of with a reason."
        )


@pytest.mark.parametrize("label", sorted(exporting.parts()))
def test_every_part_can_be_asked(label, db):
    part = exporting.parts()[label]
    try:
        assert part.rows(Person(pk=0)) == []
    except FieldError as error:
        pytest.fail(f"{label}: {error}")
