"""The key with which we sign what a VLE is given."""

import hashlib
from datetime import datetime
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.db import models


class KeyQuerySet(models.QuerySet["Key"]):
    def ours(self, *, at: datetime) -> "Key":
        """The first that was made. Two made in the same moment are both published, and one signs."""
        found = self.order_by("pk").first()
        return found or self.create(private=_fresh(), at=at)

    def published(self) -> dict[str, Any]:
        """As VLEs read it (JWKS). Empty until a school has set one up."""
        return {"keys": [key.public() for key in self.order_by("pk")]}


class Key(models.Model):
    """A pair of keys; its public half stands at an address that VLEs ask."""

    private = models.TextField()
    at = models.DateTimeField()

    objects = KeyQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return hashlib.sha256(str(self._pair().public_key().public_numbers().n).encode()).hexdigest()[:16]

    def public(self) -> dict[str, Any]:
        told = jwt.algorithms.RSAAlgorithm.to_jwk(self._pair().public_key(), as_dict=True)
        return {"kty": told["kty"], "n": told["n"], "e": told["e"], "alg": "RS256", "use": "sig", "kid": self.name}

    def sign(self, said: dict[str, Any]) -> str:
        return jwt.encode(said, self._pair(), "RS256", headers={"kid": self.name})

    def _pair(self) -> rsa.RSAPrivateKey:
        pair = serialization.load_pem_private_key(self.private.encode(), None)
        assert isinstance(pair, rsa.RSAPrivateKey)
        return pair


def _fresh() -> str:
    pair = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return pair.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
