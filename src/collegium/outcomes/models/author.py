"""Who stands above a report, and the yes of each."""

from django.db import models

from collegium.people.alphabet import by_surname
from collegium.people.models import Person


class AuthorQuerySet(models.QuerySet["Author"]):
    def in_order(self) -> "AuthorQuerySet":
        """As they stand above it: by their last names."""
        return self.select_related("person").order_by(*by_surname("person__"), "pk")

    def asked(self) -> "AuthorQuerySet":
        """Of reports that wait for a yes. Whether one was said to earlier words is seen where the words are."""
        return self.exclude(report__asked_reach="")


class Author(models.Model):
    """Somebody whose words these are on the sheet: the next version needs their yes. What is shared has its own list.

    ``yes_to`` is the hash of what they agreed to: other words need another yes.
    """

    report = models.ForeignKey("outcomes.Report", on_delete=models.CASCADE, related_name="authors")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="authored")
    at = models.DateTimeField()
    yes_to = models.CharField(max_length=64, blank=True)
    yes_at = models.DateTimeField(null=True, blank=True)

    objects = AuthorQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "person"], name="one_author_of_a_name")]

    def __str__(self) -> str:
        return self.person.name
