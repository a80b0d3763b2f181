from django.urls import path

from collegium.desk import group_home, views

app_name = "desk"
urlpatterns = [
    path("", views.today, name="today"),
    path("groups/<slug:slug>/", group_home.group, name="group"),
]
