"""How one signs in: Django's settings and allauth's that are the same everywhere."""

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["collegium.people.signin.Backend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk:today"
PASSWORD_RESET_TIMEOUT = 60 * 60
SESSION_COOKIE_AGE = 14 * 24 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "collegium.kit.web.form_too_old"

ACCOUNT_ADAPTER = "collegium.people.signin.Adapter"
ACCOUNT_FORMS = {
    "request_login_code": "collegium.people.signin_forms.AskForCode",
    "reset_password": "collegium.people.signin_forms.AskForNewPassword",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_CHANGE_EMAIL = True
# A stranger's mailbox is not ours to fill: an unknown address gets no letter, and the page says the same.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# A whole school sits behind one address: the limits for an account stay tight, those for an address are wide.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "saml_answer": "600/m/ip",
    "login_failed": "200/m/ip,5/5m/key",
    "request_login_code": "200/m/ip,3/m/key",
    "reset_password": "200/m/ip,5/m/key",
    "reset_password_from_key": "200/m/ip",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
    "reauthenticate": "10/m/user",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# Addresses come from the school's list, not from whoever signs up: there is nothing to verify first.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Collegium"
SOCIALACCOUNT_ADAPTER = "collegium.people.signing_on.SocialAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
USERSESSIONS_TRACK_ACTIVITY = False
