from django.contrib.auth.decorators import login_required
from django.http import HttpResponse

from collegium.kit import clock
from collegium.kit.once import acts, once
from collegium.kit.web import SignedIn, ensure, show
from collegium.people import policies, welcoming
from collegium.people.letters import mail_works
from collegium.people.views.finding import find_school


@login_required
def slips(request: SignedIn, slug: str) -> HttpResponse:
    """A slip to print and cut for everybody who has not come in yet."""
    school = find_school(request, slug)
    ensure(policies.may_keep(request.user, school))
    found, without = welcoming.slips_of(school, at=clock.now())
    return show(request, "people/slips.html", school=school, slips=found, without=without, mail_works=mail_works())


@acts
@login_required
def welcome_links(request: SignedIn, slug: str) -> HttpResponse:
    """Links for those who have none."""
    school = find_school(request, slug)
    ensure(policies.may_keep(request.user, school))
    return once(
        request,
        lambda: welcoming.welcome_all(school, by=request.user, at=clock.now()),
        lambda _nothing: f"/schools/{slug}/staff/slips/",
    )
