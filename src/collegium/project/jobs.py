"""What the worker does for the installation itself."""

from django.conf import settings

from collegium.kit import clock
from collegium.kit.jobs import every, job
from collegium.project import nightly


@every("30 2 * * *")
@job(apart=True)
def keep_tonight() -> None:
    if not settings.DEMO:
        nightly.keep_tonight(clock.now())
