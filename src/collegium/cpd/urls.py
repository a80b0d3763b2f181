from django.urls import path

from collegium.cpd import views

app_name = "cpd"
urlpatterns = [
    path("", views.log, name="log"),
    path("log.csv", views.log_file, name="log-file"),
    path("additions/", views.adding, name="additions"),
    path("additions/<int:number>/removal/", views.removal, name="removal"),
    path("certificates/", views.issuing, name="certificates"),
    path("certificates/<int:number>/", views.certificate, name="certificate"),
    path("certificates/<int:number>/certificate.pdf", views.certificate_file, name="certificate-file"),
    path("certificates/<int:number>/withdrawal/", views.withdrawal, name="withdrawal"),
    path("check/<str:token>/", views.verification, name="verification"),
]
