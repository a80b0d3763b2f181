"""A page of one's own on the open web, for whoever wants one, and until they close it."""

from datetime import datetime

from django.db import models, transaction
from django.urls import reverse

from collegium.history.models import record
from collegium.kit.text import as_address
from collegium.people.models import Person


class PublicPageQuerySet(models.QuerySet["PublicPage"]):
    def open_now(self) -> "PublicPageQuerySet":
        return self.filter(is_open=True)

    def of(self, person: Person) -> "PublicPage | None":
        """This person's, while it is open."""
        return self.open_now().filter(person=person).first()

    def open(self, *, by: Person, at: datetime, about: str = "") -> "PublicPage":
        """From now on what this person gives to everybody is on the web, under their name. Twice is once."""
        with transaction.atomic():
            Person.objects.select_for_update().get(pk=by.pk)
            page, _is_new = self.get_or_create(
                person=by, defaults={"slug": f"{as_address(by.name)[:60] or 'teacher'}-{by.pk}", "at": at}
            )
            if not page.is_open:
                record(by, "opened", page, at=at)
            page.is_open, page.about = True, about
            page.save(update_fields=["is_open", "about"])
        return page


class PublicPage(models.Model):
    """That somebody wants to be read by strangers. Closed, nothing of theirs is on the web."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="public_page")
    slug = models.SlugField(max_length=80, unique=True)
    about = models.CharField(max_length=300, blank=True)
    is_open = models.BooleanField(default=False)
    at = models.DateTimeField()

    objects = PublicPageQuerySet.as_manager()

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("community:public-person", args=[self.slug])

    def close(self, *, by: Person, at: datetime) -> None:
        """By the next request strangers find nothing of this person. Colleagues read on."""
        with transaction.atomic():
            if PublicPage.objects.open_now().filter(pk=self.pk).update(is_open=False):
                record(by, "closed", self, at=at)
        self.refresh_from_db()
