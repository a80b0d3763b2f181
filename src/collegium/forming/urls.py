from django.urls import path

from collegium.forming import views

app_name = "forming"
urlpatterns = [
    path("<int:programme>/", views.programme, name="programme"),
    path("<int:programme>/rules/", views.rules, name="rules"),
    path("<int:programme>/tries/", views.tries, name="tries"),
    path("tries/<int:formation>/", views.formation, name="formation"),
    path("tries/<int:formation>/progress/", views.progress, name="progress"),
    path("tries/<int:formation>/end/", views.end, name="end"),
    path("tries/<int:formation>/restart/", views.restart, name="restart"),
    path("tries/<int:formation>/choice/", views.choice, name="choice"),
    path("tries/<int:formation>/undoing/", views.undoing, name="undoing"),
    path("tries/<int:formation>/problem/", views.problem, name="problem"),
    path("tries/<int:formation>/print/", views.printed, name="print"),
    path("tries/<int:formation>/outside/", views.left_outside, name="outside"),
    path("tries/<int:formation>/newcomer/", views.newcomer, name="newcomer"),
    path("tries/<int:formation>/sharing/", views.sharing, name="sharing"),
    path("tries/<int:formation>/share/", views.share, name="share"),
    path("places/<int:place>/", views.place, name="place"),
    path("places/<int:place>/move/", views.move, name="move"),
    path("groups/<int:group>/", views.group, name="group"),
    path("groups/<int:group>/arrangement/", views.arrangement, name="arrangement"),
    path("groups/<int:group>/halves/", views.halves, name="halves"),
    path("groups/<int:group>/keeping/", views.keeping, name="keeping"),
    path("<int:programme>/adjusting/", views.adjusting_page, name="adjusting"),
    path("<int:programme>/adjustments/", views.adjustments, name="adjustments"),
    path("adjustments/<int:adjustment>/", views.adjustment, name="adjustment"),
    path("adjustments/<int:adjustment>/progress/", views.adjustment_progress, name="adjustment_progress"),
    path("adjustments/<int:adjustment>/carrying-out/", views.carrying_out, name="carrying_out"),
    path("places/<int:place>/weighings/", views.weighings, name="weighings"),
    path("weighings/<int:weighing>/", views.weighing, name="weighing"),
]
