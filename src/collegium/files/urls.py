from django.urls import path

from collegium.files import views

app_name = "files"
urlpatterns = [path("<int:number>/", views.file, name="file")]
