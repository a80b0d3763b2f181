from django.urls import path

from collegium.desk import (
    catching_up,
    failed,
    finding,
    first_meeting,
    group_history,
    group_home,
    health,
    installing,
    server,
    starting,
    taking_away,
    views,
)

app_name = "desk"
urlpatterns = [
    path("", views.today, name="today"),
    path("starting/", starting.all_guides, name="guides"),
    path("starting/<slug:key>/", starting.guide, name="guide"),
    path("starting/<slug:key>/begin/", starting.begin, name="begin"),
    path("starting/<slug:key>/invitation/<slug:slug>/", starting.invitation, name="invitation"),
    path("find/", finding.find, name="find"),
    path("everything/", taking_away.everything, name="everything"),
    path("everything/file/", taking_away.everything_file, name="everything-file"),
    path("server/", server.server, name="server"),
    path("server/health/", health.health, name="health"),
    path("collegium.webmanifest", installing.manifest, name="manifest"),
    path("metrics", health.metrics, name="metrics"),
    path("server/failed-jobs/", failed.failed_jobs, name="failed-jobs"),
    path("server/failed-jobs/<uuid:job>/another-try/", failed.another_try, name="another-try"),
    path("server/failed-jobs/<uuid:job>/letting-be/", failed.letting_be, name="letting-be"),
    path("groups/<slug:slug>/history/", group_history.history, name="group-history"),
    path("groups/<slug:slug>/catching-up/", catching_up.catching_up, name="catching-up"),
    path("groups/<slug:slug>/catching-up/parts/", catching_up.parts, name="catching-up-parts"),
    path("groups/<slug:slug>/everything/", taking_away.of_group, name="everything-of-group"),
    path("groups/<slug:slug>/everything/file/", taking_away.of_group_file, name="everything-of-group-file"),
    path("groups/<slug:slug>/first-steps/", first_meeting.aside, name="first-steps"),
    path("groups/<slug:slug>/", group_home.group, name="group"),
]
