from django.urls import path

from collegium.mail import views

app_name = "mail"
urlpatterns = [
    path("", views.outbox, name="outbox"),
    path("test/", views.test, name="test"),
    path("<int:number>/", views.letter, name="letter"),
    path("<int:number>/again/", views.again, name="again"),
    path("answer/<str:token>/", views.answer, name="answer"),
    path("answer/<str:token>/kept/", views.answering, name="answering"),
    path("stop/<slug:kind>/<str:token>/", views.stopping, name="stop"),
]
