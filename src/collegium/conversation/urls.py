from django.urls import path

from collegium.conversation import views

app_name = "conversation"
urlpatterns = [
    path("groups/<slug:slug>/", views.talk, name="talk"),
    path("groups/<slug:slug>/new/", views.new, name="new"),
    path("groups/<slug:slug>/threads/", views.opening, name="opening"),
    path("groups/<slug:slug>/quiet/", views.quiet, name="quiet"),
    path("threads/<int:number>/", views.thread, name="thread"),
    path("threads/<int:number>/posts/", views.saying, name="saying"),
    path("threads/<int:number>/kind/", views.sorting, name="sorting"),
    path("posts/<int:number>/", views.post, name="post"),
    path("posts/<int:number>/words/", views.words, name="words"),
    path("posts/<int:number>/taking-back/", views.taking_back, name="taking_back"),
    path("posts/<int:number>/setting-aside/", views.setting_aside, name="setting_aside"),
]
