"""The kinds of evidence, each with its own rules. Data: pages show what stands here, and verbs keep to it."""

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Of so many answers or pupils at the least, within a group and above it.
FEWEST_IN_GROUP, FEWEST_ABOVE = 5, 10


class Kind(NamedTuple):
    """What it is, who says yes to it, of how many at the least it is shown, and whether it may leave the group."""

    key: str
    title: "StrOrPromise"
    form: "StrOrPromise"
    consent: "StrOrPromise"
    fewest_in_group: int
    fewest_above: int
    may_leave: bool
    rule: "StrOrPromise"


KINDS = {
    one.key: one
    for one in (
        Kind(
            "voice", _("Student voice"), _("A survey by class code or on paper"),
            _("The pupils, by answering; the school’s notice tells parents"), FEWEST_IN_GROUP, FEWEST_ABOVE, True,
            _("Counts leave the group; what single pupils wrote stays."),
        ),
        Kind(
            "appraisal", _("Appraisal observations"), _("Four numbers for an aspect, typed by the lead"),
            _("Nobody’s observation is read here, so nobody is asked"), FEWEST_ABOVE, FEWEST_ABOVE, False,
            _("One way in, as numbers; out only as a comparison. No group sees numbers of its own."),
        ),
        Kind(
            "walk", _("Learning walks"), _("Lessons drawn by lot, counted"),
            _("The whole staff is told before; it is agreed with them"), FEWEST_ABOVE, FEWEST_ABOVE, True,
            _("About the school. Which lessons were seen is deleted."),
        ),
        Kind(
            "staff", _("Staff feedback"), _("A survey of the staff"),
            _("Colleagues, by answering"), FEWEST_IN_GROUP, FEWEST_ABOVE, True,
            _("Counts are shown, with what was changed because of them."),
        ),
        Kind(
            "remark", _("Remarks of inspectors and visitors"), _("Their words, with source and date"),
            _("Whoever is quoted has published it, or said yes"), 1, 1, True,
            _("Word for word, and no colleague is named in it."),
        ),
        Kind(
            "results", _("Examination, attendance and assessment results"), _("A table of totals, from CSV or XLSX"),
            _("Nobody is in it: groups of five pupils at the least"), FEWEST_IN_GROUP, FEWEST_IN_GROUP, True,
            _("A file with names, or a row for each pupil, is refused."),
        ),
        Kind(
            "sample", _("Pupils’ work and other artefacts"), _("A file, with its names removed"),
            _("The pupils, and their parents where the school asks them"), 1, 1, False,
            _("The group reads it. Taking the yes back removes it at once."),
        ),
    )
}  # fmt: skip
# What the seed of all this called evidence; samples of work are what a group adds to it.
SIX = [key for key in KINDS if key != "sample"]
