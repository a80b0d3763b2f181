"""Asking for a code or a new password: an address is that of the person who has it today, and of nobody else."""

from allauth.account import forms as allauth

from collegium.people.signin import whose


class AskForCode(allauth.RequestLoginCodeForm):
    def clean_email(self) -> str:
        email: str = super().clean_email()
        self._user = whose(email)
        return email


class AskForNewPassword(allauth.ResetPasswordForm):
    def clean_email(self) -> str:
        email: str = super().clean_email()
        found = whose(email)
        self.users = [found] if found else []
        return email
