from django.urls import path

from collegium.scheduling import views

app_name = "scheduling"
urlpatterns = [
    path("times/<str:token>/", views.times_by_link, name="times_by_link"),
    path("times/<str:token>/answer/", views.answer_by_link, name="answer_by_link"),
    path("times/<str:token>/suggestion/", views.suggestion_by_link, name="suggestion_by_link"),
    path("groups/<slug:slug>/times/", views.times, name="times"),
    path("groups/<slug:slug>/polls/", views.polls, name="polls"),
    path("groups/<slug:slug>/year/", views.year, name="year"),
    path("groups/<slug:slug>/years/", views.years, name="years"),
    path("choosings/<int:choosing>/", views.choosing, name="choosing"),
    path("choosings/<int:choosing>/dropping/", views.dropping, name="dropping"),
    path("meetings/<int:meeting>/move/", views.move, name="move"),
    path("meetings/<int:meeting>/moves/", views.moves, name="moves"),
    path("years/<int:year>/agreement/", views.agreement, name="agreement"),
    path("years/<int:year>/taking/", views.taking, name="taking"),
    path("polls/<int:poll>/", views.poll, name="poll"),
    path("polls/<int:poll>/answer/", views.answer, name="answer"),
    path("polls/<int:poll>/suggestion/", views.suggestion, name="suggestion"),
    path("polls/<int:poll>/reminder/", views.reminder, name="reminder"),
    path("polls/<int:poll>/closing/", views.closing, name="closing"),
    path("options/<int:option>/withdrawal/", views.withdrawal, name="withdrawal"),
    path("options/<int:option>/restoration/", views.restoration, name="restoration"),
    path("schools/<slug:slug>/rooms/", views.rooms, name="rooms"),
    path("schools/<slug:slug>/rooms/description/", views.description, name="description"),
    path("rooms/<int:room>/removal/", views.room_removal, name="room_removal"),
    path("networks/<int:network>/travel/", views.travel, name="travel"),
    path("networks/<int:network>/ways/", views.ways, name="ways"),
    path("programmes/<int:programme>/year/", views.programme, name="programme"),
    path("programmes/<int:programme>/plans/", views.plans, name="plans"),
    path("plans/<int:plan>/", views.programme_year, name="programme_year"),
    path("plans/<int:plan>/progress/", views.progress, name="progress"),
    path("plans/<int:plan>/end/", views.end, name="end"),
    path("plans/<int:plan>/restart/", views.restart, name="restart"),
    path("plans/<int:plan>/proposal/", views.proposal, name="proposal"),
]
