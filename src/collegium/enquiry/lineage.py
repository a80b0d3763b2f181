"""Where an idea came from and what was made out of it: as a list, and as a drawing of the same."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collegium.enquiry.models import Descent, Idea
from collegium.kit.listing import in_a_row, listed, quoted
from collegium.people.models import Person

WIDTH, HEIGHT, ACROSS, DOWN, MARGIN = 190, 64, 46, 18, 4
LINE = 23


@dataclass(frozen=True)
class Leaf:
    """One idea of the family with its place in the drawing."""

    idea: Idea
    generation: int
    x: int
    y: int
    lines: tuple[str, ...]
    is_this: bool
    parents: tuple[Idea, ...] = ()

    @property
    def figures(self) -> str:
        return figures(self.idea)

    @property
    def origin(self) -> str:
        """Out of which ideas it was made."""
        words = _("adapted from %(ideas)s") if len(self.parents) == 1 else _("combined from %(ideas)s")
        return words % {"ideas": listed(quoted(parent) for parent in self.parents)}

    @property
    def middle(self) -> int:
        return self.y + HEIGHT // 2


@dataclass(frozen=True)
class Family:
    """Every idea that is related to one, as far as the reader may know of them, the oldest generation first."""

    leaves: list[Leaf] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    width: int = 0
    height: int = 0


def figures(idea: Idea) -> str:
    """Tried by 14: kept 9, changed 1, dropped 3, 1 still trying. Give the idea ``with_figures``."""
    tried: int = getattr(idea, "tried", 0)
    if not tried:
        return _("new: nobody has told of it yet")
    counted: dict[str, int] = {name: getattr(idea, name) for name in ("kept", "changed", "dropped", "still_trying")}
    words = {
        "kept": _("kept %(n)d"), "changed": _("changed %(n)d"), "dropped": _("dropped %(n)d"),
        "still_trying": _("%(n)d still trying"),
    }  # fmt: skip
    parts = [words[name] % {"n": n} for name, n in counted.items() if n]
    said = ngettext("tried by %(n)d: %(what)s", "tried by %(n)d: %(what)s", tried)
    return said % {"n": tried, "what": in_a_row(parts)}


def family_of(idea: Idea, reader: Person) -> Family:
    """Three queries, however large it is. What the reader may not know of is not there: nothing runs through it."""
    kin = _kin(idea)
    if len(kin) == 1:
        return Family()
    known = Idea.objects.visible_to(reader).filter(pk__in=kin).with_figures().select_related("person", "school")
    ideas = {one.pk: one for one in known}
    pairs = Descent.objects.filter(child__in=ideas, parent__in=ideas).values_list("parent", "child").order_by("pk")
    near = related(idea.pk, pairs)
    return drawn([ideas[pk] for pk in sorted(near)], [pair for pair in pairs if pair[1] in near], idea.pk)


def _kin(idea: Idea) -> set[int]:
    """The numbers of all ideas that hang together with this one, known to the reader or not."""
    raw = Idea.objects.raw(
        """WITH RECURSIVE kin(id) AS (
             SELECT CAST(%s AS bigint)
             UNION
             SELECT CASE WHEN line.parent_id = kin.id THEN line.child_id ELSE line.parent_id END
             FROM enquiry_descent line JOIN kin ON kin.id IN (line.parent_id, line.child_id))
           SELECT id FROM kin LIMIT 400""",
        [idea.pk],
    )
    return {one.pk for one in raw}


def related(start: int, pairs: Iterable[tuple[int, int]]) -> set[int]:
    """Everything that hangs together with one number by these pairs."""
    beside: dict[int, set[int]] = defaultdict(set)
    for parent, child in pairs:
        beside[parent].add(child)
        beside[child].add(parent)
    found, waiting = {start}, [start]
    while waiting:
        new = beside[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def generations(numbers: Iterable[int], pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """How many steps each is from the oldest of its line. Parents are always the smaller numbers."""
    parents: dict[int, list[int]] = defaultdict(list)
    for parent, child in pairs:
        parents[child].append(parent)
    found: dict[int, int] = {}
    for number in sorted(numbers):
        found[number] = max((found[parent] + 1 for parent in parents[number]), default=0)
    return found


def drawn(ideas: list[Idea], pairs: list[tuple[int, int]], this: int) -> Family:
    """The family as a drawing: generations from left to right."""
    steps = generations([idea.pk for idea in ideas], pairs)
    by_number = {idea.pk: idea for idea in ideas}
    rows: dict[int, int] = defaultdict(int)
    leaves: dict[int, Leaf] = {}
    for idea in sorted(ideas, key=lambda one: (steps[one.pk], one.pk)):
        step = steps[idea.pk]
        leaves[idea.pk] = Leaf(
            idea, step, MARGIN + step * (WIDTH + ACROSS), MARGIN + rows[step] * (HEIGHT + DOWN),
            wrapped(str(idea)), idea.pk == this,
            tuple(by_number[parent] for parent, child in pairs if child == idea.pk),
        )  # fmt: skip
        rows[step] += 1
    lines = [_line(leaves[parent], leaves[child]) for parent, child in pairs]
    width = (max(steps.values()) + 1) * (WIDTH + ACROSS) - ACROSS + 2 * MARGIN
    return Family(list(leaves.values()), lines, width, max(rows.values()) * (HEIGHT + DOWN) - DOWN + 2 * MARGIN)


def _line(parent: Leaf, child: Leaf) -> str:
    start, end, bend = parent.x + WIDTH, child.x, ACROSS // 2
    return f"M{start} {parent.middle}C{start + bend} {parent.middle} {end - bend} {child.middle} {end} {child.middle}"


def wrapped(title: str) -> tuple[str, ...]:
    """At most two lines that fit into their box."""
    first, rest = _cut(title)
    second, more = _cut(rest) if rest else ("", "")
    return tuple(line for line in (first, second[:-1] + "…" if more else second) if line)


def _cut(text: str) -> tuple[str, str]:
    if len(text) <= LINE:
        return text, ""
    at = text.rfind(" ", 0, LINE + 1)
    return (text[:at], text[at + 1 :]) if at > 0 else (text[:LINE], text[LINE:])
