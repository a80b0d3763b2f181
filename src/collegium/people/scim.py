"""SCIM 2.0 (RFC 7643, 7644): how a directory says it. The protocol is scim2-server's; what it means is ours."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any, ClassVar, cast

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from scim2_models import (
    URN,
    AuthenticationScheme,
    Bulk,
    ChangePassword,
    ComplexAttribute,
    Email,
    ETag,
    Filter,
    ForbiddenException,
    InvalidFilterException,
    InvalidSyntaxException,
    InvalidValueException,
    Meta,
    Mutability,
    NotFoundException,
    Patch,
    Required,
    Resource,
    ResourceType,
    SCIMException,
    ScimPolicy,
    ScimProvider,
    SearchRequest,
    ServiceProviderConfig,
    Sort,
    UnauthorizedException,
    Uniqueness,
    UniquenessException,
)
from scim2_models.path import CompareOperator, Comparison
from scim2_server.handler import ScimHandler
from scim2_server.requests import ScimRequest
from scim2_server.responses import ScimResponse
from scim2_server.service import ScimService
from scim2_server.storage import ScimStorage, SearchPage

from collegium.people import directory
from collegium.people.directory import Asked, Card, MayNot, Refused, Taken
from collegium.people.models import DirectoryKey, Person

log = logging.getLogger(__name__)

MOST_ON_A_PAGE = 200
LONGEST_FILTER = 500
ANSWERS: dict[type[Refused], type[SCIMException]] = {
    MayNot: ForbiddenException,
    Taken: UniquenessException,
    Asked: UniquenessException,
    Refused: InvalidValueException,
}


class ColleaguesName(ComplexAttribute):
    given_name: Annotated[str | None, Required.true] = None
    family_name: str | None = None


class User(Resource[Any]):
    """A colleague, as far as a school's directory has a say: no roles, no groups, no password."""

    __schema__ = URN("urn:ietf:params:scim:schemas:core:2.0:User")
    Name: ClassVar[type[ComplexAttribute]] = ColleaguesName
    Emails: ClassVar[type[ComplexAttribute]] = Email

    user_name: Annotated[str | None, Uniqueness.server, Required.true] = None
    name: Annotated[ColleaguesName | None, Required.true] = None
    display_name: Annotated[str | None, Mutability.read_only] = None
    title: str | None = None
    active: bool | None = None
    emails: list[Email] | None = None


PROVIDER = ScimProvider(
    models=[User],
    config=ServiceProviderConfig(
        patch=Patch(supported=True),
        bulk=Bulk(supported=False, max_operations=0, max_payload_size=0),
        filter=Filter(supported=True, max_results=MOST_ON_A_PAGE),
        change_password=ChangePassword(supported=False),
        sort=Sort(supported=False),
        etag=ETag(supported=False),
        authentication_schemes=[
            AuthenticationScheme(
                type=AuthenticationScheme.Type.oauthbearertoken, name="Bearer", primary=True,
                description="The key that a keeper of accounts makes: Staff, Sign-in, The school’s directory.",
            )
        ],
    ),
    # Microsoft Entra sends what nobody asked for, and says some of it in its own way.
    policy=ScimPolicy(
        unknown=ScimPolicy.Unknown.ignore,
        remove_value_as_filter=ScimPolicy.RemoveValue.apply,
        unmatched_path_filter=ScimPolicy.UnmatchedPathFilter.create,
    ),
)  # fmt: skip
SERVICE = ScimService(PROVIDER)


def answer(
    key: DirectoryKey, *, at: datetime, method: str, path: str, query: dict[str, str], body: bytes, content_type: str
) -> ScimResponse:
    """One wish of a directory, done or refused."""
    headers = {"Content-Type": content_type} if content_type else {}
    asked = ScimRequest(
        method=method, base_url=base_url(key.school.slug), path=f"/{path}", query=query, headers=headers, body=body
    )
    try:
        return ScimHandler(SERVICE, Staff(key, at)).handle(asked)
    except SCIMException as error:
        log.info("directory of %s: %s", key.school.slug, error.status)
        return SERVICE.error_response(error)
    except RecursionError:
        return SERVICE.error_response(InvalidSyntaxException(detail="Nested too deeply"))


def refused() -> ScimResponse:
    return SERVICE.error_response(UnauthorizedException(detail="This key opens nothing here"))


def base_url(school: str) -> str:
    return f"{settings.ADDRESS}/scim/v2/{school}"


class Staff(ScimStorage):
    """One school's staff as its directory sees and changes it."""

    def __init__(self, key: DirectoryKey, at: datetime) -> None:
        self.key, self.at = key, at

    @contextmanager
    def operation(self) -> Iterator[None]:
        """All of it or nothing; only that somebody was asked is kept whatever the answer."""
        asked: Asked | None = None
        try:
            with transaction.atomic():
                try:
                    yield
                except Asked as answer:
                    asked = answer
        except Refused as answer:
            raise answer_to(answer) from answer
        if asked:
            raise answer_to(asked)

    def get(self, resource_type: ResourceType, resource_id: str, *, response_parameters: Any = None) -> User:
        return as_user(self._card(resource_id))

    def search(
        self, resource_types: list[ResourceType], search_request: SearchRequest[Any], *, position: Any = None
    ) -> SearchPage:
        start = search_request.start_index_0 or 0
        most = MOST_ON_A_PAGE if search_request.count is None else search_request.count
        found = self._found(search_request)
        if isinstance(found, list):
            return SearchPage(len(found), cast("list[Resource[Any]]", found[start : start + most]))
        here = directory.cards(self.key.school, found[start : start + most]) if most else []
        return SearchPage(found.count(), [as_user(card) for card in here])

    def create(self, resource_type: ResourceType, resource: Resource[Any]) -> User:
        number = directory.bring(self.key, as_card(cast(User, resource)), at=self.at)
        return as_user(self._card(str(number)))

    def update(
        self, resource_type: ResourceType, resource: Resource[Any], *, expected_version: str | None = None
    ) -> User:
        before = self._card(resource.id or "")
        directory.change(self.key, replace(as_card(cast(User, resource)), number=before.number), at=self.at)
        # Who left, and works at another school, is nothing that this one sees any more.
        return as_user(self._seen(resource.id or "") or replace(before, active=False))

    def delete(self, resource_type: ResourceType, resource_id: str, *, expected_version: str | None = None) -> None:
        directory.forget(self.key, self._card(resource_id).number or 0, at=self.at)

    def _card(self, number: str) -> Card:
        if found := self._seen(number):
            return found
        raise NotFoundException(detail=f"There is no colleague {number!r}")

    def _seen(self, number: str) -> Card | None:
        school = self.key.school
        people = directory.staff(school).filter(pk=int(number)) if number.isdecimal() and len(number) < 19 else None
        found = directory.cards(school, people) if people is not None else []
        return found[0] if found else None

    def _found(self, wanted: SearchRequest[Any]) -> QuerySet[Person] | list[User]:
        """What directories ask all day goes to the database; what else they may ask is looked for one by one."""
        school, asked = self.key.school, wanted.filter
        if asked is None:
            return directory.staff(school)
        if len(str(asked)) > LONGEST_FILTER:
            raise InvalidFilterException(detail="The filter is too long")
        node = asked.ast
        if isinstance(node, Comparison) and node.op == CompareOperator.eq and isinstance(node.value, str):
            name = str(node.attr_path).casefold()
            if name == "username":
                return directory.called(school, node.value)
            if name == "externalid":
                return directory.numbered(school, node.value)
        everybody = [as_user(card) for card in directory.cards(school, directory.staff(school))]
        return [user for user in everybody if asked.match(user)]


def answer_to(refusal: Refused) -> SCIMException:
    return ANSWERS[type(refusal)](detail=str(refusal))


def as_user(card: Card) -> User:
    return User(
        id=str(card.number),
        external_id=card.external_id or None,
        user_name=card.user_name,
        name=ColleaguesName(given_name=card.first_name, family_name=card.last_name or None),
        display_name=f"{card.first_name} {card.last_name}".strip(),
        title=card.job_title or None,
        active=card.active,
        emails=[Email(value=card.email, type=Email.Type.work, primary=True)] if card.email else None,
        meta=Meta(resource_type="User", created=card.since, last_modified=card.since),
    )


def as_card(user: User) -> Card:
    name = user.name or ColleaguesName()
    user_name = (user.user_name or "").strip()
    return Card(
        user_name=user_name,
        external_id=user.external_id or "",
        email=_address(user.emails or []) or user_name,
        first_name=(name.given_name or "").strip(),
        last_name=(name.family_name or "").strip(),
        job_title=(user.title or "").strip(),
        active=user.active is not False,
    )


def _address(emails: list[Email]) -> str:
    """The first of them, or the one of which the directory says so."""
    said = sorted((one for one in emails if one.value), key=lambda one: not one.primary)
    return str(said[0].value).lower() if said else ""
