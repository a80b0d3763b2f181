"""A letter as it travels: plain text, its twin in HTML, and the calendar's part, in the order that Outlook reads."""

import re
from email.utils import format_datetime, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import sanitize_address
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import linebreaks, urlize
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import override

from collegium.mail import kinds
from collegium.mail.answering import ways_to_answer
from collegium.mail.cutting import RULE
from collegium.mail.keys import message_id, reply_address
from collegium.mail.models import Letter
from collegium.mail.questions import Question, question_of
from collegium.people.models import Link


def compose(letter: Letter) -> EmailMultiAlternatives:
    """The message for one letter, in the language of the person it is for."""
    with override((letter.person and letter.person.language) or settings.LANGUAGE_CODE):
        stop = stop_address(letter)
        school = school_of(letter)
        question = question_of(letter)
        message = EmailMultiAlternatives(
            subject=letter.subject,
            body=as_text(letter, school, stop, question),
            from_email=sender(),
            to=[letter.goes_to],
            reply_to=[reply_address(letter)] if question and reply_address(letter) else None,
            headers=headers(letter, stop),
        )
        message.attach_alternative(as_html(letter, school, stop, question), "text/html")
    if letter.invitation:
        message.attach_alternative(letter.invitation, f"text/calendar; method={letter.method}")
    return message


def sender() -> str:
    return str(settings.DEFAULT_FROM_EMAIL)


def bare_sender() -> str:
    return bare(sender())


def bare(address: str) -> str:
    """The address alone, its domain in the letters that mail servers know."""
    return parseaddr(sanitize_address(parseaddr(address), "utf-8"))[1]


def headers(letter: Letter, stop: str) -> dict[str, str]:
    """What other mail programs act on. The id stays the same for one letter, so that a second copy is recognised."""
    found = {
        "Message-ID": message_id(letter),
        "Date": format_datetime(timezone.localtime(letter.written_at)),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
    }
    if stop:
        found["List-Unsubscribe"] = f"<{stop}>"
        found["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return found


def stop_address(letter: Letter) -> str:
    """Where this person stops letters of this kind; empty for letters that nobody can stop."""
    if not letter.person or not kinds.find(letter.kind).may_be_stopped:
        return ""
    link = Link.objects.for_("unsubscribe", letter.person)
    return str(settings.ADDRESS) + reverse("mail:stop", args=[letter.kind, link.token])


def school_of(letter: Letter) -> str:
    """The name at the head of the letter: the person's school, or where a guest comes from."""
    if not letter.person:
        return ""
    school = letter.person.schools_now().order_by("name").first()
    return school.name if school else ""


def words_of(letter: Letter) -> str:
    """Its text, and what its kind has to say at this moment."""
    later = kinds.find(letter.kind).words
    return "\n\n".join(part for part in (letter.text.strip(), later(letter) if later else "") if part)


def above(letter: Letter, question: Question | None) -> str:
    """The line above which one writes; empty where no answer can come in."""
    if not question or not (question.answers or question.is_free) or not reply_address(letter):
        return ""
    return f"{RULE} {_('To answer, write above this line')} {RULE}"


def as_text(letter: Letter, school: str, stop: str, question: Question | None = None) -> str:
    lines = [above(letter, question), words_of(letter), *ways_to_answer(letter, question)]
    text = "\n\n".join(line for line in lines if line)
    foot = ["", "-- ", " · ".join(name for name in (school, "Collegium") if name)]
    if stop:
        foot.append(_("No more letters of this kind: %(address)s") % {"address": stop})
    return "\n".join([text, *foot]) + "\n"


def as_html(letter: Letter, school: str, stop: str, question: Question | None = None) -> str:
    # Only an app's own html is trusted; everything written by people comes through the text, which is escaped.
    body = mark_safe(letter.html or lines_of(words_of(letter)))
    ways = lines_of("\n\n".join(ways_to_answer(letter, question)))
    return render_to_string(
        "mail/letter.html",
        {"letter": letter, "body": body, "school": school, "stop": stop, "home": settings.ADDRESS,
         "above": above(letter, question), "ways": mark_safe(ways)},
    )  # fmt: skip


def lines_of(text: str) -> str:
    """Escaped; its addresses in a colour of ours, for at night a mail program's own is pale on a white sheet."""
    return re.sub(r'(<a href="[^"]*")', r'\1 style="color:#1f4f3f"', linebreaks(urlize(text, autoescape=True)))
