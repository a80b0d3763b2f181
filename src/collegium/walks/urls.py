from django.urls import include, path

from collegium.walks.views import preparing, results, walking

app_name = "walks"
of_a_walk = [
    path("", results.walk, name="walk"),
    path("words/", preparing.wording, name="wording"),
    path("words/change/", preparing.changing, name="changing"),
    path("announcement/", preparing.announcement, name="announcement"),
    path("end/", preparing.end, name="end"),
    path("draw/", walking.lot, name="draw"),
    path("walking/", walking.walking, name="walking"),
    path("walking/kept/", walking.keeping, name="keeping"),
    path("finish/", walking.finishing, name="finish"),
]
urlpatterns = [
    path("", results.walks, name="walks"),
    path("how/", results.how, name="how"),
    path("without-network/", walking.without_network, name="without-network"),
    path("offline.js", walking.offline_script, name="offline-script"),
    path("schools/<slug:slug>/new/", preparing.new, name="new"),
    path("schools/<slug:slug>/prepared/", preparing.prepared, name="prepared"),
    path("aspects/<int:number>/", results.aspect, name="aspect"),
    path("<int:number>/", include(of_a_walk)),
]
