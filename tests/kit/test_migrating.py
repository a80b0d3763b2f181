"""The tables of an app made at once: the same as made one by one."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from collegium.kit.migrating import CreateTogether

NUMBER = ("id", models.BigAutoField(primary_key=True))
OPERATIONS = [
    migrations.CreateModel("Shelf", [NUMBER, ("name", models.CharField(max_length=20))]),
    migrations.CreateModel("Book", [NUMBER, ("shelf", models.ForeignKey("kit.Shelf", models.CASCADE))]),
    migrations.AddField("shelf", "favourite", models.ForeignKey("kit.Book", models.SET_NULL, null=True)),
    migrations.AddConstraint("shelf", models.UniqueConstraint(fields=["name"], name="one_shelf_of_a_name")),
]


def state_after(*operations) -> ProjectState:
    state = ProjectState()
    for operation in operations:
        operation.state_forwards("kit", state)
    return state


@pytest.fixture
def statements(transactional_db):
    """What would be said to the database, either way."""
    together, after = CreateTogether(OPERATIONS), state_after(*OPERATIONS)
    said = []
    for way, states in ((together.database_forwards, (ProjectState(), after)),
                        (together.database_backwards, (after, ProjectState()))):  # fmt: skip
        with connection.schema_editor(collect_sql=True, atomic=False) as editor:
            way("kit", editor, *states)
        said.append([one for one in editor.collected_sql if one.startswith(("CREATE TABLE", "DROP TABLE"))])
    return said


def test_the_models_are_those_of_the_steps():
    assert state_after(CreateTogether(OPERATIONS)) == state_after(*OPERATIONS)


@pytest.mark.both
def test_each_table_is_made_once_with_all_that_it_has_in_the_end(statements):
    made, _removed = statements

    assert [one.split('"')[1] for one in made] == ["kit_shelf", "kit_book"]
    assert "favourite_id" in made[0]


@pytest.mark.both
def test_back_they_go_in_the_other_order(statements):
    _made, removed = statements

    assert [one.split('"')[1] for one in removed] == ["kit_book", "kit_shelf"]


def test_it_says_what_it_makes():
    assert CreateTogether(OPERATIONS).describe() == "Create Shelf, Book"
