from tests.house.who_may import Row

ROWS = [
    Row("desk:today", "302 200 200 200 200 200 200 200 200 200"),
    Row("healthz", "200 200 200 200 200 200 200 200 200 200"),
]
