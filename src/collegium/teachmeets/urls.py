from django.urls import path

from collegium.teachmeets.views import announcing, evening, talks

app_name = "teachmeets"
urlpatterns = [
    path("", announcing.teachmeets, name="teachmeets"),
    path("new/", announcing.new, name="new"),
    path("announcing/", announcing.announcing, name="announcing"),
    path("<int:number>/", announcing.teachmeet, name="teachmeet"),
    path("<int:number>/talks/", announcing.signing_up, name="signing-up"),
    path("<int:number>/coming/", announcing.coming, name="coming"),
    path("<int:number>/fitting/", announcing.fitting, name="fitting"),
    path("<int:number>/draw/", announcing.drawing, name="drawing"),
    path("<int:number>/cancelling/", announcing.cancelling, name="cancelling"),
    path("<int:number>/screen/", evening.screen, name="screen"),
    path("<int:number>/screen/after/<int:moves>/", evening.after, name="after"),
    path("<int:number>/going-on/", evening.going_on, name="going-on"),
    path("<int:number>/break/", evening.a_break, name="break"),
    path("<int:number>/ending/", evening.ending, name="ending"),
    path("talks/<int:number>/missing/", evening.missing, name="missing"),
    path("talks/<int:number>/here/", evening.here, name="here"),
    path("talks/<int:number>/", talks.talk, name="talk"),
    path("talks/<int:number>/words/", talks.words, name="words"),
    path("talks/<int:number>/files/", talks.files, name="files"),
    path("talks/<int:number>/files/<int:file>/removal/", talks.removal, name="removal"),
    path("talks/<int:number>/withdrawal/", talks.withdrawal, name="withdrawal"),
    path("talks/<int:number>/idea/", talks.idea, name="idea"),
    path("talks/<int:number>/trying/", talks.trying, name="trying"),
]
