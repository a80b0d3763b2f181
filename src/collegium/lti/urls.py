from django.urls import path

from collegium.lti.views import embedding, launching, registering, setting_up

app_name = "lti"
urlpatterns = [
    path("keys.json", launching.keys, name="keys"),
    path("register/<str:token>/", registering.offered, name="register"),
    path("register/<str:token>/done/", registering.registered, name="registered"),
    path("reports/<int:number>/", embedding.embed, name="embed"),
    path("reports/<int:number>/passing-on/", embedding.passing_on, name="passing-on"),
    path("schools/<slug:slug>/", setting_up.platforms, name="platforms"),
    path("schools/<slug:slug>/setting-up/", setting_up.setting_up, name="setting-up"),
    path("schools/<slug:slug>/link/", setting_up.linking, name="linking"),
    path("schools/<slug:slug>/<int:number>/trusting/", setting_up.trusting, name="trusting"),
    path("schools/<slug:slug>/<int:number>/allowing/", setting_up.allowing, name="allowing"),
    path("schools/<slug:slug>/<int:number>/pausing/", setting_up.pausing, name="pausing"),
    path("schools/<slug:slug>/<int:number>/stopping/", setting_up.stopping, name="stopping"),
    path("schools/<slug:slug>/login/", launching.login, name="login"),
    path("schools/<slug:slug>/launch/", launching.launch, name="launch"),
    path("schools/<slug:slug>/chosen/", launching.chosen, name="chosen"),
]
