"""Who may open which address. Ama and Tom walk; Hale, who leads programmes and school, prepares, and sees no list."""

from datetime import timedelta

from collegium.kit import clock
from collegium.programmes.models import Aspect
from collegium.walks.models import LookingFor, Walk
from tests.house.who_may import Row


def aspect(world):
    return Aspect.objects.get_or_create(school=world.northgate, title="Written feedback")[0]


def draft(world, **state):
    day = clock.today() + timedelta(days=21)
    walk = Walk.objects.prepare(
        world.northgate, aspect(world), walkers=[world.people["ama"], world.people["tom"]],
        look_fors=[LookingFor("Pupils rework")], by=world.people["hale"], at=clock.now(), focus="Time to act",
        first_on=day, last_on=day,
    )  # fmt: skip
    Walk.objects.filter(pk=walk.pk).update(reviewed_on=clock.today(), **state)
    return [walk.pk]


def announced(world):
    return draft(world, announced_at=clock.now())


def under_way(world):
    return draft(world, announced_at=clock.now(), drawn_at=clock.now())


def school(world):
    return [world.northgate.slug]


def form(world):
    day = (clock.today() + timedelta(days=30)).isoformat()
    return {
        "aspect": aspect(world).pk, "focus": "Time to act", "first_on": day, "begins_at": "08:00", "ends_at": "16:00",
        "minutes": 10, "margin": 15, "one": world.people["ama"].pk, "text_1": "Pupils rework", "scale_1": "yes-no",
        **{f"scale_{n}": "yes-no" for n in range(2, 6)},
    }  # fmt: skip


STAFF = "302 200 200 200 404 200 404 200 200 404"
PREPARES = "302 403 403 403 404 302 404 403 403 404"
WALK = "302 302 302 403 404 403 404 403 403 404"
ROWS = [
    Row("walks:walks", "302 200 200 200 200 200 200 200 200 200"),
    Row("walks:how", "302 200 200 200 200 200 200 200 200 200"),
    Row("walks:without-network", "200 200 200 200 200 200 200 200 200 200"),
    Row("walks:offline-script", "200 200 200 200 200 200 200 200 200 200"),
    Row("walks:new", "302 403 403 403 404 200 404 403 403 404", args=school),
    Row("walks:prepared", PREPARES, args=school, method="post", data=form),
    Row("walks:aspect", STAFF, args=lambda world: [aspect(world).pk]),
    Row("walks:walk", STAFF, args=announced),
    Row("walks:walk", "302 200 200 404 404 200 404 404 404 404", args=draft, note="a draft"),
    Row("walks:wording", "302 403 403 404 404 200 404 404 404 404", args=draft),
    Row("walks:changing", "302 403 403 404 404 302 404 404 404 404", args=draft, method="post", data=form),
    Row("walks:announcement", "302 403 403 404 404 302 404 404 404 404", args=draft, method="post",
        data=lambda world: {"agreed_with": "Staff meeting", "reviewed_on": clock.today().isoformat()}),
    Row("walks:end", PREPARES, args=announced, method="post"),
    Row("walks:draw", WALK.replace("302 302 302", "302 422 422"), args=announced, method="post",
        note="too early, and there is no timetable"),
    Row("walks:walking", "302 200 200 403 404 403 404 403 403 404", args=under_way),
    Row("walks:keeping", "302 302 302 403 404 403 404 403 403 404", args=under_way, method="post",
        data=lambda world: {"stop": 1}),
    Row("walks:finish", WALK, args=under_way, method="post"),
]  # fmt: skip
