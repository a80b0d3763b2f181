"""Who looks after the post."""

from django.conf import settings

from collegium.people.models import Person, Responsibility


def may_keep_post(person: Person) -> bool:
    """Keepers of accounts, of any school: they see what went to whom and when, never what it said."""
    return Responsibility.objects.current().filter(person=person, kind=Responsibility.Kind.ACCOUNTS).exists()


def may_see_outbox(person: Person) -> bool:
    """In the demo nothing leaves, and everybody may read what would have."""
    return settings.DEMO or may_keep_post(person)
