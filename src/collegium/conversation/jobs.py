from collegium.conversation import digesting, naming
from collegium.kit import clock
from collegium.kit.jobs import every


@every("0 15 * * 5")
def digest_everybody() -> None:
    """Friday afternoon: what was said in one's groups this week."""
    digesting.digest_everybody(at=clock.now())


@every("5 7-17 * * 1-5")
def tell_the_named() -> None:
    """Once an hour by day: who was named in a post, and has not answered."""
    naming.tell_the_named(at=clock.now())
