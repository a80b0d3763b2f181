from django.urls import path

from collegium.years import views

app_name = "years"
urlpatterns = [
    path("programmes/<int:number>/", views.closing, name="closing"),
    path("programmes/<int:number>/closed/", views.closed, name="closed"),
    path("programmes/<int:number>/asking/", views.asking, name="asking"),
    path("groups/<slug:slug>/", views.outlook, name="outlook"),
    path("groups/<slug:slug>/saying/", views.saying, name="saying"),
]
