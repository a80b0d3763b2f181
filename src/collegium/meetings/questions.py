"""Whether a line asks or tells, by a few rules for English. Pure, and on this machine only.

It is made to be silent when in doubt: a question that is called a statement is worse than one that is let pass.
Long questions are often disguised statements; the rules know only the plainest of those (advice with a mark).
"""

import re
from collections import Counter

# "- ", "2)", "Q3:", "Ines:", "Question from Dai:", and the small words with which one takes the word.
BEFORE = re.compile(
    r"^(?:[-*•–]\s*|\d+[.)]\s*|q\d*\s*[:.]\s*|[\w’'-]+(?:\s[\w’'-]+){0,3}\s*:\s+"
    r"|(?:so|and|but|ok|okay|right|well|sorry|oh|hm+|also|then|just to be clear|maybe a question)[,:]?\s+)",
    re.IGNORECASE,
)
VERBS = (
    "use|try|ask|give|let|move|start|take|make|put|talk|speak|go|have|tell|show|leave|stop|do|send|change|drop|keep|"
    "set|split|let|cut|add|bring|write|read|look"
)
DOING = "using|trying|giving|asking|moving|letting|starting|putting|talking|leaving|changing|dropping|making|taking"
ADVICE = re.compile(
    rf"^(?:why (?:don.?t|not|didn.?t) (?:(?:you|we) )?(?:just |simply )?(?:{VERBS})\b"
    rf"|(?:couldn|shouldn|can|won)[’']?t you (?:just |simply |rather )?(?:{VERBS})\b"
    rf"|wouldn[’']?t it be (?:\w+ )?(?:easier|better|simpler|wiser|best|good|nicer)\b"
    rf"|have you (?:ever |not )?(?:thought|considered) ?(?:of|about)? (?:{DOING})\b"
    r"|(?:don|do)[’']?t you (?:also )?think\b|do you not think\b)",
    re.IGNORECASE,
)
WHO = r"(?:i|you|we|they|he|she|it|there|this|that|these|those|the|a|an|your|their|his|her|our|my|any|some|all|each)"
AUX = (
    r"(?:do|does|did|is|are|was|were|am|can|could|would|should|shall|will|has|have|had|may|might|must)(?:n[’']?t)?"
    r"|can[’']?t|won[’']?t"
)
ASKING = re.compile(
    rf"^(?:what|which|who|whose|whom|how|why|when|where)\b|^(?:{AUX})\s+[\w\"“]"
    r"|^(?:in|with|for|by|at|to|from|on|since|until|after|before|of|about)\s+(?:what|which|whom|who|whose|when|where)\b"
    r"|^i(?:[’']m| am|[’']d be| would be)? (?:curious|interested|keen)\b"
    r"|^i(?:[’']m| am| was)? (?:just )?wonder(?:ing)?,? (?:whether|if|what|how|why|who|when|where|which|about)\b"
    r"|^(?:wondering|curious)\b"
    r"|^i(?:[’']d| would) (?:like|love) (?:to (?:know|hear|understand|see|ask|find out)|you to)\b"
    r"|^(?:please )?tell (?:me|us)\b|^say (?:a bit |some )?more\b|^describe (?:the|your|how|what|who|where)\b"
    r"|^help (?:me|us) (?:to )?(?:understand|see)\b|^(?:talk|walk|take) (?:me|us) through\b|^give (?:me|us)\b"
    r"|^(?:i (?:don|didn|can)[’']?t|not sure (?:i|we)) (?:quite )?"
    r"(?:understand|follow|get|catch|see (?:how|why|what))\b"
    r"|^i(?:[’']m| am) (?:still )?(?:not sure|puzzled|confused|unclear|lost)\b"
    r"|^you (?:haven|didn|never)[’']?t? (?:said|say|mention|mentioned|told|tell)\b|\btell (?:me|us)\b"
    r"|^any(?:one|body|thing)?\b"
    rf"|[,;:–-]\s*(?:and |but |so )?(?:what|which|who|how|why|when|where) (?:{AUX})\b",
    re.IGNORECASE,
)
# Where one of these stands, somebody may be asking, however the line begins.
DOUBT = re.compile(
    rf"\b(?:what|which|who|whose|whom|how|why|whether|wonder|question|questions|asks?|asked|asking|explain|please"
    rf"|(?:could|can|would|will) (?:you|we|somebody|someone|anybody|anyone))\b|[\w’'] ?[,:;–-]\s*(?:{AUX}) {WHO}\b"
    rf"|\b(?:when|where) (?:{AUX})\b|^\w+ (?:{AUX}) (?:you|they|we|he|she|it)\b",
    re.IGNORECASE,
)
# What begins like a question and is none.
TELLING = re.compile(
    r"^what an?\b"
    r"|^(?:what|how|why|where) (?!i(?:[’']d| don| didn| would| wonder| want| can))(?:i|we|you|they|he|she|it)\b.*"
    r" (?:is|was|are|were|would be)\b"
    r"|^what (?:worked|works|helped|helps|matters|counts|struck)\b"
    r"|^how (?:lovely|nice|brave|wonderful|great|sad|kind|interesting|typical|good|clever|funny|awful|true)\b"
    r"|^which (?:reminds|means|shows|explains|is (?:why|because|how|what|where))\b|^who (?:cares|knows)\b"
    rf"|^(?:when|where) (?!(?:{AUX})\b)\w+ \w+"
    r"|^(?:don[’']?t|do not|do (?:it|that|this|the same)|have (?:a|them|him|her))\b"
    r"|^(?:might|could|would|may) (?:help|be|work)\b",
    re.IGNORECASE,
)
FEWEST_WORDS = 3


def tells(line: str) -> bool:
    """The line is a statement as far as these rules can say; in doubt it is not."""
    words = bare(line)
    if "?" in words:
        return ADVICE.search(words) is not None
    if len(words.split()) < FEWEST_WORDS:
        return False
    if TELLING.search(words):
        return True
    return ASKING.search(words) is None and DOUBT.search(words) is None


def bare(line: str) -> str:
    """Without the marks of a list, the name of who said it, and the first small words."""
    words = " ".join(line.split())
    while (shorter := BEFORE.sub("", words, count=1)) != words:
        words = shorter
    return words


def told_lines(base: str, text: str) -> list[str]:
    """Of the lines that this writer finished since ``base``, those that tell."""
    before = Counter(_finished(base))
    return [line.strip() for line in (Counter(_finished(text)) - before) if tells(line)]


def _finished(text: str) -> list[str]:
    """Lines after which another one begins, or which end with a sign: one is not interrupted in the middle."""
    *lines, last = text.replace("\r\n", "\n").split("\n")
    return [*lines, last] if last.rstrip().endswith((".", "!", "?", "…")) else lines
