"""The parts of a group's space that there are; what is not installed has none."""

from django import template
from django.urls import NoReverseMatch
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from collegium.groups.models import Group
from collegium.kit.web import address

register = template.Library()
HERE = mark_safe(' aria-current="page"')


@register.simple_tag
def tabs(group: Group, current: str = "") -> SafeString:
    """``current``: now, meetings, talk, members, about, or the name of one of the others."""
    shown = format_html_join(
        "\n  ", '<a href="{}"{}>{}</a>',
        ((url, HERE if key == current else "", word) for key, url, word in _parts(group, current) if url),
    )  # fmt: skip
    return format_html('<nav class="tabs" aria-label="{}">\n  {}\n</nav>', _("This group"), shown)


def _parts(group: Group, current: str) -> list[tuple[str, str, str]]:
    approach = group.approach
    found = [
        ("now", group.get_absolute_url(), _("Now")),
        ("study", _of("study:group", group, approach.follows_a_course or current == "study"), _("Our course")),
        ("reading", _of("reading:group", group, approach.reads_a_text or current == "reading"), _("Our book")),
        ("meetings", _of("meetings:series", group), _("Meetings")),
        ("talk", _of("conversation:talk", group), _("Talk")),
        ("enquiry", _of("enquiry:group", group), _("Our enquiry")),
        ("voice", _of("surveys:group", group), _("Pupils’ voice")),
        ("outcomes", _of("outcomes:group", group), _("Outcomes")),
        ("shelf", _of("library:shelf", group), _("Shelf")),
        ("members", _of("groups:members", group), _("Members")),
        ("about", _of("groups:about", group), _("More")),
    ]
    return found


def _of(name: str, group: Group, is_there: bool = True) -> str:
    try:
        return address(name, group.slug) if is_there else ""
    except NoReverseMatch:
        return ""
