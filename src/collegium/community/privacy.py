"""Why the community’s posts are kept, and what becomes of it when somebody is erased."""

from django.utils.translation import gettext_lazy as _

from collegium.community.models import (
    Chat,
    ChatQuestion,
    Following,
    HouseRules,
    Line,
    Post,
    PublicPage,
    Report,
    Star,
    Tag,
    Topic,
    Vote,
)
from collegium.people.purposes import purpose

community = purpose(
    _("Posts, topics and chats"),
    why=_("So that colleagues can tell each other things in a few lines."),
    reads=_("whom the author chose: the school, the network, or anybody on the web"),
    until=_("until the author takes it back"),
)
community.stays(Post, words=("text",)).index(Tag, of="post__person").stays(Line, words=("text",))
community.stays(Chat, words=("title", "opening_words", "closing_words")).stays(Topic, words=("question",))
community.stays(Vote, Star).stays(Report, words=("words",)).stays(Report, of="decided_by", facts=("words",))
community.goes(Following, PublicPage, HouseRules).goes(Following, of="whom").nobody(ChatQuestion)
