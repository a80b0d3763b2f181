from django.urls import path

from collegium.evidence.views import groups, schools

app_name = "evidence"
urlpatterns = [
    path("kinds/", groups.kinds, name="kinds"),
    path("groups/<slug:slug>/", groups.group, name="group"),
    path("groups/<slug:slug>/remarks/new/", groups.new_remark, name="new-group-remark"),
    path("groups/<slug:slug>/remarks/", groups.quoting, name="group-remarks"),
    path("groups/<slug:slug>/samples/new/", groups.new_sample, name="new-sample"),
    path("groups/<slug:slug>/samples/", groups.adding, name="samples"),
    path("samples/<int:number>/withdrawal/", groups.withdrawal, name="withdrawal"),
    path("remarks/<int:number>/removal/", schools.remark_removal, name="remark-removal"),
    path("results/<int:number>/", schools.result, name="result"),
    path("results/<int:number>/removal/", schools.result_removal, name="result-removal"),
    path("schools/<slug:slug>/", schools.school, name="school"),
    path("schools/<slug:slug>/results/new/", schools.new_results, name="new-results"),
    path("schools/<slug:slug>/results/", schools.bringing, name="results"),
    path("schools/<slug:slug>/remarks/new/", schools.new_remark, name="new-remark"),
    path("schools/<slug:slug>/remarks/", schools.quoting, name="remarks"),
]
