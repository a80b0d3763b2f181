"""Faults that somebody could make in a page although the nouns' own rules are right: the door that a view forgets."""

from django.shortcuts import get_object_or_404

from collegium.conversation.models import Thread
from collegium.enquiry.models import Idea
from collegium.groups.views.finding import find as find_card
from collegium.meetings.models import Meeting
from collegium.programmes.views.finding import seen
from collegium.visits.models import Record, Visit


def any_of(model, **by):
    """Whatever has the number, for whoever asks."""
    name = by.get("name", "pk")
    return lambda request, number: get_object_or_404(model, **{name: number})


PAGES = {
    "a meeting's page asks nobody": ("meetings.meeting", "collegium.meetings.views.meeting.find", any_of(Meeting)),
    "the video link is on every page of a date": (
        "meetings.meeting", "collegium.meetings.policies.may_see_video", lambda person, group: True),
    "the agenda opens to who sees the date": (
        "meetings.meeting", "collegium.meetings.views.agenda.find_inside",
        lambda request, number: get_object_or_404(Meeting.objects.visible_to(request.user), pk=number)),
    "a group's inner pages open to who sees the card": (
        "groups.group", "collegium.groups.views.space.find_own", find_card),
    "a group's talk opens to who sees the card": ("groups.group", "collegium.conversation.views.find_own", find_card),
    "a thread asks nobody": ("conversation.thread", "collegium.conversation.views.find", any_of(Thread)),
    "an idea asks nobody": ("enquiry.idea", "collegium.enquiry.views.ideas.find_idea", any_of(Idea)),
    "a visit asks nobody": ("visits.visit", "collegium.visits.views.visit.find_visit", any_of(Visit)),
    "what was seen asks nobody": (
        "visits.record", "collegium.visits.views.records.find_record", any_of(Record, name="visit")),
    "staff open the lead's desk": (
        "programmes.programme", "collegium.programmes.views.leading.led", seen),
}  # fmt: skip
