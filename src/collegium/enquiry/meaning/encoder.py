"""A small BERT read from its file and worked out with numpy: a text becomes a row of 384 numbers of length 1.

Two texts that mean alike point the same way: the product of their rows is near 1. After Devlin and others (2019) and
Reimers and Gurevych (2019), with the weights as sentence-transformers publishes them.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from collegium.enquiry.meaning.pieces import Pieces

Numbers = NDArray[np.float32]
NEARLY_NOTHING = 1e-12


def read_weights(path: Path) -> dict[str, Numbers]:
    """The arrays of a safetensors file, left on the disk until they are used, so that processes share them."""
    with path.open("rb") as file:
        header = int.from_bytes(file.read(8), "little")
        table: dict[str, Any] = json.loads(file.read(header))
    whole = np.memmap(path, dtype=np.uint8, mode="r", offset=8 + header)
    return {
        name: whole[slice(*row["data_offsets"])].view("<f4").reshape(row["shape"])
        for name, row in table.items()
        if row.get("dtype") == "F32"
    }


class Encoder:
    def __init__(self, folder: Path) -> None:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self.layers, self.heads = int(config["num_hidden_layers"]), int(config["num_attention_heads"])
        self.pieces = Pieces(folder / "vocab.txt")
        self.weights = read_weights(folder / "model.safetensors")

    def embed(self, text: str) -> Numbers:
        """The row of one text: the mean over its pieces."""
        numbers = self.pieces.of(text)
        words, places, kinds = (
            self.weights[f"embeddings.{name}_embeddings.weight"] for name in ("word", "position", "token_type")
        )
        rows = self._even(words[numbers] + places[: len(numbers)] + kinds[0], "embeddings.LayerNorm")
        for layer in range(self.layers):
            rows = self._layer(rows, f"encoder.layer.{layer}")
        mean = rows.mean(axis=0)
        return mean / max(float(np.linalg.norm(mean)), NEARLY_NOTHING)

    def row(self, text: str) -> bytes:
        """A text's row as it is kept: in half precision, which moves a product by less than a thousandth."""
        return self.embed(text).astype("<f2").tobytes()

    def nearness(self, text: str, kept: list[tuple[int, bytes]]) -> dict[int, float]:
        """For each thing by its number how near its nearest row lies to a text, from -1 to 1."""
        if not kept:
            return {}
        rows = np.frombuffer(b"".join(row for _number, row in kept), dtype="<f2").reshape(len(kept), -1)
        found: dict[int, float] = {}
        for (number, _row), near in zip(kept, (rows.astype(np.float32) @ self.embed(text)).tolist(), strict=True):
            found[number] = max(near, found.get(number, -1.0))
        return found

    def _layer(self, rows: Numbers, layer: str) -> Numbers:
        """Each piece looks at the others, then thinks for itself; both times it keeps what it was."""
        seen = self._dense(self._look(rows, f"{layer}.attention.self"), f"{layer}.attention.output.dense")
        rows = self._even(rows + seen, f"{layer}.attention.output.LayerNorm")
        thought = self._dense(_gelu(self._dense(rows, f"{layer}.intermediate.dense")), f"{layer}.output.dense")
        return self._even(rows + thought, f"{layer}.output.LayerNorm")

    def _look(self, rows: Numbers, name: str) -> Numbers:
        asked, known, told = (
            self._dense(rows, f"{name}.{part}").reshape(len(rows), self.heads, -1).swapaxes(0, 1)
            for part in ("query", "key", "value")
        )
        weight = asked @ known.swapaxes(1, 2) / np.sqrt(asked.shape[-1], dtype=np.float32)
        weight = np.exp(weight - weight.max(axis=-1, keepdims=True))
        weight /= weight.sum(axis=-1, keepdims=True)
        return (weight @ told).swapaxes(0, 1).reshape(len(rows), -1)

    def _dense(self, rows: Numbers, name: str) -> Numbers:
        return rows @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]

    def _even(self, rows: Numbers, name: str) -> Numbers:
        """Each row brought to mean 0 and spread 1, then stretched as was learned (layer normalisation)."""
        rows = rows - rows.mean(axis=-1, keepdims=True)
        spread = np.sqrt((rows * rows).mean(axis=-1, keepdims=True) + NEARLY_NOTHING)
        return rows / spread * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]


def _gelu(rows: Numbers) -> Numbers:
    return 0.5 * rows * (1 + _erf(rows / np.sqrt(2, dtype=np.float32)))


def _erf(rows: Numbers) -> Numbers:
    """The error function to 1.5e-7 (Abramowitz and Stegun 7.1.26): scipy is not loaded into web processes."""
    size = np.abs(rows)
    step = 1 / (1 + 0.3275911 * size)
    curve = np.polyval([1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592, 0], step)
    value: Numbers = (np.sign(rows) * (1 - curve * np.exp(-size * size))).astype(np.float32)
    return value
