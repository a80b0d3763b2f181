"""Why conversations are kept, and what becomes of it when somebody is erased."""

from django.utils.translation import gettext_lazy as _

from collegium.conversation.models import Digest, Mention, Muted, Post, Thread
from collegium.people.purposes import purpose

talk = purpose(
    _("Conversations in a group"),
    why=_("So that a group can think and arrange things between its meetings."),
    reads=_("the members of the group"),
    until=_("as long as the school keeps the group"),
)
talk.stays(Thread, of="opened_by", words=("title",)).stays(Post, of="by", words=("text",))
talk.goes(Mention, Muted, Digest).nobody(Digest.groups.through)
