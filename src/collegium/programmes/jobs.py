from collegium.kit import clock
from collegium.kit.jobs import every
from collegium.programmes.asking import remind_before_closing


@every("30 7 * * *")
def remind_of_wishes() -> None:
    """Each morning: who has three days or one day left for their wishes hears of it, once."""
    remind_before_closing(clock.now())
