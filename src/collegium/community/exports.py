from django.utils.translation import gettext_lazy as _

from collegium.community.models import (
    Chat,
    Following,
    HouseRules,
    Line,
    Post,
    PublicPage,
    Report,
    Star,
    Topic,
    Vote,
)
from collegium.people.exporting import register

register(Post, _("What I wrote to colleagues"), "text", "width", "is_question", "at", "withdrawn_at", "hidden_at")
register(Topic, _("Topics I proposed"), "week", "question", "at", "chosen_at", "withdrawn_at")
register(Vote, _("How I voted on topics"), "week", "at")
register(Following, _("Whom and what I follow"), "whom__first_name", "whom__last_name", "word", "at",
         not_of={"whom": "whom somebody follows is theirs alone to know"})  # fmt: skip
register(HouseRules, _("The community’s rules I said yes to"), "at")
register(PublicPage, _("My page on the web"), "slug", "about", "is_open", "at")
register(Report, _("What I reported"), "why", "words", "at", "decided_at",
         not_of={"decided_by": "the words are those of whoever reported"})  # fmt: skip
register(Chat, _("Chats I hosted"), "title", "width", "starts_at", "cancelled_at", "opening_words", "closing_words",
         "published_at")  # fmt: skip
register(Line, _("What I said in chats"), "text", "at", "withdrawn_at", "hidden_at")
register(Star, _("What I starred in chats"), "at")
