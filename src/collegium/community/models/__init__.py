from collegium.community.models.following import Following
from collegium.community.models.page import PublicPage
from collegium.community.models.post import Post, PostQuerySet, Tag, TooMuch, TooWide, Width, home_of
from collegium.community.models.report import HouseRules, Report
from collegium.community.models.topic import Topic, Vote

__all__ = ["Following", "HouseRules", "Post", "PostQuerySet", "PublicPage", "Report", "Tag", "TooMuch", "TooWide",
           "Topic", "Vote", "Width", "home_of"]  # fmt: skip
