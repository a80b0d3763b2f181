"""The first door of every page."""

from django.shortcuts import get_object_or_404

from collegium.kit.web import SignedIn, ensure
from collegium.surveys import policies
from collegium.surveys.models import ClassCode, Survey, Words


def find_survey(request: SignedIn, number: int) -> Survey:
    known = Survey.objects.visible_to(request.user)
    found: Survey = get_object_or_404(
        known.select_related(
            "group__approach", "group__theme", "group__conclusion", "programme__school", "account__checker",
            "account__lead", "aspect",
        ),
        pk=number,
    )  # fmt: skip
    return found


def find_run(request: SignedIn, number: int) -> Survey:
    """One that this person may run: a colleague of the staff who is only asked is refused."""
    found = find_survey(request, number)
    ensure(policies.may_run(request.user, found))
    return found


def find_code(request: SignedIn, number: int) -> ClassCode:
    """A class of a survey that this person may run."""
    known = ClassCode.objects.visible_to(request.user)
    code: ClassCode = get_object_or_404(known.select_related("wave__survey", "by"), pk=number)
    ensure(policies.may_run(request.user, code.wave.survey))
    return code


def find_words(request: SignedIn, number: int) -> Words:
    known = Words.objects.visible_to(request.user)
    words: Words = get_object_or_404(known.select_related("wave__survey__account"), pk=number)
    ensure(policies.may_look_through(request.user, words))
    return words
