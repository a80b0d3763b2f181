"""A report in a booklet, and the yes of each of its authors to this edition."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from collegium.booklets import letters
from collegium.booklets.models.booklet import REACHES, Booklet
from collegium.history.models import record
from collegium.kit.doors import door
from collegium.outcomes.models import Edition, Report, Shown
from collegium.people.models import Person

if TYPE_CHECKING:
    from typing import Self


class PieceQuerySet(models.QuerySet["Piece"]):
    def standing(self, booklet: Booklet) -> "Self":
        """Shared as far as the booklet goes, every author's yes to these very words, every picture described."""
        wide = REACHES[REACHES.index(booklet.reach) :]
        yes = Yes.objects.filter(piece=OuterRef(OuterRef("pk")), person=OuterRef("person"), agreed=True)
        to_this = yes.filter(edition=OuterRef(OuterRef("report__edition")))
        authors = Edition.authors.through.objects.filter(edition=OuterRef("report__edition"))
        bare = Shown.objects.filter(edition=OuterRef("report__edition"), describes="")
        return self.filter(
            ~Exists(authors.filter(~Exists(to_this))), ~Exists(bare), Exists(authors), booklet=booklet,
            report__reach__in=wide, report__edition__isnull=False, report__withdrawn_at=None,
        )  # fmt: skip


class Piece(models.Model):
    """That a report was chosen for a booklet. Whether it stands in it is its authors' to say."""

    booklet = models.ForeignKey(Booklet, on_delete=models.CASCADE, related_name="pieces")
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="+")

    objects = PieceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["booklet", "report"], name="a_report_stands_once_in_a_booklet")
        ]

    def __str__(self) -> str:
        return str(self.report)

    def get_absolute_url(self) -> str:
        return reverse("booklets:piece", args=[self.booklet_id, self.pk])

    def ask(self, *, at: datetime) -> None:
        """Each of its authors is asked. A yes to other words, other readers or another licence is none to these."""
        booklet, edition = self.booklet, self.report.edition
        assert edition is not None
        agreed_to = {"edition_id": edition.pk, "reach": booklet.reach, "licence": booklet.licence}
        for author in edition.authors_in_order:
            yes, is_new = self.yeses.get_or_create(person=author, defaults={"asked_at": at, **agreed_to})
            if not is_new and any(getattr(yes, name) != value for name, value in agreed_to.items()):
                self.yeses.filter(pk=yes.pk).update(asked_at=at, agreed=None, answered_at=None, **agreed_to)
                is_new = True
            if is_new:
                letters.ask(yes, at=at)


class YesQuerySet(models.QuerySet["Yes"]):
    @door
    def visible_to(self, person: Person) -> "Self":
        """One's own; and the editors of the booklet, who see what they wait for."""
        return self.filter(Q(person=person) | Q(piece__booklet__in=Booklet.objects.edited_by(person).values("pk")))

    def waiting(self) -> "Self":
        """Asked about words that readers have, and not answered."""
        return self._in_force().filter(agreed=None)

    def answered(self) -> "Self":
        """A yes or a no to words that readers have: either may be taken back."""
        return self._in_force().exclude(agreed=None)

    def _in_force(self) -> "Self":
        return self.filter(piece__report__withdrawn_at=None, edition=F("piece__report__edition"))


class Yes(models.Model):
    """One author's word on one piece of one edition: to these words, for these readers, under this licence."""

    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="yeses")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    edition = models.ForeignKey("outcomes.Edition", on_delete=models.CASCADE, related_name="+")
    reach = models.CharField(max_length=8)
    licence = models.CharField(max_length=6)
    asked_at = models.DateTimeField()
    agreed = models.BooleanField(null=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = YesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "yeses"
        constraints = [models.UniqueConstraint(fields=["piece", "person"], name="one_word_of_an_author")]

    def __str__(self) -> str:
        return str(self.person)

    def get_absolute_url(self) -> str:
        return reverse("booklets:yes", args=[self.pk])

    def answer(self, agreed: bool, *, at: datetime) -> None:
        """Yes or no, and at any time the other one. A no takes the piece out at once, also from what is printed."""
        with transaction.atomic():
            booklet = self.piece.booklet.held()
            other = Yes.objects.filter(pk=self.pk).filter(~Q(agreed=agreed) | Q(agreed=None))
            if other.update(agreed=agreed, answered_at=at):
                record(self.person, "agreed to" if agreed else "declined", self, at=at)
                if not agreed:
                    booklet.renew(by=booklet.by, at=at)
        self.refresh_from_db()
