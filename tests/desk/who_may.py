from tests.house.who_may import Row

ROWS = [
    Row("desk:today", "302 200 200 200 200 200 200 200 200 200"),
    Row("desk:group", "302 200 200 200 404 200 200 200 200 200", args=lambda world: [world.feedback.slug]),
    Row("healthz", "200 200 200 200 200 200 200 200 200 200"),
]
