from django.urls import path

from collegium.safeguarding.views import asking, opened

app_name = "safeguarding"
urlpatterns = [
    path("schools/<slug:slug>/", asking.school, name="school"),
    path("schools/<slug:slug>/asking/", asking.asking, name="asking"),
    path("asked/<int:number>/", asking.asked, name="asked"),
    path("asked/<int:number>/granting/", asking.granting, name="granting"),
    path("asked/<int:number>/refusing/", asking.refusing, name="refusing"),
    path("openings/<int:number>/", opened.opening, name="opening"),
    path("openings/<int:number>/ending/", opened.ending, name="ending"),
    path("openings/<int:number>/reading/", opened.reading, name="reading"),
    path("openings/<int:number>/notes/<int:part>/", opened.notes, name="notes"),
    path("openings/<int:number>/threads/<int:part>/", opened.thread, name="thread"),
    path("openings/<int:number>/files/<int:part>/", opened.file, name="file"),
]
