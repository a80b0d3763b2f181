"""What the worker does with what comes in. Apart from ``jobs``, which whoever writes letters needs."""

from collegium.kit.jobs import every
from collegium.mail.fetching import fetch


@every("* * * * *")
def fetch_answers() -> None:
    """Look into the mailbox for answers. Killed half way, no answer is taken twice."""
    fetch()
