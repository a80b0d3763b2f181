from django.contrib.auth.decorators import login_required
from django.http import HttpResponse

from collegium.booklets.waiting import yeses_for
from collegium.desk import today as now
from collegium.desk.beginnings import beginnings
from collegium.desk.first_try import first_try
from collegium.desk.health import concerns
from collegium.desk.navigation import waiting_for
from collegium.desk.standing import KINDS, standing
from collegium.enquiry import showing
from collegium.kit import clock
from collegium.kit.web import SignedIn, show
from collegium.outcomes.waiting import outcomes_for
from collegium.scheduling.showing import polls_for
from collegium.sharings.near import sessions_for
from collegium.visits.showing import to_do
from collegium.years.outlooks import to_say


@login_required
def today(request: SignedIn) -> HttpResponse:
    """What matters to this person today, and what to do next."""
    me, at, stands = request.user, clock.now(), standing(request)
    local = now.here_and_now(me, stands, at)
    meetings, programmes = now.next_meetings(me, at), now.programmes_for(me, stands)
    lead = now.lead_of(programmes, stands, at)
    groups = now.my_groups(me, at)
    return show(
        request, "desk/today.html",
        concerns=concerns(at) if stands.keeps_server else [], to_grant=now.to_grant(me, stands, at),
        unconfirmed=now.unconfirmed_promises(me) if groups else [],
        rooms=now.rooms_asked_of(me, meetings, at), going_on=now.going_on(me) if groups else [],
        local=local, greeting=now.greeting(me, local),
        waiting=waiting_for(request), offers=now.offers_to(me),
        named=now.said_to(me, at) if groups else [],
        agreements=now.agreements_to_see(me) if groups else [],
        polls=polls_for(me, at) if groups else [], next_year=to_say(groups, local.date()),
        asking=now.asking_me(programmes, me, stands, at),
        awaited=None if groups else now.awaited_by(me, at),
        next=meetings[0] if meetings else None, then=meetings[1:],
        groups=groups, lead=lead, beginnings=beginnings(stands, lead),
        promises=showing.waits_for(me, meetings), plans=showing.plans_of(me),
        echoes=showing.echoes_for(me, local), ideas=showing.ideas_for(me),
        first_try=next(filter(None, (first_try(group, me) for group in groups)), None),
        may_start=bool(stands.schools), leads_network=stands.holds(KINDS.NETWORK_LEAD), visits=to_do(me, at),
        walks=now.walks_of(me, local.date()) if stands.walks else [],
        pieces=yeses_for(me) if stands.pieces else [], sessions=sessions_for(me, at) if stands.sessions else [],
        **(outcomes_for(me, local.date()) if stands.outcomes else {}),
    )  # fmt: skip
