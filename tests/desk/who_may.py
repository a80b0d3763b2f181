from uuid import UUID

from tests.house.who_may import Row

NO_JOB = UUID(int=0)

ROWS = [
    Row("desk:today", "302 200 200 200 200 200 200 200 200 200"),
    Row("desk:group", "302 200 200 200 404 200 200 200 200 200", args=lambda world: [world.feedback.slug]),
    Row("desk:first-steps", "302 302 302 403 404 403 403 403 403 302", args=lambda world: [world.feedback.slug],
        method="post"),
    Row("desk:group-history", "302 200 200 403 404 403 403 403 403 200", args=lambda world: [world.feedback.slug]),
    Row("desk:everything-of-group", "302 200 200 403 404 403 403 403 403 200",
        args=lambda world: [world.feedback.slug]),
    Row("desk:everything-of-group-file", "302 200 200 403 404 403 403 403 403 200",
        args=lambda world: [world.feedback.slug]),
    Row("desk:everything", "302 200 200 200 200 200 200 200 200 200"),
    Row("desk:everything-file", "302 200 200 200 200 200 200 200 200 200"),
    Row("desk:catching-up", "302 200 200 403 404 403 403 403 403 200", args=lambda world: [world.feedback.slug]),
    Row("desk:catching-up-parts", "302 302 302 403 404 403 403 403 403 302",
        args=lambda world: [world.feedback.slug], method="post", data=lambda world: {"minutes": "on"}),
    Row("desk:guides", "302 200 200 200 200 200 200 200 200 200"),
    Row("desk:guide", "302 200 200 200 200 200 200 200 200 200", args=lambda world: ["learning-group"]),
    Row("desk:begin", "302 302 302 302 422 302 403 302 302 403", args=lambda world: ["learning-group"], method="post",
        data=lambda world: {"title": "Ours", "school": world.northgate.pk}, note="Priya works elsewhere"),
    Row("desk:invitation", "302 200 200 403 404 403 403 403 403 200",
        args=lambda world: ["learning-group", world.feedback.slug]),
    Row("desk:find", "302 200 200 200 200 200 200 200 200 200"),
    Row("desk:health", "302 403 403 403 403 403 403 200 403 403"),
    Row("desk:manifest", "200 200 200 200 200 200 200 200 200 200"),
    Row("desk:metrics", "404 404 404 404 404 404 404 404 404 404"),
    Row("desk:failed-jobs", "302 403 403 403 403 403 403 200 403 403"),
    Row("desk:another-try", "302 403 403 403 403 403 403 404 403 403", args=lambda world: [NO_JOB], method="post"),
    Row("desk:letting-be", "302 403 403 403 403 403 403 404 403 403", args=lambda world: [NO_JOB], method="post"),
    Row("healthz", "200 200 200 200 200 200 200 200 200 200"),
]
