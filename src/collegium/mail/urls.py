from django.urls import path

from collegium.mail.views import notices, post

app_name = "mail"
urlpatterns = [
    path("", post.outbox, name="outbox"),
    path("test/", post.test, name="test"),
    path("<int:number>/", post.letter, name="letter"),
    path("<int:number>/again/", post.again, name="again"),
    path("notices/", notices.notices, name="notices"),
    path("notices/worker.js", notices.worker, name="notices-worker"),
    path("notices/connected/", notices.connecting, name="notices-connecting"),
    path("notices/<int:number>/trial/", notices.trial, name="notices-trial"),
    path("notices/<int:number>/silence/", notices.disconnecting, name="notices-disconnecting"),
    path("answer/<str:token>/", post.answer, name="answer"),
    path("answer/<str:token>/kept/", post.answering, name="answering"),
    path("stop/<slug:kind>/<str:token>/", post.stopping, name="stop"),
]
