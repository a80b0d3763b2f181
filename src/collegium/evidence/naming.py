"""How one knows that a table is about single pupils, or that a text names somebody."""

import re
from collections.abc import Iterable

_WHOSE = r"(?:pupil|student|child|candidate|learner|sur|fore|first|last|full|family|middle|given|legal|preferred)"
NAMED = re.compile(
    rf"^(?:the )?(?:{_WHOSE}(?:'s|’s)?[ _-]?)*(?:names?|initials)$"
    r"|^(?:pupil|student|child|candidate|learner|person)$|^teachers?(?: name)?$",
    re.IGNORECASE,
)
NUMBERED = re.compile(
    r"\b(?:upn|uln|uci|nhs|dob|d\.o\.b|date of birth|birth ?day|born|e-?mail|phone|mobile|address|post ?code|"
    r"parent|guardian|carer|(?:candidate|admission|pupil|student|exam) (?:no|num|number|id|ref)\b|"
    r"(?:pupil|student) ?id)",
    re.IGNORECASE,
)
CELL = {
    "an e-mail address": re.compile(r"\S@\S+\.\S"),
    "a pupil number": re.compile(r"^[A-HJ-NP-RT-Z]\d{11}[\dA-Z]$"),
    "a date of birth": re.compile(r"^(?:\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)$"),
}
LAST_FIRST = re.compile(r"^[A-ZÀ-Þ][\w’'-]+, [A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]*)*$")
FULL = re.compile(r"^[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]*){1,3}$")
# Given names that children in British schools often have. Enough to know a list of people by, and no more.
_GIVEN = (
    "aaliyah aaron abdul abdullah abigail adam ahmed aisha alan alex alexander alfie alice ali amelia amina amir "
    "amy ana andrew anna anya archie arthur ava ayesha bella ben benjamin beth bethany caitlin callum cameron "
    "charles charlie charlotte chloe connor daisy dan daniel david dylan edward elijah eliza elizabeth ella ellie "
    "elsie emilia emily emma erin ethan eva evelyn evie fatima finley florence frankie fraser freddie freya "
    "gabriel george georgia grace hannah harriet harrison harry harvey hassan heidi henry holly hugo ibrahim "
    "imogen isaac isabella isabelle isla ivy jack jacob jake james jamie jasmine jayden jessica joe joseph joshua "
    "jude julia kai katie kayla khadija kian lara laura layla leah leo leon lewis liam lily logan lola louie "
    "louis luca lucas lucy luke lydia maisie maria maryam mason matilda matthew max maya megan mia michael millie "
    "mohamed mohammad mohammed molly muhammad nathan niamh noah nora nicholas oliver olivia omar oscar owen paige "
    "phoebe poppy rachel ralph rebecca reuben riley robert rory rosie ruby ryan samuel sara sarah scarlett "
    "sebastian sienna sofia sophia sophie stanley summer tara teddy theo theodore thea thomas toby tom tommy "
    "tyler victoria violet william willow yasmin yusuf zac zachary zain zara zoe "
)
GIVEN = frozenset(_GIVEN.split())


def is_a_name(text: str) -> bool:
    """“Khan, Maya” or “Maya Khan”. “Religious Studies” and “Year 9” are none."""
    if LAST_FIRST.match(text):
        return True
    words = text.casefold().split()
    return bool(FULL.match(text)) and (words[0] in GIVEN or words[-1] in GIVEN)


def names_a_colleague(text: str, staff: Iterable[tuple[str, str]]) -> str:
    """The whole name of a colleague that stands in the text, or nothing."""
    plain = " ".join(["", *re.sub(r"[^\w’-]+", " ", text.casefold()).split(), ""])
    for first, last in staff:
        if last and f" {first} {last} ".casefold() in plain:
            return f"{first} {last}"
    return ""
