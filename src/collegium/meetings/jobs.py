from collegium.kit import clock
from collegium.kit.jobs import every
from collegium.meetings import attending, conducting, reminding


@every("*/5 * * * *")
def tell_newcomers() -> None:
    """Whoever joined, left, or belongs to a group that has ended hears what it means for their calendar."""
    attending.tell_newcomers(at=clock.now())


@every("10 * * * *")
def remind_everybody() -> None:
    """Once an hour: who comes to a meeting on the next working day."""
    reminding.remind_everybody(at=clock.now())


@every("*/10 * * * *")
def close_forgotten() -> None:
    """Meetings that nobody has ended end themselves, and their minutes go out."""
    conducting.close_forgotten(at=clock.now())
