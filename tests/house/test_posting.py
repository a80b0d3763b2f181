"""Every address to which a form is sent answers a repeated form once, or says why it need not."""

import inspect

from django.urls import URLPattern, get_resolver

WITHOUT_ACTS = {
    "people:login": "allauth: signing in twice is being signed in",
    "people:going-out": "keeps nothing: the way to the provider",
    "people:first-run": "there is one first school: a second arrival is sent to sign in",
    "people:welcome": "the first answer uses the link up; a second is shown where to sign in",
    "people:imports": "hands its POST on to `uploads`, which acts",
    "people:calendar-reading": "shows what was understood, and keeps nothing",
    "groups:bringing_preview": "shows what was understood, and keeps nothing",
    "desk:server": "writes the same settings again; a test letter goes to whoever presses, and keeps nothing",
    "mail:test": "a letter while one looks, at most ten an hour",
    "mail:stop": "RFC 8058: mail programs send no key, and stopping twice is stopped",
    "meetings:note": "what is saved carries the text from which it began: a second arrival changes nothing",
    "visits:keeping": "each note carries its own key, and the question its time: a second arrival changes nothing",
    "walks:keeping": "of two words on a lesson the later stands: a second arrival changes nothing",
    "visits:timetables": "hands its POST on to `uploads`, which acts",
    "visits:week-calendar": "shows what was understood, and keeps nothing",
    "reading:laying-out": "hands its POST on to `laid_out`, which acts",
    "surveys:drawing": "pupils: the page's own key draws the same one-time code again",
    "surveys:drawn-by-link": "staff: the same link draws the same one-time code again",
    "surveys:answers": "a one-time code counts once; no row may remember what a form held",
    "surveys:typed": "a sheet's code counts once; no row may remember what was typed",
    "surveys:table": "each sheet's code counts once; no row may remember what was in the table",
    "sharings:handing-in": "a slip’s page carries its own number until slips are counted; no row may remember more",
    "people:scim": "a directory's own way: the same colleague twice is refused, and a change twice is none",
    "people:saml-answer": "a provider comes with no key: what comes a second time is refused by its number",
    "lti:login": "a VLE comes with no key, and nothing is kept: the way there to be known",
    "lti:launch": "a VLE's own form: what comes a second time is refused by its number",
    "lti:chosen": "shows what was chosen for the VLE, and keeps nothing",
    "lti:registered": "a VLE's window, without cookies: the first answer uses the link up",
    "visits:day": "hands its POST on to `_set`, which acts",
}


def ours(resolver=None, namespace=""):
    """Every address that this project answers itself, with its view."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if not isinstance(pattern, URLPattern):
            yield from ours(pattern, pattern.namespace or namespace)
        elif pattern.callback.__module__.startswith("collegium."):
            yield f"{namespace}:{pattern.name}" if namespace else pattern.name, pattern.callback


def methods(view):
    """What the view's own decorator lets through; None where it has none."""
    while view is not None:
        names = getattr(getattr(view, "__code__", None), "co_freevars", ())
        if "request_method_list" in names:
            return view.__closure__[names.index("request_method_list")].cell_contents
        view = getattr(view, "__wrapped__", None)
    return None


def takes_forms(view):
    allowed = methods(view)
    return "POST" in (inspect.getsource(inspect.unwrap(view)) if allowed is None else allowed)


def test_a_form_that_arrives_twice_does_its_work_once_at_every_address():
    forgotten = [
        name for name, view in ours()
        if takes_forms(view) and not getattr(view, "acts", False) and name not in WITHOUT_ACTS
    ]  # fmt: skip

    assert forgotten == [], "Decorate with @acts and change by once(…), or say above why it need not."


def test_what_is_let_off_is_still_there():
    unmarked = {name for name, view in ours() if takes_forms(view) and not getattr(view, "acts", False)}

    assert set(WITHOUT_ACTS) - unmarked <= {"people:login"}
