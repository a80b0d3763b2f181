"""The first evening, from an empty Collegium to the first steps."""

from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from collegium.kit import clock
from collegium.kit.web import SignedIn, show
from collegium.people import beginning, forms, policies


@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "POST"])
def first_run(request: HttpRequest) -> HttpResponse:
    """Make the first school. The page is not there once somebody is here."""
    if not beginning.nobody_is_here():
        if request.user.is_authenticated:
            return redirect("people:first-steps")
        raise Http404
    form = forms.FirstRun(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return show(request, "people/first_run.html", status=422 if form.is_bound else 200, form=form)
    typed = {name: value for name, value in form.cleaned_data.items() if name != "code"}
    try:
        first = beginning.begin(**typed, at=clock.now())
    except beginning.BegunAlready:
        return redirect("account_login")
    login(request, first, backend="collegium.people.signin.Backend")
    return redirect("desk:server")


@login_required
def first_steps(request: SignedIn) -> HttpResponse:
    """What to do first, and how far one is. Each step can be left for later."""
    schools = [
        {
            "name": school.name,
            "slug": school.slug,
            "may_import": policies.may_import_staff(request.user, school),
            "may_lead": policies.leads_cpd(request.user, school),
            "colleagues": school.appointments.not_over().count(),
        }
        for school in request.user.schools_now().order_by("name")
        if policies.may_set_up(request.user, school)
    ]
    return show(request, "people/first_steps.html", schools=schools)
