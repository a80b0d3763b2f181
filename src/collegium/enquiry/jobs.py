from collegium.enquiry import asking
from collegium.enquiry.models import Meaning, Question
from collegium.kit import clock
from collegium.kit.jobs import every


@every("20 15 * * 1-5")
def ask_how_it_went() -> None:
    """In the afternoon: who promised something and has not told of it is asked once, before the group meets."""
    asking.ask_everybody(at=clock.now())


@every("*/5 * * * *")
def read_meanings() -> None:
    """Questions that are new or were changed can be found by what they mean, where that extra is installed."""
    Meaning.objects.read(Question.objects.all())
