from django.urls import URLPattern

app_name = "forming"
urlpatterns: list[URLPattern] = []
