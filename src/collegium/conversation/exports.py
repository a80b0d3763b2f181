from django.utils.translation import gettext_lazy as _

from collegium.conversation.models import Digest, Mention, Muted, Post, Thread
from collegium.people.exporting import register

register(Thread, _("Conversations I began"), "group__title", "title", "opened_at", of=("opened_by",))
register(Post, _("What I wrote there"), "thread__group__title", "thread__title", "text", "at", "mended_at",
         "taken_back_at", of=("by",))  # fmt: skip
register(Mention, _("Where I was named"), "post__thread__group__title", "post__at", "set_aside_at", "told_at")
register(Muted, _("Groups whose conversations I hear of only when I look"), "group__title", "at")
register(Digest, _("Round-ups sent to me"), "since", "until")
