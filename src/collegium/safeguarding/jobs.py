"""Groups that could not be told at once are told within a day."""

from collegium.kit import clock
from collegium.kit.jobs import every
from collegium.safeguarding.models import Opening


@every("*/5 * * * *")
def tell() -> None:
    at = clock.now()
    for opening in Opening.objects.to_tell(at).select_related("group", "asking__school", "asking__by", "asking__to"):
        opening.tell(at=at)
