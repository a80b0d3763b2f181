from collegium.community.models.chat import Chat, ChatQuestion, Closed, Line, Star
from collegium.community.models.following import Following
from collegium.community.models.page import PublicPage
from collegium.community.models.post import Post, Tag, TooMuch, TooWide, Width, home_of
from collegium.community.models.report import HouseRules, Report
from collegium.community.models.topic import Topic, Vote

__all__ = ["Chat", "ChatQuestion", "Closed", "Following", "HouseRules", "Line", "Post", "PublicPage",
           "Report", "Star", "Tag", "TooMuch", "TooWide", "Topic", "Vote", "Width", "home_of"]  # fmt: skip
