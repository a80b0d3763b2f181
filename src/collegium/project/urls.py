"""Every address. Only this imports pages."""

from django.urls import URLPattern, URLResolver, include, path

from collegium.kit.views import healthz

handler500 = "collegium.kit.views.broken"

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    # Before desk, whose groups/<slug>/ would take their addresses for names of groups.
    path("groups/", include("collegium.groups.urls")),
    path("", include("collegium.desk.urls")),
    path("", include("collegium.people.urls")),
    path("programmes/", include("collegium.programmes.urls")),
    path("forming/", include("collegium.forming.urls")),
    path("community/", include("collegium.community.urls")),
    path("bulletins/", include("collegium.bulletins.urls")),
    path("sharings/", include("collegium.sharings.urls")),
    path("years/", include("collegium.years.urls")),
    path("safeguarding/", include("collegium.safeguarding.urls")),
    path("lti/", include("collegium.lti.urls")),
    path("", include("collegium.api.urls")),
    path("teachmeets/", include("collegium.teachmeets.urls")),
    path("outcomes/", include("collegium.outcomes.urls")),
    path("impact/", include("collegium.impact.urls")),
    path("surveys/", include("collegium.surveys.urls")),
    path("walks/", include("collegium.walks.urls")),
    path("evidence/", include("collegium.evidence.urls")),
    path("cpd/", include("collegium.cpd.urls")),
    path("booklets/", include("collegium.booklets.urls")),
    path("packs/", include("collegium.packs.urls")),
    path("enquiry/", include("collegium.enquiry.urls")),
    path("visits/", include("collegium.visits.urls")),
    path("scheduling/", include("collegium.scheduling.urls")),
    path("talk/", include("collegium.conversation.urls")),
    path("meetings/", include("collegium.meetings.urls")),
    path("study/", include("collegium.study.urls")),
    path("reading/", include("collegium.reading.urls")),
    path("library/", include("collegium.library.urls")),
    path("calendar/", include("collegium.calendar.urls")),
    path("files/", include("collegium.files.urls")),
    path("post/", include("collegium.mail.urls")),
    path("demo/", include("collegium.demo.urls")),
    path("account/", include("allauth.urls")),
]
