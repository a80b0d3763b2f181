from collegium.groups import deciding, forgetting, parting
from collegium.kit import clock
from collegium.kit.jobs import every


@every("40 3 * * *")
def let_go() -> None:
    """At night: who left every school leaves their groups."""
    parting.let_go(at=clock.now())


@every("50 3 * * *")
def forget() -> None:
    """At night: who was only asked and did not come is not kept."""
    forgetting.forget_who_did_not_come(at=clock.now())


@every("*/10 * * * *")
def close_decisions() -> None:
    """What a group has not settled by its day is closed, with a word on what came of it."""
    deciding.close_what_is_due(at=clock.now())
