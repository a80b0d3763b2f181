from collegium.enquiry import asking
from collegium.kit import clock
from collegium.kit.jobs import every


@every("20 15 * * 1-5")
def ask_how_it_went() -> None:
    """In the afternoon: who promised something and has not told of it is asked once, before the group meets."""
    asking.ask_everybody(at=clock.now())
