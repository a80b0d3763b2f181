from django.urls import URLPattern, URLResolver

app_name = "enquiry"
urlpatterns: list[URLPattern | URLResolver] = []
