from collegium.groups import parting
from collegium.kit import clock
from collegium.kit.jobs import every


@every("40 3 * * *")
def let_go() -> None:
    """At night: who left every school leaves their groups."""
    parting.let_go(at=clock.now())
