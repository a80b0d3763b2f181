from django.urls import path

from collegium.enquiry.views import by_link, ideas, telling

app_name = "enquiry"
urlpatterns = [
    path("tried/", telling.mine, name="mine"),
    path("tried/new/", telling.trying, name="trying"),
    path("tried/telling/", telling.tried, name="tried"),
    path("tried/<int:number>/", telling.trial, name="trial"),
    path("tried/<int:number>/verdict/", telling.verdict, name="verdict"),
    path("tried/<int:number>/details/", telling.details, name="details"),
    path("tried/<int:number>/letting-go/", telling.letting_go, name="letting-go"),
    path("tried/<int:number>/taking-back/", telling.taking_back, name="taking-back"),
    path("tried/<int:number>/echo/", telling.echo, name="echo"),
    path("promises/<int:number>/telling/", telling.telling, name="telling"),
    path("link/<str:token>/", by_link.by_link, name="by-link"),
    path("link/<str:token>/telling/", by_link.told_by_link, name="told-by-link"),
    path("ideas/", ideas.ideas, name="ideas"),
    path("ideas/new/", ideas.sharing, name="sharing"),
    path("ideas/sharing/", ideas.shared, name="shared"),
    path("ideas/<int:number>/", ideas.idea, name="idea"),
    path("ideas/<int:number>/wording/", ideas.wording, name="wording"),
    path("ideas/<int:number>/words/", ideas.reworded, name="reworded"),
    path("ideas/<int:number>/audience/", ideas.widening, name="widening"),
    path("ideas/<int:number>/withdrawal/", ideas.withdrawal, name="withdrawal"),
    path("ideas/<int:number>/trying/", ideas.taking_up, name="taking-up"),
    path("groups/<slug:slug>/tried/", telling.heard, name="heard"),
]
