from collegium.conversation import digesting
from collegium.kit import clock
from collegium.kit.jobs import every


@every("0 15 * * 5")
def digest_everybody() -> None:
    """Friday afternoon: what was said in one's groups this week."""
    digesting.digest_everybody(at=clock.now())
