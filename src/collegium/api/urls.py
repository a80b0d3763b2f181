from django.urls import include, path, re_path

from collegium.api.views import hooks, reference, tokens, v1

of_the_api = (
    [
        path("me/tokens/", tokens.tokens, name="tokens"),
        path("me/tokens/made/", tokens.making, name="making"),
        path("me/tokens/<int:number>/taking-back/", tokens.taking_back, name="taking-back"),
        path("me/webhooks/", hooks.hooks, name="hooks"),
        path("me/webhooks/new/", hooks.setting_up, name="hook-setting-up"),
        path("me/webhooks/<int:number>/", hooks.hook, name="hook"),
        path("me/webhooks/<int:number>/trial/", hooks.trial, name="hook-trial"),
        path("me/webhooks/<int:number>/secret/", hooks.renewing, name="hook-renewing"),
        path("me/webhooks/<int:number>/stop/", hooks.stopping, name="hook-stopping"),
        path("api/", reference.reference, name="reference"),
        path("api/v1/openapi.json", v1.openapi, name="openapi"),
    ],
    "api",
)
urlpatterns = [
    path("", include(of_the_api)),
    path("api/v1/", v1.api.urls),
    re_path(r"^api/v1/(?P<rest>.*)$", v1.nothing, name="api-nothing"),
]
