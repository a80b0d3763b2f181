from django.urls import path

from collegium.reading.views import picking, reading, sections, words

app_name = "reading"
urlpatterns = [
    path("groups/<slug:slug>/", reading.group, name="group"),
    path("groups/<slug:slug>/beginning/", reading.beginning, name="beginning"),
    path("groups/<slug:slug>/words/", words.words, name="words"),
    path("groups/<slug:slug>/words/new/", words.putting, name="putting"),
    path("words/<int:number>/heard/", words.spotting, name="spotting"),
    path("words/<int:number>/audience/", words.widening, name="widening"),
    path("words/<int:number>/withdrawal/", words.withdrawal, name="withdrawal"),
    path("heard/<int:number>/taking-back/", words.unspotting, name="unspotting"),
    path("<int:number>/", reading.reading, name="reading"),
    path("<int:number>/pledge/", reading.pledge, name="pledge"),
    path("<int:number>/pledge/taking-back/", reading.not_reading, name="not-reading"),
    path("<int:number>/sections/", sections.laying_out, name="laying-out"),
    path("<int:number>/finishing/", reading.finishing, name="finishing"),
    path("<int:number>/picks/", picking.picking, name="picking"),
    path("<int:number>/dots/", picking.dots, name="dots"),
    path("<int:number>/shortlist/", picking.shortlist, name="shortlist"),
    path("picks/<int:number>/reaction/", picking.reacting, name="reacting"),
    path("picks/<int:number>/taking-back/", picking.taking_back, name="taking-back"),
    path("picks/<int:number>/trying/", picking.trying, name="trying"),
    path("sections/<int:number>/", sections.section, name="section"),
    path("sections/<int:number>/meeting/", sections.planning, name="planning"),
    path("sections/<int:number>/place/", sections.place, name="place"),
    path("sections/<int:number>/comments/", sections.commenting, name="commenting"),
    path("comments/<int:number>/taking-back/", sections.taking_back, name="comment-back"),
]
