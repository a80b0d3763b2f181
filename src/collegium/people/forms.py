"""What people type on the pages about people and schools."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from collegium.kit import clock
from collegium.people import beginning, days
from collegium.people.alphabet import by_surname
from collegium.people.models import Appointment, Person, Responsibility, School
from collegium.people.words import WORDS, word_of_duty, words_of

PLACES = ("Europe/", "Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Indian/", "Pacific/")
SCHOOL_DUTIES = (
    (Responsibility.Kind.CPD_LEAD, _("I lead professional learning (CPD)")),
    (Responsibility.Kind.LEADERSHIP, _("I belong to the leadership team")),
    (Responsibility.Kind.ACCOUNTS, _("I keep the accounts: the staff list and who may sign in")),
)


def new_password() -> forms.CharField:
    return forms.CharField(
        label=_("Choose a password"),
        help_text=_("At least ten characters; three or four words that only you would put together."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=True),
        max_length=200,
        strip=False,
    )


class FirstRun(forms.Form):
    """Who begins, and where."""

    code = forms.CharField(
        label=_("The code that Collegium printed when it started"),
        help_text=_("Three times four digits. It is also in the file first-run.code in the data folder."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        max_length=40,
    )
    school = forms.CharField(label=_("Your school"), max_length=160)
    first_name = forms.CharField(
        label=_("Your first name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label=_("Your last name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    email = forms.EmailField(
        label=_("Your work address"), widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = new_password()
    duties = forms.MultipleChoiceField(
        label=_("What you do at your school"),
        help_text=_("One person may do all three. Others can be given a duty later."),
        choices=SCHOOL_DUTIES,
        initial=[kind for kind, _words in SCHOOL_DUTIES],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        try:
            is_right = beginning.try_code(code, at=clock.now())
        except beginning.TooManyTries:
            raise ValidationError(
                _("Ten codes were tried that were wrong. Wait ten minutes, look up the code, and type it once more.")
            ) from None
        if not is_right:
            raise ValidationError(_("This is not the code. It stands where Collegium was started."))
        return code

    def clean_duties(self) -> list[str]:
        """Somebody has to keep the accounts, and nobody else is here."""
        return sorted({*self.cleaned_data["duties"], Responsibility.Kind.ACCOUNTS.value})

    def clean(self) -> dict[str, Any]:
        return _with_a_good_password(self)


class Welcome(forms.Form):
    """The password of somebody who comes for the first time; the address where the school had none."""

    email = forms.EmailField(
        label=_("Your work address"),
        help_text=_("You sign in with it, and letters go there."),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    password = new_password()

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        if person.email:
            del self.fields["email"]

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if Person.objects.filter(email=email).exists():
            raise ValidationError(_("We cannot use this address. Please give another, or ask your school."))
        return email

    def clean(self) -> dict[str, Any]:
        return _with_a_good_password(self)


def _with_a_good_password(form: forms.Form) -> dict[str, Any]:
    """The rules for passwords know the person, so that nobody's name is their password."""
    typed = form.cleaned_data
    if "password" in typed:
        known = getattr(form, "person", None)
        person = Person(
            first_name=typed.get("first_name", getattr(known, "first_name", "")),
            last_name=typed.get("last_name", getattr(known, "last_name", "")),
            email=typed.get("email", getattr(known, "email", "")),
        )
        try:
            validate_password(typed["password"], person)
        except ValidationError as error:
            form.add_error("password", error)
    return typed


def zones() -> list[tuple[str, str]]:
    """The places of the world's clocks, as people read them."""
    return [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones()) if zone.startswith(PLACES)]


class Zone(forms.Form):
    timezone = forms.ChoiceField(label=_("Show times in the zone of"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["timezone"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("my school")), *zones()]


class Speech(forms.Form):
    language = forms.ChoiceField(label=_("Pages and letters in"), choices=settings.LANGUAGES)


class Duty(forms.Form):
    kind = forms.ChoiceField(label=_("A duty"))

    def __init__(self, *args: Any, school: School, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [kind for kind in Responsibility.Kind if kind != Responsibility.Kind.NETWORK_LEAD]
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (kind.value, word_of_duty(kind.value, school)) for kind in kinds
        ]


class LastDay(forms.Form):
    last_day = forms.DateField(
        label=_("Last day at the school"),
        help_text=_("After that day they can no longer sign in."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class Place(forms.Form):
    """Somebody's place on the staff, as the school has it."""

    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80, required=False)
    email = forms.EmailField(label=_("Work address"), required=False)
    job_title = forms.CharField(label=_("Job title"), max_length=120, required=False)
    post = forms.ChoiceField(label=_("Teacher or support staff"), choices=Appointment.Post.choices)
    department = forms.CharField(label=_("Department"), max_length=80, required=False)
    staff_code = forms.CharField(label=_("Staff code"), max_length=30, required=False)
    experience = forms.TypedChoiceField(
        label=_("Experience"), choices=Appointment.Experience.choices, coerce=int, initial=1
    )
    manager = forms.ModelChoiceField(
        label=_("Line manager"), queryset=Person.objects.none(), required=False, empty_label=_("Nobody")
    )

    def __init__(self, *args: Any, school: School, place: Appointment | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = place
        self.fields["department"].label = capfirst(words_of(school)["department"])
        field = self.fields["manager"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Person.objects.on_staff_of([school]).order_by(*by_surname())

    def clean_email(self) -> str:
        """An address of somebody else cannot be given; for a new colleague that is asked later, and otherwise."""
        email: str = self.cleaned_data["email"].lower()
        taken = email and self.place and Person.objects.filter(email=email).exclude(pk=self.place.person_id).exists()
        if taken:
            raise ValidationError(_("We cannot use this address. Please check it."))
        return email

    def clean_staff_code(self) -> str:
        code: str = self.cleaned_data["staff_code"]
        if code and self.place:
            others = Appointment.objects.not_over().filter(school=self.place.school, staff_code__iexact=code)
            if others.exclude(pk=self.place.pk).exists():
                raise ValidationError(_("Somebody else at your school has this staff code."))
        return code

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if not self.place and not self.errors and not typed["email"] and not typed["staff_code"]:
            self.add_error("email", _("Give an address or a staff code: by it we know the person again."))
        return typed

    def clean_manager(self) -> Person | None:
        manager: Person | None = self.cleaned_data["manager"]
        if manager and self.place and manager.pk == self.place.person_id:
            raise ValidationError(_("Nobody is their own line manager."))
        return manager


class Words(forms.Form):
    """One field for each word, with ours in grey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, (default, meaning) in WORDS.items():
            self.fields[key] = forms.CharField(
                label=str(default),
                help_text=str(meaning),
                max_length=40,
                required=False,
                widget=forms.TextInput(attrs={"placeholder": default}),
            )


class Days(forms.Form):
    """Terms and days as text, or as a calendar file that becomes text."""

    text = forms.CharField(
        label=_("Terms, holidays, and days for the staff alone"),
        help_text=_("As they are in the letter to parents: one after the other, or each on a line."),
        widget=forms.Textarea(attrs={"rows": 7}),
        max_length=days.LONGEST_TEXT,
        required=False,
    )
    calendar = forms.FileField(label=_("Or the school’s calendar as a file (.ics)"), required=False)

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if file := typed.get("calendar"):
            try:
                typed["text"] = days.from_calendar(file.read(days.LARGEST_CALENDAR + 1))
            except ValueError as error:
                self.add_error("calendar", str(error))
        elif not typed.get("text"):
            self.add_error("text", _("Paste the dates, or choose a file."))
        return typed


class EraseFormer(forms.Form):
    """What is to become of the words of somebody who has left and asked to be forgotten."""

    STAY, GO = "stay", "go"
    words = forms.ChoiceField(
        label=_("What they wrote for others"),
        choices=[
            (STAY, _("stays, under “a former colleague”")),
            (GO, _("goes too; where it stood, it says that it was taken away")),
        ],
        initial=STAY,
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(
        label=_("I have read what goes and what stays. It cannot be undone."),
        error_messages={"required": _("Tick this when you have read it.")},
    )

    @property
    def words_go(self) -> bool:
        return bool(self.cleaned_data["words"] == self.GO)


class Erase(EraseFormer):
    """The same for oneself, with the choice not to wait."""

    WEEK, NOW = "week", "now"
    when = forms.ChoiceField(
        label=_("When"),
        choices=[
            (WEEK, _("in seven days; until then I can call it off")),
            (NOW, _("now; I am signed out at once")),
        ],
        initial=WEEK,
        widget=forms.RadioSelect,
    )
    field_order = ["words", "when", "sure"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("What I wrote for others")
