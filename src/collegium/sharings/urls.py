from django.urls import path

from collegium.sharings.views import following, preparing, reading, slips, summaries

app_name = "sharings"
urlpatterns = [
    path("", reading.sharings, name="sharings"),
    path("new/", preparing.new, name="new"),
    path("prepared/", preparing.prepared, name="prepared"),
    path("<int:number>/", reading.sharing, name="sharing"),
    path("<int:number>/printed/", reading.printed, name="printed"),
    path("<int:number>/cards/", reading.cards, name="cards"),
    path("<int:number>/slips/", reading.slips, name="slips"),
    path("<int:number>/desk/", preparing.desk, name="desk"),
    path("<int:number>/words/", preparing.wording, name="wording"),
    path("<int:number>/outcomes/", preparing.choosing_outcomes, name="choosing"),
    path("<int:number>/announcement/", preparing.announcing, name="announcing"),
    path("<int:number>/cancelling/", preparing.cancelling, name="cancelling"),
    path("<int:number>/counting/", preparing.counting, name="counting"),
    path("<int:number>/presence/", reading.presence, name="presence"),
    path("parts/<int:number>/", preparing.part, name="part"),
    path("parts/<int:number>/arranging/", preparing.arranging, name="arranging"),
    path("parts/<int:number>/up/", preparing.moving_up, name="moving-up"),
    path("parts/<int:number>/stepping-back/", reading.stepping_back, name="stepping-back"),
    path("slip/<slug:code>/", slips.slip, name="slip"),
    path("slip/<slug:code>/handed-in/", slips.handing_in, name="handing-in"),
    path("of/<slug:kind>/<int:number>/", following.came_of, name="came-of"),
    path("of/<slug:kind>/<int:number>/uptake/", following.taking_up, name="taking-up"),
    path("summaries/<int:number>/", summaries.summary, name="summary"),
    path("summaries/<int:number>/words/", summaries.writing, name="summary-writing"),
    path("summaries/<int:number>/yes/", summaries.saying_yes, name="summary-yes"),
    path("summaries/<int:number>/taking-back/", summaries.taking_back, name="summary-back"),
    path("summaries/<int:number>/contact/", summaries.giving_contact, name="contact"),
    path("web/<int:number>/", summaries.web, name="web"),
    path("web/at/<slug:slug>/feed.atom", summaries.feed, name="web-feed"),
    path("at/<slug:slug>/<int:year>/", following.year, name="year"),
]
