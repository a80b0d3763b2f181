"""What people type about what they found, proposed and decided."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from collegium.files.forms import Upload
from collegium.kit.forms import Several
from collegium.kit.text import LONGEST
from collegium.outcomes.models import Proposal, Report, State, leaders_of
from collegium.outcomes.models.proposal import WITH_A_DAY
from collegium.people.models import Person, School
from collegium.programmes.models import Aspect, Theme

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
TICKS = forms.CheckboxSelectMultiple


class Title(forms.Form):
    title = forms.CharField(
        label=_("What is it about?"), max_length=160,
        help_text=_("As a colleague would say it. You can change it later."),
    )  # fmt: skip

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())


class About(Title):
    """What a report is called, and what it is about."""

    themes = Several(Theme.objects.none(), label=_("Themes"), required=False, widget=TICKS)
    aspects = Several(Aspect.objects.none(), label=_("Aspects of teaching"), required=False, widget=TICKS)

    def __init__(self, *args: Any, themes: Any, aspects: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = ""
        for name, known in (("themes", themes), ("aspects", aspects)):
            self.fields[name].queryset = known  # type: ignore[attr-defined]


class Words(forms.Form):
    """What stands under one heading, from where the writer began."""

    heading = forms.CharField(label=_("Heading"), max_length=160)
    words = forms.CharField(
        label=_("Words"), required=False, max_length=LONGEST, strip=False, widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("An empty line begins a paragraph, a dash a list; a cell of a table that says 9 of 30 is drawn. "
                    "No names of pupils."),
    )  # fmt: skip
    base = forms.CharField(required=False, strip=False, widget=forms.Textarea(attrs={"hidden": True}))
    headed = forms.CharField(required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, min_value=-1, max_value=10**9, widget=forms.HiddenInput)

    def clean_seen(self) -> int:
        seen: int | None = self.cleaned_data["seen"]
        return -1 if seen is None else seen


class Heading(forms.Form):
    heading = forms.CharField(label=_("One more heading"), max_length=160)


class Picture(forms.Form):
    file = Upload(label=_("A picture"), pictures=True)
    describes = forms.CharField(
        label=_("What it shows"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For those who do not see it. No pupil can be made out in the picture, and none is named."),
    )  # fmt: skip


class Colleague(forms.Form):
    person = forms.ModelChoiceField(Person.objects.none(), label=_("One more author"), empty_label=_("choose a name"))

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]


class Asking(forms.Form):
    """With whom its authors are asked to share it."""

    reach = forms.ChoiceField(label=_("Who shall read it?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reach"].choices = choices  # type: ignore[attr-defined]


class Propose(forms.Form):
    """A proposal, to leaders by name."""

    title = forms.CharField(label=_("What do you propose, in a few words?"), max_length=160)
    words = forms.CharField(
        label=_("What would be done, by whom, from when?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6})
    )
    benefit = forms.CharField(
        label=_("What would pupils have of it?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    report = forms.ModelChoiceField(
        Report.objects.none(), label=_("Which report shows it?"), required=False, empty_label=_("none so far")
    )
    to = Several(Person.objects.none(), label=_("To whom?"), widget=TICKS)

    def __init__(self, *args: Any, school: School, reports: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = leaders_of(school)  # type: ignore[attr-defined]
        self.fields["report"].queryset = reports  # type: ignore[attr-defined]


WORDS = {
    State.TAKEN_UP: _("We take it up for discussion"),
    State.ON_TRIAL: _("We try it out"),
    State.POLICY: _("It becomes a policy"),
    State.MORE: _("We need to know more"),
    State.DECLINED: _("We decline it"),
    State.WAITING: _("We need longer to answer"),
}


class Answering(forms.Form):
    """A leader's answer: always with reasons, and with a day by which the next word comes."""

    kind = forms.ChoiceField(label=_("What do you say?"), widget=forms.RadioSelect)
    reasons = forms.CharField(
        label=_("Why?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Those who proposed it read this; of a policy, all staff."),
    )  # fmt: skip
    due_on = forms.DateField(
        label=_("By when do they hear again?"), required=False, widget=DATE,
        help_text=_("Of a trial or policy: when you look at it again."),
    )  # fmt: skip
    policy = forms.CharField(
        label=_("The policy in its own words"), required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only if it becomes one. Left empty, the words of the proposal are taken."),
    )  # fmt: skip
    seen = forms.IntegerField(min_value=0, max_value=10**9, widget=forms.HiddenInput)

    def __init__(self, *args: Any, proposal: Proposal, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        choices = [(kind, WORDS[State(kind)]) for kind in proposal.may_become()]
        self.fields["kind"].choices = choices  # type: ignore[attr-defined]
        needed = _("unless you decline or ask for more")
        self.fields["due_on"].needed_for = needed  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        day, kind = cleaned.get("due_on"), cleaned.get("kind")
        if kind in WITH_A_DAY and "due_on" in cleaned and (day is None or day <= self.today):
            self.add_error("due_on", _("Give a day to come: nobody waits without one."))
        return cleaned


class Adding(forms.Form):
    words = forms.CharField(
        label=_("What you would like to add"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )
    seen = forms.IntegerField(min_value=0, max_value=10**9, widget=forms.HiddenInput)


class Reviewing(forms.Form):
    """A policy looked at again."""

    stays = forms.ChoiceField(
        label=_("Does it stay?"), widget=forms.RadioSelect,
        choices=[("yes", _("It stays, and is looked at again")), ("no", _("It ends"))],
    )  # fmt: skip
    reasons = forms.CharField(
        label=_("Why?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("All staff read this."),
    )  # fmt: skip
    review_on = forms.DateField(label=_("When is it looked at again?"), required=False, widget=DATE)
    seen = forms.IntegerField(min_value=0, max_value=10**9, widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        day = cleaned.get("review_on")
        if cleaned.get("stays") == "no":
            cleaned["review_on"] = None
        elif "review_on" in cleaned and (day is None or day <= self.today):
            self.add_error("review_on", _("Give a day to come."))
        return cleaned


class Queue(forms.Form):
    weeks = forms.IntegerField(label=_("Weeks until an answer"), min_value=1, max_value=26)
    counter_for_all = forms.BooleanField(
        label=_("All staff see how many were put, and what became of them"), required=False
    )


class GoingOn(forms.Form):
    """A question that goes on from what was found or decided."""

    text = forms.CharField(
        label=_("What would you like to know next?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    purpose = forms.CharField(label=_("What is it to do for pupils?"), max_length=300, required=False)
    reach = forms.ChoiceField(label=_("Who sees it"))

    def __init__(self, *args: Any, reaches: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reach"].choices = reaches  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        text = " ".join(self.cleaned_data["text"].split())
        if not text:
            raise ValidationError(_("A few words are enough."))
        return text
