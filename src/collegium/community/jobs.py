from collegium.community.models import Topic
from collegium.community.models.topic import monday_of
from collegium.kit import clock
from collegium.kit.jobs import every


@every("5 0 * * *")
def choose_the_topic() -> None:
    """On Monday the week has a topic; on a later day only if the worker slept on Monday."""
    Topic.objects.choose(monday_of(clock.today()), at=clock.now())
