from collegium.bulletins import mailing
from collegium.bulletins.models import Issue
from collegium.kit import clock
from collegium.kit.jobs import job


@job
def send(issue: int) -> None:
    """A bulletin has appeared: by mail, too."""
    found = Issue.objects.appeared().filter(pk=issue).select_related("bulletin__school").first()
    if found:
        mailing.send(found, at=clock.now())
