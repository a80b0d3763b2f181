"""A phone and its maker's push service: a browser's keys, what came, and what the browser reads of it (RFC 8291)."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import jwt
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

POINT = (Encoding.X962, PublicFormat.UncompressedPoint)


def packed(raw):
    return urlsafe_b64encode(raw).decode().rstrip("=")


def unpacked(text):
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Phone:
    """Holds the keys with which alone its notices are read."""

    def __init__(self, address):
        self.pair, self.secret, self.address = ec.generate_private_key(ec.SECP256R1()), b"sixteen bytes ok", address
        self.got, self.answer = [], 201

    @property
    def form(self):
        point = self.pair.public_key().public_bytes(*POINT)
        return {"endpoint": self.address, "key": packed(point), "secret": packed(self.secret)}

    def read(self, body):
        salt, length = body[:16], body[20]
        theirs, sealed = body[21 : 21 + length], body[21 + length :]
        shared = self.pair.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs))
        ours = self.pair.public_key().public_bytes(*POINT)
        first = _stretch(self.secret, b"WebPush: info\0" + ours + theirs, 32, shared)
        key = _stretch(salt, b"Content-Encoding: aes128gcm\0", 16, first)
        nonce = _stretch(salt, b"Content-Encoding: nonce\0", 12, first)
        return json.loads(AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\2"))

    @property
    def notices(self):
        return [self.read(body) for _headers, body in self.got]


def signed_by(headers):
    """What the sender says of itself, checked with the key that it gives."""
    said = dict(part.strip().split("=", 1) for part in headers["authorization"].removeprefix("vapid ").split(","))
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unpacked(said["k"]))
    unchecked = {"verify_exp": False, "verify_aud": False}
    return said["k"], jwt.decode(said["t"], key, algorithms=["ES256"], options=unchecked)


def _stretch(salt, info, length, secret):
    return HKDF(algorithm=hashes.SHA256(), length=length, salt=salt, info=info).derive(secret)


@contextmanager
def push_service():
    """Answers as it is told, on this machine."""
    phones = []

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            phones[0].got.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(phones[0].answer)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Answers)
    Thread(target=server.serve_forever, daemon=True).start()
    phones.append(Phone(f"http://127.0.0.1:{server.server_port}/tom"))
    yield phones[0]
    server.shutdown()
    server.server_close()
