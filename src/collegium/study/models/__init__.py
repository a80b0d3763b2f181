from collegium.study.models.course import Answer, Course, Module
from collegium.study.models.design import Design, NoSuchWay
from collegium.study.models.learner import Completion, Goal, Help
from collegium.study.models.mentoring import Accompaniment, Full, Mentoring
from collegium.study.models.webinar import Webinar

__all__ = [
    "Accompaniment", "Answer", "Completion", "Course", "Design", "Full", "Goal", "Help", "Mentoring", "Module",
    "NoSuchWay", "Webinar",
]  # fmt: skip
