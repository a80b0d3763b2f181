"""A small provider that speaks SAML: its own key, its description, and answers signed as one asks of it."""

import base64
import zlib
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import xmlsec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from lxml import etree

NAME, GOES_TO = "https://id.northgate.example/idp", "https://id.northgate.example/sso?tenant=7"
EMAIL, PERSISTENT, TRANSIENT = (
    "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
    "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
    "urn:oasis:names:tc:SAML:2.0:nameid-format:transient",
)
MINUTE = timedelta(minutes=1)


class Key:
    def __init__(self) -> None:
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "id.northgate.example")])
        now = datetime.now(UTC)
        made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        made = made.serial_number(7).not_valid_before(now - MINUTE).not_valid_after(now + timedelta(days=1))
        der = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
        self.certificate = base64.b64encode(der).decode()
        self.pem = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )


KEY, ANOTHER = Key(), Key()


def description(*keys: Key, name: str = NAME, goes_to: str = GOES_TO, signed: str = "false") -> str:
    held = "".join(
        f'<md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{key.certificate}'
        "</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>"
        for key in keys
    )
    return f"""<?xml version="1.0"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#"
    entityID="{name}"><md:IDPSSODescriptor WantAuthnRequestsSigned="{signed}"
    protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">{held}
  <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect" Location="{goes_to}"/>
</md:IDPSSODescriptor></md:EntityDescriptor>"""


class Question:
    """What a browser brings: who asks, under which number, and where the answer shall go."""

    def __init__(self, address: str) -> None:
        held = parse_qs(urlsplit(address).query)["SAMLRequest"][0]
        asked = ElementTree.fromstring(zlib.decompress(base64.b64decode(held), -15))
        self.number = asked.attrib["ID"]
        self.door = asked.attrib["AssertionConsumerServiceURL"]
        self.asker = asked.findtext("{urn:oasis:names:tc:SAML:2.0:assertion}Issuer")


def stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def answer(
    question, *, mail="", name="7f3c", form=PERSISTENT, said=None, at=None, lasts=5 * MINUTE, number="_a1",
    issuer=NAME, audience=None, door=None, sent_to=None, to=None, sign="assertion", key=KEY, hashed="SHA256",
    then=None, status="Success", confirmed=None,
):  # fmt: skip
    """An answer as it stands in the form that the browser posts. ``then`` changes the tree after it was signed."""
    at = at or datetime.now(UTC)
    door, asker = door or question.door, question.asker if audience is None else audience
    asked = f'InResponseTo="{question.number if to is None else to}"' if to != "" else ""
    confirmed = asked if confirmed is None else confirmed
    held = "".join(
        f'<saml:Attribute Name="{one}"><saml:AttributeValue>{value}</saml:AttributeValue></saml:Attribute>'
        for one, value in [*([("mail", mail)] if mail else []), *(said or [])]
    )
    audiences = f"<saml:AudienceRestriction><saml:Audience>{asker}</saml:Audience></saml:AudienceRestriction>"
    root = etree.fromstring(f"""<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
    xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_r{number}" Version="2.0" IssueInstant="{stamp(at)}"
    Destination="{sent_to or door}" {asked}><saml:Issuer>{issuer}</saml:Issuer>
  <samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:{status}"/></samlp:Status>
  <saml:Assertion ID="{number}" Version="2.0" IssueInstant="{stamp(at)}"><saml:Issuer>{issuer}</saml:Issuer>
    <saml:Subject><saml:NameID Format="{form}">{name}</saml:NameID>
      <saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml:SubjectConfirmationData
        NotOnOrAfter="{stamp(at + lasts)}" Recipient="{door}" {confirmed}/></saml:SubjectConfirmation></saml:Subject>
    <saml:Conditions NotBefore="{stamp(at - MINUTE)}" NotOnOrAfter="{stamp(at + lasts)}">{audiences if asker else ""}
      </saml:Conditions>
    <saml:AuthnStatement AuthnInstant="{stamp(at)}"><saml:AuthnContext><saml:AuthnContextClassRef>
      urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext>
    </saml:AuthnStatement>{f"<saml:AttributeStatement>{held}</saml:AttributeStatement>" if held else ""}
  </saml:Assertion></samlp:Response>""")
    if sign:
        signed = root.find("{urn:oasis:names:tc:SAML:2.0:assertion}Assertion") if sign == "assertion" else root
        _sign(root, signed, key, hashed)
    if then:
        then(root)
    return base64.b64encode(etree.tostring(root)).decode()


def _sign(root, signed, key, hashed):
    way = getattr(xmlsec.Transform, f"RSA_{hashed}")
    signature = xmlsec.template.create(signed, xmlsec.Transform.EXCL_C14N, way, ns="ds")
    signed[0].addnext(signature)
    reference = xmlsec.template.add_reference(
        signature, getattr(xmlsec.Transform, hashed), uri=f"#{signed.get('ID')}"
    )
    for transform in (xmlsec.Transform.ENVELOPED, xmlsec.Transform.EXCL_C14N):
        xmlsec.template.add_transform(reference, transform)
    xmlsec.tree.add_ids(root, ["ID"])
    context = xmlsec.SignatureContext()
    context.key = xmlsec.Key.from_memory(key.pem, xmlsec.KeyFormat.PEM, None)
    context.sign(signature)
