from django.urls import include, path

from collegium.visits.views import cover, mine, plans, records, school, timetables, visit, week

app_name = "visits"
of_a_visit = [
    path("", visit.visit, name="visit"),
    path("acceptance/", visit.acceptance, name="acceptance"),
    path("end/", visit.end, name="end"),
    path("times/", visit.times, name="times"),
    path("time/", visit.time, name="time"),
    path("focus/", visit.focus, name="focus"),
    path("talk/", visit.talk, name="talk"),
    path("takeaway/", visit.takeaway, name="takeaway"),
    path("notes/", records.notes, name="notes"),
    path("notes/kept/", records.keeping, name="keeping"),
    path("notes/given/", records.giving, name="giving"),
    path("record/", records.record, name="record"),
    path("record/deletion/", records.deletion, name="deletion"),
    path("record/readers/", records.readers, name="readers"),
]
of_a_school = [
    path("day/", school.day, name="day"),
    path("day/quiet/", school.quiet, name="quiet"),
    path("day/quiet/<int:days>/removal/", school.quiet_removal, name="quiet-removal"),
    path("timetables/", timetables.timetables, name="timetables"),
    path("timetables/<int:number>/", timetables.file, name="timetable-file"),
    path("timetables/<int:number>/columns/", timetables.meanings, name="timetable-columns"),
    path("timetables/<int:number>/beginning/", timetables.beginning, name="timetable-beginning"),
    path("timetables/<int:number>/bad-rows/", timetables.bad_rows, name="timetable-bad-rows"),
    path("timetables/of/<int:person>/", timetables.of_person, name="timetable"),
    path("cover/", cover.cover, name="cover"),
    path("cover/list.csv", cover.as_file, name="cover-file"),
    path("cover/<int:number>/", cover.arranged, name="cover-arranged"),
    path("figures/", cover.figures, name="figures"),
]
urlpatterns = [
    path("", mine.mine, name="mine"),
    path("asking/", mine.asking, name="asking"),
    path("asked/", mine.asked, name="asked"),
    path("without-network/", records.without_network, name="without-network"),
    path("offline.js", records.offline_script, name="offline-script"),
    path("week/", week.week, name="week"),
    path("week/kept/", week.keeping, name="week-keeping"),
    path("week/calendar/", week.calendar, name="week-calendar"),
    path("<int:number>/", include(of_a_visit)),
    path("readers/<int:showing>/agreement/", records.agreement, name="agreement"),
    path("readers/<int:showing>/withdrawal/", records.withdrawal, name="withdrawal"),
    path("groups/<slug:slug>/", plans.group, name="group"),
    path("groups/<slug:slug>/plans/", plans.for_group, name="group-plans"),
    path("programmes/<int:programme>/", plans.programme, name="programme"),
    path("programmes/<int:programme>/plans/", plans.for_programme, name="programme-plans"),
    path("programmes/<int:programme>/rules/", plans.rules, name="rules"),
    path("plans/<int:number>/", plans.plan, name="plan"),
    path("plans/<int:number>/end/", plans.end, name="plan-end"),
    path("plans/<int:number>/restart/", plans.restart, name="plan-restart"),
    path("plans/<int:number>/proposal/", plans.proposal, name="proposal"),
    path("schools/<slug:slug>/", include(of_a_school)),
]
