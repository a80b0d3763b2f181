"""Of every model it is said why it is kept and what becomes of its rows when somebody is erased; and it is done."""

import pytest
from django.apps import apps
from django.db import models

from collegium.people import purposes
from collegium.people.models import Person
from collegium.people.purposes import Fate

HOW = (
    "Nobody has said why {label} is kept, or what becomes of it when somebody is erased. In the app's privacy.py: "
    "purpose(…).goes({name}), .stays({name}, words=(…)) or .nobody({name}): docs/structure.md, “A new model”."
)
MODELS = {one._meta.label: one for one in apps.get_models(include_auto_created=True)}


def names_of_people(model):
    return {
        one.name for one in model._meta.get_fields() if one.concrete and one.related_model is Person
        and not one.many_to_many
    }  # fmt: skip


def texts(model):
    """Fields in which somebody may have written."""
    kinds = (models.CharField, models.TextField, models.JSONField)
    return {one.name for one in model._meta.concrete_fields if isinstance(one, kinds) and not one.choices}


@pytest.mark.parametrize("label", sorted(MODELS))
def test_of_every_model_it_is_said_why_it_is_kept(label):
    model = MODELS[label]
    said = {line.of for line in purposes.lines() if line.model is model}

    assert model in purposes.known(), HOW.format(label=label, name=model.__name__)
    assert names_of_people(model) - said == set(), f"{label}: what becomes of the row for whoever these name?"


@pytest.mark.parametrize("label", sorted({line.model._meta.label for line in purposes.lines(Fate.STAYS)}))
def test_of_every_text_that_stays_it_is_said_whose_it_is(label):
    model = MODELS[label]
    lines = [line for line in purposes.lines() if line.model is model]
    said = {name for line in lines for name in (*line.words, *line.facts)}

    assert texts(model) - said == set(), f"{label}: words=(…) if the person wrote it, else facts=(…)."
    assert said <= {one.name for one in model._meta.concrete_fields}


@pytest.mark.django_db
def test_every_line_can_be_asked():
    nobody = Person(pk=0)

    assert [line for line in purposes.lines() if line.rows(nobody).exists()] == []
