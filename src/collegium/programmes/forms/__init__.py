"""What people fill in about a programme. A form cleans; it never saves."""

from collegium.programmes.forms.aspects import AspectForm
from collegium.programmes.forms.bringing import Bringing, meanings_for, understood
from collegium.programmes.forms.leading import Apart, Deciding, Reply, Until
from collegium.programmes.forms.setting_up import Drafting, Sizes, SlotForm, ThemeForm, WeekForm, Words
from collegium.programmes.forms.wishing import Wishes, filled

__all__ = [
    "Apart", "AspectForm", "Bringing", "Deciding", "Drafting", "Reply", "Sizes", "SlotForm", "ThemeForm", "Until",
    "WeekForm", "Wishes", "Words", "filled", "meanings_for", "understood",
]  # fmt: skip
