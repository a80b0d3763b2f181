from django.urls import path

from collegium.meetings import views

app_name = "meetings"
urlpatterns = [
    path("series/<slug:slug>/", views.series, name="series"),
    path("series/<slug:slug>/plan/", views.plan, name="plan"),
    path("series/<slug:slug>/dates/", views.dates, name="dates"),
    path("series/<slug:slug>/rhythm/", views.rhythm, name="rhythm"),
    path("series/<slug:slug>/addition/", views.addition, name="addition"),
    path("series/<slug:slug>/more/", views.more, name="more"),
    path("<int:number>/", views.meeting, name="meeting"),
    path("<int:number>/arrangement/", views.arrangement, name="arrangement"),
    path("<int:number>/confirmation/", views.confirmation, name="confirmation"),
    path("<int:number>/cancellation/", views.cancellation, name="cancellation"),
]
