"""Who may open which address."""

from tests.house.who_may import Row

ROWS: list[Row] = []
