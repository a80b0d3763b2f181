"""A model as small as one likes, in the files of a large one, and the same sum worked out in plain Python."""

import json
import math
import random
from pathlib import Path
from struct import pack

MARKS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
Weights = dict[str, list]


def write_model(folder: Path, vocabulary: list[str], weights: Weights, *, layers: int, heads: int) -> None:
    """The three files that the extra has: vocabulary, sizes, and the weights as safetensors."""
    folder.mkdir(parents=True)
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    sizes = {"num_hidden_layers": layers, "num_attention_heads": heads}
    (folder / "config.json").write_text(json.dumps(sizes), encoding="utf-8")
    table, body = {}, b""
    for name, rows in weights.items():
        flat = [number for row in rows for number in row] if isinstance(rows[0], list) else rows
        shape = [len(rows), len(rows[0])] if isinstance(rows[0], list) else [len(rows)]
        packed = pack(f"<{len(flat)}f", *flat)
        table[name] = {"dtype": "F32", "shape": shape, "data_offsets": [len(body), len(body) + len(packed)]}
        body += packed
    header = json.dumps(table).encode()
    (folder / "model.safetensors").write_bytes(len(header).to_bytes(8, "little") + header + body)


def any_weights(vocabulary: int, wide: int, inner: int, layers: int, seed: int = 7) -> Weights:
    dice = random.Random(seed)

    def table(rows: int, columns: int) -> list:
        return [[round(dice.gauss(0, 0.5), 4) for _ in range(columns)] for _ in range(rows)]

    weights = {f"embeddings.{name}_embeddings.weight": table(rows, wide)
               for name, rows in (("word", vocabulary), ("position", 16), ("token_type", 2))}  # fmt: skip
    weights |= {"embeddings.LayerNorm.weight": table(1, wide)[0], "embeddings.LayerNorm.bias": table(1, wide)[0]}
    for layer in range(layers):
        of = f"encoder.layer.{layer}"
        dense = {f"{of}.attention.self.{part}": (wide, wide) for part in ("query", "key", "value")}
        dense |= {f"{of}.attention.output.dense": (wide, wide), f"{of}.intermediate.dense": (inner, wide),
                  f"{of}.output.dense": (wide, inner)}  # fmt: skip
        for name, (out, into) in dense.items():
            weights |= {f"{name}.weight": table(out, into), f"{name}.bias": table(1, out)[0]}
        for name in (f"{of}.attention.output.LayerNorm", f"{of}.output.LayerNorm"):
            weights |= {f"{name}.weight": table(1, wide)[0], f"{name}.bias": table(1, wide)[0]}
    return weights


def worked_out_by_hand(weights: Weights, numbers: list[int], *, layers: int, heads: int) -> list[float]:
    """What the model says of these pieces, one number after another."""
    names = ("word", "position", "token_type")
    word, place, kind = (weights[f"embeddings.{name}_embeddings.weight"] for name in names)
    sums = [_sum(_sum(word[number], place[at]), kind[0]) for at, number in enumerate(numbers)]
    rows = [_even(row, weights, "embeddings.LayerNorm") for row in sums]
    for layer in range(layers):
        of = f"encoder.layer.{layer}"
        looked = _look(rows, weights, f"{of}.attention.self", heads)
        seen = [_dense(row, weights, f"{of}.attention.output.dense") for row in looked]
        rows = [_even(_sum(a, b), weights, f"{of}.attention.output.LayerNorm") for a, b in _pairs(rows, seen)]
        inner = [[_gelu(x) for x in _dense(row, weights, f"{of}.intermediate.dense")] for row in rows]
        thought = [_dense(row, weights, f"{of}.output.dense") for row in inner]
        rows = [_even(_sum(a, b), weights, f"{of}.output.LayerNorm") for a, b in _pairs(rows, thought)]
    mean = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
    length = math.sqrt(sum(x * x for x in mean))
    return [x / length for x in mean]


def _look(rows: list, weights: Weights, name: str, heads: int) -> list:
    asked, known, told = (
        [_dense(row, weights, f"{name}.{part}") for row in rows] for part in ("query", "key", "value")
    )
    each = len(asked[0]) // heads
    parts = [slice(head * each, (head + 1) * each) for head in range(heads)]
    return [[x for part in parts for x in _seen(one, known, told, part)] for one in asked]


def _seen(one: list, known: list, told: list, part: slice) -> list:
    """What one piece takes over of the others, with one of its heads."""
    sums = [_product(one[part], other[part]) / math.sqrt(len(one[part])) for other in known]
    shares = [math.exp(x) / sum(math.exp(y) for y in sums) for x in sums]
    return [_product(shares, column) for column in zip(*(row[part] for row in told), strict=True)]


def _product(one: list, other: list) -> float:
    return sum(a * b for a, b in _pairs(one, other))


def _pairs(one: list, other: list) -> list:
    return list(zip(one, other, strict=True))


def _gelu(x: float) -> float:
    return 0.5 * x * (1 + math.erf(x / math.sqrt(2)))


def _dense(row: list, weights: Weights, name: str) -> list:
    table, ground = weights[f"{name}.weight"], weights[f"{name}.bias"]
    return [sum(a * b for a, b in zip(row, line, strict=True)) + c for line, c in zip(table, ground, strict=True)]


def _even(row: list, weights: Weights, name: str) -> list:
    mean = sum(row) / len(row)
    spread = math.sqrt(sum((x - mean) ** 2 for x in row) / len(row) + 1e-12)
    return [(x - mean) / spread * a + b
            for x, a, b in zip(row, weights[f"{name}.weight"], weights[f"{name}.bias"], strict=True)]  # fmt: skip


def _sum(one: list, other: list) -> list:
    return [a + b for a, b in zip(one, other, strict=True)]
