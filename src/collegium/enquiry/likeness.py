"""How alike two questions are, by their words and their letters. Local, and without counting anybody's rows."""

import re

# Words that stand in every question of a school and so tell nothing.
_COMMON = """
a about after again all also am an and another any are around as ask asked at be because been before being
best better between but by can change changes class classes classroom colleague could do does doing each
effect encourage every everybody first for from get give good happen happens has have having he help helps her
his how i if in into is it its just learn learner learners learning lesson lessons like long make makes making
many may mean means more most much my need needs no not of on one only or other our out over own pupil pupils
really room school she should so some somebody something student students than that the their them then there
these they thing things this those through to too try under until up us use used using very want was way we
what when where whether which while who whom why will with without would year years you your children child
teach teaching teacher teachers ks3 ks4
"""
COMMON = frozenset(_COMMON.split())
# What colleagues say differently and mean alike. The first word of each line stands for the others.
ALIKE = """
feedback comment comments mark marks marking marked correct correction corrections response
talk oracy speak speaking spoken discuss discussion discussions dialogue argue argument debate conversation say voice
question questions questioning hinge
answer answers hand hands respond
wait waiting pause silence silent quiet quietly shy
behaviour behave behaviours shout shouting calm disruption disruptive misbehave conduct
read reading reader readers book books text texts comprehension
write writing written writes wrote essay essays paragraph paragraphs draft drafts redraft
word words vocabulary term terms terminology literacy tier
remember memory memories retrieve retrieval recall forget forgetting knowledge
test tests exam exams assessment assess assessments quiz quizzes
grade grades score scores level levels
number numbers numeracy maths mathematics graph graphs calculation arithmetic
stuck persevere perseverance resilience resilient mindset mindsets yet difficult hard struggle struggling fail failure
plan planning organise organisation prepare strategic strategy strategies
metacognition metacognitive thinking think thoughts reflect know
home homework flipped independent independently independence parent parents family
group groups groupwork pair pairs partner partners together peer peers collaborate collaboration
device devices tablet tablets phone phones screen screens technology online digital computer computers
reward rewards sticker stickers praise
motivation motivate motivated motivating engage engagement engaged active actively
model models example examples exemplar exemplars worked explanation explain
begin beginning start starts starter settle entry
end ending plenary exit close
routine routines habit habits
wellbeing happy anxious anxiety worry worried stress mood
attendance absent absence late lateness missing
transition primary move moving arrive
gap disadvantaged disadvantage premium poorer
language languages eal bilingual translate translation
draw drawing diagram diagrams picture pictures visual visible sketch map
present presentation perform performance audience
"""
_ENDINGS = ("ations", "ation", "ments", "ment", "ings", "ing", "edly", "ers", "er", "ed", "es", "ly", "s", "e")
_LONGEST = 12


def stem(word: str) -> str:
    """A word without its ending, roughly: reading, reads and reader are one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    return word[:_LONGEST]


_STANDS_FOR = {
    stem(word): stem(line.split()[0]) for line in ALIKE.strip().splitlines() for word in reversed(line.split())
}


def stems(text: str) -> set[str]:
    """What a question is about: its telling words without their endings."""
    words = re.findall(r"[^\W\d_]{3,}|\d+", text.lower())
    found = {stem(word) for word in words if word not in COMMON}
    return {_STANDS_FOR.get(one, one) for one in found}


def threes(text: str) -> set[str]:
    """Every three letters that stand beside each other in its telling words."""
    words = [word for word in re.findall(r"\w{3,}", text.lower()) if word not in COMMON]
    return {word[at : at + 3] for word in (f" {word} " for word in words) for at in range(len(word) - 2)}


def likeness(one: str, other: str) -> float:
    """From 0 to 1: mostly by what they are about, a little by their letters, which forgives a slip of the pen."""
    return 0.7 * _shared(stems(one), stems(other)) + 0.3 * _shared(threes(one), threes(other))


def _shared(one: set[str], other: set[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
