"""A small VLE (LTI 1.3 platform): keys and registration on a port of its own, and launches that it signs."""

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
FORGER = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CLIENT, PLACE = "collegium-1", "7"
SAYS = "https://purl.imsglobal.org/spec/lti/claim/"
CHOOSES = "https://purl.imsglobal.org/spec/lti-dl/claim/"
TOOL = "https://purl.imsglobal.org/spec/lti-tool-configuration"


def keyset(pair=KEY, name="vle-1"):
    told = jwt.algorithms.RSAAlgorithm.to_jwk(pair.public_key(), as_dict=True)
    return {"keys": [told | {"kid": name, "alg": "RS256", "use": "sig"}]}


class Vle:
    def __init__(self) -> None:
        self.address = ""
        self.document: dict = {}
        self.registered: dict | None = None
        self.bearer = ""
        self.asked = 0
        self.answers = {"client_id": CLIENT, TOOL: {"deployment_id": PLACE}}

    def set_up(self, asked):
        """By hand or by a launch: what the browser is told to bring along, as one finds it in the address."""
        return {name: values[0] for name, values in parse_qs(urlsplit(asked).query).items()}

    def token(self, nonce, target, *, email="", pair=KEY, kid="vle-1", drop=(), **changed):
        now = int(time.time())
        said = {
            "iss": self.address, "aud": CLIENT, "sub": "42", "iat": now, "exp": now + 300, "nonce": nonce,
            f"{SAYS}version": "1.3.0", f"{SAYS}message_type": "LtiResourceLinkRequest",
            f"{SAYS}deployment_id": PLACE, f"{SAYS}target_link_uri": target,
            f"{SAYS}roles": ["http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor"],
        } | ({"email": email} if email else {}) | changed  # fmt: skip
        return jwt.encode({name: one for name, one in said.items() if name not in drop}, pair, "RS256",
                          headers={"kid": kid})  # fmt: skip


    def page(self, path, asked):
        """What the VLE shows people in a browser, as HTML; nothing where it has no such page."""


@contextmanager
def running(kind=Vle):
    vle = kind()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self):
            vle.asked += 1
            where = urlsplit(self.path)
            if shown := vle.page(where.path, parse_qs(where.query)):
                self.show(shown)
                return
            pages = {"/.well-known/openid-configuration": vle.document, "/keys": keyset(), "/broken": ["no keys"]}
            self.say(pages.get(where.path))

        def do_POST(self):
            sent = self.rfile.read(int(self.headers["Content-Length"]))
            if self.headers["Content-Type"] == "application/x-www-form-urlencoded":
                self.show(vle.page(self.path, parse_qs(sent.decode())))
                return
            vle.bearer = self.headers.get("Authorization", "")
            vle.registered = json.loads(sent)
            self.say(vle.answers)

        def show(self, page):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"<!doctype html><html lang=en><title>VLE</title><main>{page}</main>".encode())

        def say(self, found):
            self.send_response(200 if found is not None else 404)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(found).encode())

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    vle.address = f"http://localhost:{server.server_port}"
    vle.document = {
        "issuer": vle.address, "authorization_endpoint": f"{vle.address}/auth", "jwks_uri": f"{vle.address}/keys",
        "registration_endpoint": f"{vle.address}/register", "token_endpoint": f"{vle.address}/token",
        "https://purl.imsglobal.org/spec/lti-platform-configuration": {"product_family_code": "moodle"},
    }  # fmt: skip
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield vle
    finally:
        server.shutdown()
        server.server_close()
