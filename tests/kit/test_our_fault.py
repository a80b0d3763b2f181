"""When something breaks the page says so, gives a number, and tells nothing of the inside."""

from django.test import RequestFactory

from collegium.kit.views import broken
from collegium.project import urls


def test_the_page_of_our_own_fault_gives_the_number_of_the_request():
    request = RequestFactory().get("/")
    request.id = "0123456789ab"

    page = broken(request)

    assert (page.status_code, page["Cache-Control"]) == (500, "no-store")
    assert b"0123456789ab" in page.content
    assert urls.handler500 == "collegium.kit.views.broken"
