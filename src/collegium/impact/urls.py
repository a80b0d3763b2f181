from django.urls import path

from collegium.impact.views import comparing, overview

app_name = "impact"
urlpatterns = [
    path("schools/<slug:slug>/", overview.overview, name="overview"),
    path("schools/<slug:slug>/new/", comparing.new, name="new"),
    path("schools/<slug:slug>/comparisons/", comparing.comparisons, name="comparisons"),
    path("schools/<slug:slug>/sharing/", overview.sharing, name="sharing"),
    path("schools/<slug:slug>/taking-part/", overview.taking_part, name="taking_part"),
    path("networks/", overview.networks, name="networks"),
    path("shared/<int:pk>/", overview.shared, name="shared"),
    path("shared/<int:pk>/removal/", overview.shared_removal, name="shared_removal"),
    path("<int:pk>/", comparing.comparison, name="comparison"),
    path("<int:pk>/members.csv", comparing.members, {"kind": "csv"}, name="members_csv"),
    path("<int:pk>/members.xlsx", comparing.members, {"kind": "xlsx"}, name="members_xlsx"),
    path("<int:pk>/counts/", comparing.counts, name="counts"),
    path("<int:pk>/departments/", comparing.departments, name="departments"),
    path("<int:pk>/file/", comparing.file, name="file"),
    path("<int:pk>/walk/", comparing.walk, name="walk"),
    path("<int:pk>/removal/", comparing.removal, name="removal"),
]
