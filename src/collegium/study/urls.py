from django.urls import path

from collegium.study.views import courses, designs, learning, mentors, webinars

app_name = "study"
urlpatterns = [
    path("groups/<slug:slug>/", courses.group, name="group"),
    path("groups/<slug:slug>/beginning/", courses.beginning, name="beginning"),
    path("<int:number>/", courses.course, name="course"),
    path("<int:number>/modules/", courses.modules, name="modules"),
    path("<int:number>/modules/laying-out/", courses.laying_out, name="laying-out"),
    path("<int:number>/plan/", courses.plan, name="plan"),
    path("<int:number>/plan/writing/", courses.planning, name="planning"),
    path("<int:number>/plan/paper/", courses.plan_paper, name="plan-paper"),
    path("<int:number>/info-sheet/", courses.info_sheet, name="info-sheet"),
    path("<int:number>/help/", learning.helping, name="helping"),
    path("help/<int:number>/taking-back/", learning.no_help, name="no-help"),
    path("<int:number>/goal/", learning.goal, name="goal"),
    path("<int:number>/completion/", learning.completing, name="completing"),
    path("<int:number>/design/", designs.sharing, name="sharing"),
    path("webinars/", webinars.webinars, name="webinars"),
    path("webinars/announcing/", webinars.announcing, name="announcing"),
    path("webinars/<int:number>/", webinars.webinar, name="webinar"),
    path("webinars/<int:number>/audience/", webinars.widening, name="webinar-widening"),
    path("webinars/<int:number>/calling-off/", webinars.calling_off, name="calling-off"),
    path("mentors/", mentors.mentors, name="mentors"),
    path("mentors/offering/", mentors.offering, name="offering"),
    path("mentors/<int:number>/taking-back/", mentors.taking_back, name="offer-taking-back"),
    path("mentors/<int:number>/asking/", mentors.asking_along, name="asking-along"),
    path("mentors/with/<int:number>/answer/", mentors.answering, name="along-answer"),
    path("mentors/with/<int:number>/ending/", mentors.ending, name="along-ending"),
    path("designs/", designs.designs, name="designs"),
    path("designs/<int:number>/", designs.design, name="design"),
    path("designs/<int:number>/copy/", designs.copying, name="copying"),
    path("designs/<int:number>/audience/", designs.widening, name="widening"),
    path("designs/<int:number>/withdrawal/", designs.withdrawal, name="withdrawal"),
]
