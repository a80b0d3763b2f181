"""What the lead asks of one try: sizes, how long to look, and who is placed without having wished."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Rules:
    """The rules of one try. Whoever neither answered nor stands in ``place`` is left out, and the figures say so."""

    smallest: int
    largest: int
    seconds: int = 60
    place: tuple[int, ...] = ()
    place_new_staff: bool = True
    anybody_leads: bool = False

    @classmethod
    def read(cls, kept: dict[str, Any]) -> "Rules":
        return cls(**(kept | {"place": tuple(kept["place"])}))

    def as_kept(self) -> dict[str, Any]:
        return asdict(self) | {"place": list(self.place)}
