from django.urls import path

from collegium.desk import catching_up, failed, finding, group_history, group_home, server, views

app_name = "desk"
urlpatterns = [
    path("", views.today, name="today"),
    path("find/", finding.find, name="find"),
    path("server/", server.server, name="server"),
    path("server/failed-jobs/", failed.failed_jobs, name="failed-jobs"),
    path("server/failed-jobs/<uuid:job>/another-try/", failed.another_try, name="another-try"),
    path("server/failed-jobs/<uuid:job>/letting-be/", failed.letting_be, name="letting-be"),
    path("groups/<slug:slug>/history/", group_history.history, name="group-history"),
    path("groups/<slug:slug>/catching-up/", catching_up.catching_up, name="catching-up"),
    path("groups/<slug:slug>/catching-up/parts/", catching_up.parts, name="catching-up-parts"),
    path("groups/<slug:slug>/", group_home.group, name="group"),
]
