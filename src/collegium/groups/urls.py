from django.urls import path

from collegium.groups.views import bringing, inviting, mine, space

app_name = "groups"
urlpatterns = [
    path("", mine.mine, name="mine"),
    path("directory/", mine.directory, name="directory"),
    path("new/", mine.new, name="new"),
    path("start/", mine.start, name="start"),
    path("bringing/", bringing.bringing, name="bringing"),
    path("bringing/preview/", bringing.preview, name="bringing_preview"),
    path("bringing/keeping/", bringing.keeping, name="bringing_keeping"),
    path("invitation/<str:token>/", inviting.invitation, name="invitation"),
    path("invitation/<str:token>/answer/", inviting.invitation_answer, name="invitation_answer"),
    path("invitations/<int:number>/consent/", inviting.consent, name="consent"),
    path("invitations/<int:number>/answer/", inviting.answer, name="answer"),
    path("invitations/<int:number>/withdrawal/", inviting.withdrawal, name="withdrawal"),
    path("<slug:slug>/members/", space.members, name="members"),
    path("<slug:slug>/about/", space.about, name="about"),
    path("<slug:slug>/words/", space.words, name="words"),
    path("<slug:slug>/rule/", space.rule, name="rule"),
    path("<slug:slug>/listing/", space.listing, name="listing"),
    path("<slug:slug>/seats/", space.seats, name="seats"),
    path("<slug:slug>/conclusion/", space.conclusion, name="conclusion"),
    path("<slug:slug>/reopening/", space.reopening, name="reopening"),
    path("<slug:slug>/role/", space.role, name="role"),
    path("<slug:slug>/leaving/", space.leaving, name="leaving"),
    path("<slug:slug>/inviting/", inviting.inviting, name="inviting"),
    path("<slug:slug>/invitations/", inviting.invitations, name="invitations"),
    path("<slug:slug>/joining/", inviting.joining, name="joining"),
    path("<slug:slug>/queue/", inviting.queue, name="queue"),
]
