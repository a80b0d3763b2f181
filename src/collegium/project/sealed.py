"""``collegium verify-pack``: whether an evidence pack is as it was sealed. It needs no data folder."""

import argparse
from pathlib import Path

from collegium.packs.verifying import NoPack, verify
from collegium.project.folder import Trouble

WHOLE, TAMPERED = 0, 1


def verify_pack(asked: argparse.Namespace) -> int:
    """Each file that is not as it was, by name: 0 all is whole, 1 something is not, 2 this is no pack."""
    path = Path(asked.file)
    try:
        found = verify(path, seal=asked.seal)
    except NoPack as trouble:
        raise Trouble(str(trouble)) from None
    for word, names in (("changed", found.changed), ("missing", found.missing), ("added", found.added)):
        for name in names:
            print(f"{word}: {_plain(name)}")
    about = f"“{_plain(found.title)}” of {_plain(found.school)}, made on {_plain(found.made_at[:10])}"
    if not found.is_whole:
        print(f"{path.name} is not as it was sealed: {about}.")
        return TAMPERED
    print(f"{path.name} is whole: {about}, {found.files} files.")
    print(f"Seal: {found.seal}" + (" (as given)" if asked.seal else ""))
    if not asked.seal:
        print("Compare it with the seal on the pack’s page: whoever changed a file and the list together changed it.")
    return WHOLE


def _plain(text: str) -> str:
    """Without signs that would move a terminal’s cursor."""
    return "".join(sign if sign.isprintable() else "?" for sign in text)
