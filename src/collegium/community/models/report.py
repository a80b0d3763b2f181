"""What makes a place where strangers talk a good one: rules that one has read, and somebody who looks."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from collegium.community.models.post import Post
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.people.models import Person, Responsibility

if TYPE_CHECKING:
    from collegium.people.models import School

# So many readers on their own hide a post until somebody has looked at it.
ENOUGH = 3
# Who looks: at the school where the author works. They are named on the page of rules.
MODERATORS = (Responsibility.Kind.CPD_LEAD, Responsibility.Kind.ACCOUNTS)


class HouseRules(models.Model):
    """That somebody has read the rules of the community and said yes to them."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "house rules"

    @classmethod
    def accept(cls, *, by: Person, at: datetime) -> None:
        """From the first word on. Saying it again changes nothing."""
        with transaction.atomic():
            rules, is_new = cls.objects.get_or_create(person=by, defaults={"at": at})
            if is_new:
                record(by, "accepted", rules, at=at)

    @classmethod
    def are_known_to(cls, person: Person) -> bool:
        return cls.objects.filter(person=person).exists()


class PostReportQuerySet(models.QuerySet["Report"]):
    @door
    def visible_to(self, person: Person) -> "PostReportQuerySet":
        """One's own; and those about colleagues whose school one looks after. Never those about oneself."""
        duties = Responsibility.objects.current().filter(person=person, kind__in=MODERATORS)
        here = Q(post__home__in=duties.filter(school__isnull=False).values("school")) | Q(
            post__home__networks__in=duties.filter(network__isnull=False).values("network")
        )
        looked_after = self.model.objects.filter(here).exclude(post__person=person).values("pk")
        return self.filter(Q(person=person) | Q(pk__in=looked_after))

    def open(self) -> "PostReportQuerySet":
        return self.filter(decided_at=None)

    def make(self, post: Post, *, why: str, words: str = "", by: Person, at: datetime) -> "Report":
        """Somebody says that this should not stand here. Several on their own hide it until it was looked at."""
        with transaction.atomic():
            Post.objects.select_for_update().get(pk=post.pk)
            report, is_new = self.get_or_create(post=post, person=by, defaults={"why": why, "words": words, "at": at})
            if is_new:
                record(None, "reported", post, at=at)
                if self.open().filter(post=post).count() >= ENOUGH:
                    post.hide(by=None, at=at)
        return report


class Report(models.Model):
    """A reader's word that a post breaks the rules. Its author never learns whose."""

    class Why(models.TextChoices):
        PUPIL = "pupil", _("It names or shows a pupil")
        COLLEAGUE = "colleague", _("It is about a colleague or a school that cannot answer")
        UNKIND = "unkind", _("It is unkind")
        ADVERT = "advert", _("It sells something")
        OTHER = "other", _("Something else")

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reports")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    why = models.CharField(max_length=10, choices=Why.choices)
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = PostReportQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "person"], name="one_report_of_a_post_and_person")]
        indexes = [models.Index(fields=["at"], condition=Q(decided_at=None), name="reports_to_look_at")]

    def decide(self, *, stays: bool, by: Person, at: datetime) -> None:
        """Somebody has looked: the post stays or goes, and every report of it is answered."""
        with transaction.atomic():
            post = Post.objects.select_for_update().get(pk=self.post_id)
            if not post.reports.filter(decided_at=None).update(decided_at=at, decided_by=by):
                return
            if stays == (post.hidden_at is None):
                record(by, "looked into", post, at=at)
            elif stays:
                post.show_again(by=by, at=at)
            else:
                post.hide(by=by, at=at)
        self.refresh_from_db()


def looks_after(person: Person, school: "School") -> bool:
    return any(person.has_duty(kind, school) for kind in MODERATORS)
