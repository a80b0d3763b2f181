from django.urls import path

from collegium.packs.views import making, own_lists, packs

app_name = "packs"
urlpatterns = [
    path("", packs.packs, name="packs"),
    path("new/", packs.new, name="new"),
    path("begun/", packs.beginning, name="beginning"),
    path("<int:number>/", packs.pack, name="pack"),
    path("<int:number>/words/", packs.words, name="words"),
    path("<int:number>/words/kept/", packs.wording, name="wording"),
    path("<int:number>/everything/", packs.taking_all, name="taking-all"),
    path("<int:number>/criteria/<slug:key>/", packs.criterion, name="criterion"),
    path("<int:number>/criteria/<slug:key>/answer/", packs.answering, name="answering"),
    path("<int:number>/press/", making.making, name="making"),
    path("<int:number>/press/stop/", making.stopping, name="stopping"),
    path("<int:number>/files/<slug:kind>/", making.file, name="file"),
    path("<int:number>/removal/", packs.removal, name="removal"),
    path("lists/new/", own_lists.new, name="new-list"),
    path("lists/begun/", own_lists.beginning, name="list-beginning"),
    path("lists/<int:number>/", own_lists.own_list, name="own-list"),
    path("lists/<int:number>/criteria/", own_lists.adding, name="adding"),
    path("lists/<int:number>/criteria/<int:criterion>/removal/", own_lists.taking_out, name="taking-out"),
    path("lists/<int:number>/removal/", own_lists.removal, name="list-removal"),
]
