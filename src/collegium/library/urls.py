from django.urls import path

from collegium.library.views import bringing, shelves, works

app_name = "library"
urlpatterns = [
    path("", works.works, name="works"),
    path("new/", bringing.bringing, name="bringing"),
    path("bringing/", bringing.brought, name="brought"),
    path("note/", bringing.note, name="note"),
    path("<int:number>/", works.work, name="work"),
    path("<int:number>/use/", works.use, name="use"),
    path("<int:number>/use/taking-back/", works.not_used, name="not-used"),
    path("<int:number>/wording/", bringing.wording, name="wording"),
    path("<int:number>/words/", bringing.described, name="described"),
    path("<int:number>/files/", bringing.attaching, name="attaching"),
    path("<int:number>/files/<int:file>/removal/", bringing.removing, name="removing"),
    path("<int:number>/audience/", bringing.widening, name="widening"),
    path("<int:number>/withdrawal/", bringing.withdrawal, name="withdrawal"),
    path("<int:number>/shelving/", shelves.shelving, name="shelving"),
    path("shelvings/<int:number>/taking-down/", shelves.taking_down, name="taking-down"),
    path("groups/<slug:slug>/", shelves.shelf, name="shelf"),
]
