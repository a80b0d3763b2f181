from django.urls import path

from collegium.booklets.views import editing, making, reading, saying_yes

app_name = "booklets"
urlpatterns = [
    path("", editing.booklets, name="booklets"),
    path("new/", editing.new, name="new"),
    path("begun/", editing.beginning, name="beginning"),
    path("<int:number>/", reading.booklet, name="booklet"),
    path("<int:number>/<int:piece>/", reading.piece, name="piece"),
    path("<int:number>/pictures/<int:shown>/", reading.picture, name="picture"),
    path("<int:number>/files/<slug:kind>/", reading.file, name="file"),
    path("<int:number>/desk/", editing.desk, name="desk"),
    path("<int:number>/pieces/", editing.choosing, name="choosing"),
    path("<int:number>/words/", editing.words, name="words"),
    path("<int:number>/words/kept/", editing.wording, name="wording"),
    path("<int:number>/readers/", editing.publishing, name="publishing"),
    path("<int:number>/readers/end/", editing.taking_back, name="taking-back"),
    path("<int:number>/press/", making.making, name="making"),
    path("<int:number>/press/stop/", making.stopping, name="stopping"),
    path("yes/<int:number>/", saying_yes.yes, name="yes"),
    path("yes/<int:number>/answer/", saying_yes.answering, name="answering"),
]
