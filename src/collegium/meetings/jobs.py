from collegium.kit import clock
from collegium.kit.jobs import every
from collegium.meetings import attending, conducting, reminding, seeing_to


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


@every("20 * * * *")
def ask_for_rooms() -> None:
    """Once an hour: whether the rooms of the meetings in three days are still needed."""
    seeing_to.ask_for_rooms(at=clock.now())


@every("40 4 * * *")
def forget_needless_allergies() -> None:
    """Whoever belongs to no group any more comes to no meeting: what they must not eat is nobody's to know."""
    seeing_to.forget_needless_allergies()
