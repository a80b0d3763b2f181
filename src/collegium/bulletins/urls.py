from django.urls import path

from collegium.bulletins.views import arranging, reading, writing

app_name = "bulletins"
urlpatterns = [
    path("", reading.bulletins, name="bulletins"),
    path("starting/", arranging.starting, name="starting"),
    path("<int:number>/", reading.issue, name="issue"),
    path("<int:number>/withdrawal/", writing.withdrawal, name="withdrawal"),
    path("of/<slug:school>/writing/", writing.writing, name="writing"),
    path("of/<slug:school>/keeping/", writing.keeping, name="keeping"),
    path("of/<slug:school>/slots/", arranging.slots, name="slots"),
    path("of/<slug:school>/arranging/", arranging.arranging, name="arranging"),
]
