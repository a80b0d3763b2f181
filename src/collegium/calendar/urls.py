from django.urls import path

from collegium.calendar import views

app_name = "calendar"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("address/", views.address, name="address"),
    path("address/end/", views.ending, name="ending"),
    path("<str:token>.ics", views.ics, name="feed"),
]
