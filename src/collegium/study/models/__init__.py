from collegium.study.models.course import Answer, Course, Module
from collegium.study.models.design import Design, NoSuchWay
from collegium.study.models.learner import Completion, Goal, Help

__all__ = ["Answer", "Completion", "Course", "Design", "Goal", "Help", "Module", "NoSuchWay"]
