from django.apps import AppConfig

from collegium.history import kinds


class Groups(AppConfig):
    name = "collegium.groups"
    label = "groups"

    def ready(self) -> None:
        from collegium.groups.models import Group, Invitation, Membership  # noqa: PLC0415  models load after apps

        kinds.register("groups.group", Group.objects.visible_to)
        kinds.register("groups.membership", Membership.objects.visible_to)
        kinds.register("groups.invitation", Invitation.objects.visible_to)
