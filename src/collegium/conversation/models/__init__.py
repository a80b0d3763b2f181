from collegium.conversation.models.digest import Digest, Muted
from collegium.conversation.models.post import ChangedMeanwhile, Mention, Post
from collegium.conversation.models.thread import Closed, Thread

__all__ = ["ChangedMeanwhile", "Closed", "Digest", "Mention", "Muted", "Post", "Thread"]
