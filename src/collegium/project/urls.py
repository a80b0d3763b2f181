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
