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
    path("<int:number>/agenda/", views.agenda, name="agenda"),
    path("<int:number>/agenda/paper/", views.paper, name="paper"),
    path("<int:number>/agenda/own/", views.adoption, name="adoption"),
    path("<int:number>/agenda/items/", views.items, name="items"),
    path("<int:number>/agenda/protocols/", views.protocols, name="protocols"),
    path("items/<int:pk>/", views.item, name="item"),
    path("items/<int:pk>/wording/", views.wording, name="wording"),
    path("items/<int:pk>/place/", views.place, name="place"),
    path("items/<int:pk>/withdrawal/", views.withdrawal, name="withdrawal"),
]
