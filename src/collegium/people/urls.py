from django.urls import include, path

from collegium.people.views import beginning, held, imports, me, school, signin, slips, staff, welcome

app_name = "people"
of_a_school = [
    path("staff/", staff.staff, name="staff"),
    path("staff/new/", staff.newcomer, name="newcomer"),
    path("staff/newcomers/", staff.newcomers, name="newcomers"),
    path("staff/slips/", slips.slips, name="slips"),
    path("staff/welcome-links/", slips.welcome_links, name="welcome-links"),
    path("staff/imports/", imports.imports, name="imports"),
    path("staff/imports/<int:number>/", imports.staff_import, name="import"),
    path("staff/imports/<int:number>/columns/", imports.meanings, name="import-columns"),
    path("staff/imports/<int:number>/beginning/", imports.beginning, name="import-beginning"),
    path("staff/imports/<int:number>/stop/", imports.stop, name="import-stop"),
    path("staff/imports/<int:number>/bad-rows/", imports.bad_rows, name="import-bad-rows"),
    path("staff/<int:person>/", staff.person, name="person"),
    path("staff/<int:person>/correction/", staff.correction, name="correction"),
    path("staff/<int:person>/ending/", staff.ending, name="ending"),
    path("staff/<int:person>/duties/", staff.duty, name="duty"),
    path("staff/<int:person>/duties/<int:duty>/ending/", staff.duty_end, name="duty-ending"),
    path("staff/<int:person>/welcome-link/", staff.welcome_link, name="welcome-link"),
    path("words/", school.words, name="words"),
    path("words/kept/", school.wording, name="wording"),
    path("calendar/", school.calendar, name="calendar"),
    path("calendar/reading/", school.reading, name="calendar-reading"),
    path("calendar/kept/", school.keeping, name="calendar-keeping"),
    path("calendar/terms/<int:term>/removal/", school.term_removal, name="term-removal"),
    path("calendar/days/<int:closure>/removal/", school.closure_removal, name="closure-removal"),
]
urlpatterns = [
    path("account/login/", signin.login, name="login"),
    path("first-run/", beginning.first_run, name="first-run"),
    path("first-steps/", beginning.first_steps, name="first-steps"),
    path("welcome/<str:token>/", welcome.welcome, name="welcome"),
    path("me/", me.me, name="me"),
    path("me/held/", held.held, name="held"),
    path("me/held/file/", held.held_file, name="held-file"),
    path("me/history/", held.history, name="my-history"),
    path("me/timezone/", me.timezone, name="timezone"),
    path("me/offers/<int:offer>/acceptance/", me.acceptance, name="acceptance"),
    path("me/offers/<int:offer>/refusal/", me.refusal, name="refusal"),
    path("schools/<slug:slug>/", include(of_a_school)),
]
