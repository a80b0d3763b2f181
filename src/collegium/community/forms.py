"""What people type to colleagues they may never have met."""

from datetime import datetime, tzinfo
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from collegium.community.models import ChatQuestion, Line, Report, Topic, Width
from collegium.community.models.chat import MOST_QUESTIONS
from collegium.community.models.post import LONGEST
from collegium.files.forms import Upload
from collegium.kit.forms import Several
from collegium.people.models import Network

TOO_LONG = _("That is more than a post holds (%(limit_value)d characters, yours has %(show_value)d). Shorten it, or "
             "say it in two.")  # fmt: skip


class Words(forms.Form):
    """A few lines, and once the rules."""

    text = forms.CharField(
        label=_("Your words"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": TOO_LONG},
    )  # fmt: skip
    rules = forms.BooleanField(
        label=_("I have read the rules: no pupil is named or shown, nobody is sold anything, and I would say it to "
                "their face."),
        error_messages={"required": _("Please read the rules once and tick this box. Your words are still here.")},
    )  # fmt: skip

    def __init__(self, *args: Any, knows_rules: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if knows_rules:
            del self.fields["rules"]


class Writing(Words):
    """Something new, and whom it reaches."""

    picture = Upload(
        label=_("A picture"), pictures=True, required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
        help_text=_("No pupil is to be recognised, nor a name on a page. Where it was taken is left out."),
    )  # fmt: skip
    describes = forms.CharField(
        label=_("What it shows, for those who cannot see it"), max_length=300, required=False
    )
    is_question = forms.BooleanField(label=_("It is a question"), required=False)
    topic = forms.ModelChoiceField(
        Topic.objects.none(), label=_("About"), required=False, empty_label=_("anything")
    )
    reach = forms.ChoiceField(label=_("Who reads it"))

    field_order = ("text", "picture", "describes", "is_question", "topic", "reach", "rules")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("picture") and not cleaned.get("describes"):
            self.add_error("describes", _("Say in a few words what the picture shows, and choose it once more."))
        return cleaned

    def __init__(self, *args: Any, reaches: list[tuple[str, Any]], topic: Topic | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reach"].choices = reaches  # type: ignore[attr-defined]
        if topic:
            self.fields["topic"].queryset = Topic.objects.filter(pk=topic.pk)  # type: ignore[attr-defined]
        else:
            del self.fields["topic"]


class Passing(Words):
    """A colleague's words, with one's own in front of them or none."""

    reach = forms.ChoiceField(label=_("To whom"))

    field_order = ("text", "reach", "rules")

    def __init__(self, *args: Any, reaches: list[tuple[str, Any]], **kwargs: Any) -> None:
        # It stands on one page with the answer.
        super().__init__(*args, **kwargs)
        self.auto_id = "passing_%s"
        self.fields["text"].required = False
        self.fields["text"].label = _("Your own words before it, if you like")
        self.fields["reach"].choices = reaches  # type: ignore[attr-defined]


class Widening(forms.Form):
    width = forms.ChoiceField(choices=Width.choices)
    network = forms.ModelChoiceField(Network.objects.none(), required=False, empty_label=None)

    def __init__(self, *args: Any, networks: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["network"].queryset = networks  # type: ignore[attr-defined]


class Reporting(forms.Form):
    """Why it should not stand there."""

    why = forms.ChoiceField(label=_("What is wrong with it?"), choices=Report.Why.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=_("In your own words, if you like"), max_length=300, required=False)


class Proposing(forms.Form):
    """A question for next week."""

    question = forms.CharField(label=_("A question for next week"), max_length=160)

    def clean_question(self) -> str:
        return " ".join(self.cleaned_data["question"].split())


class OpenPage(forms.Form):
    about = forms.CharField(
        label=_("A line about you, if you like"), max_length=300, required=False,
        help_text=_("It stands on your page beside your name and your school."),
    )  # fmt: skip


class Announcing(forms.Form):
    """A chat: when, about what, and its questions, a line each."""

    title = forms.CharField(label=_("What is it about?"), max_length=160)
    starts_at = forms.DateTimeField(
        label=_("Begins"), widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("It lasts an hour. Thursdays at 20:00 have become a habit elsewhere."),
    )  # fmt: skip
    questions = forms.CharField(
        label=_("The questions, one on each line"), widget=forms.Textarea(attrs={"rows": 6}), max_length=2400,
        help_text=_("Five or six are enough for an hour. Each comes out at its minute; nobody sees it before."),
    )  # fmt: skip
    reach = forms.ChoiceField(label=_("Who may join"))

    def __init__(self, *args: Any, reaches: list[tuple[str, Any]], zone: tzinfo, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = zone
        self.fields["reach"].choices = reaches  # type: ignore[attr-defined]

    def clean_starts_at(self) -> datetime:
        """As the clocks say where the host is."""
        found: datetime = self.cleaned_data["starts_at"]
        return found.replace(tzinfo=self.zone)

    def clean_questions(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["questions"].splitlines() if line.strip()]
        if len(lines) > MOST_QUESTIONS or any(len(line) > 200 for line in lines):
            raise forms.ValidationError(_("At most twelve questions of 200 characters fit into an hour."))
        return lines


class Saying(forms.Form):
    """A line in a chat, beside a question or around them."""

    text = forms.CharField(label=_("Your line"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    question = forms.ModelChoiceField(
        ChatQuestion.objects.none(), label=_("Beside"), required=False, empty_label=_("no question, just talk")
    )

    is_public = forms.BooleanField(label=_("Strangers may read it too, in the summary on the web"), required=False)

    def __init__(self, *args: Any, out: Any, may_publish: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["question"].queryset = out  # type: ignore[attr-defined]
        if not may_publish:
            del self.fields["is_public"]


class SummingUp(forms.Form):
    """What the host writes around the lines they keep."""

    opening = forms.CharField(
        label=_("Before them"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    closing = forms.CharField(
        label=_("After them"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    lines = Several(
        Line.objects.none(), label=_("Lines to keep"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, lines: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lines"].queryset = lines  # type: ignore[attr-defined]
