"""The Nu HTML checker reads the pages of the demo: all that a stranger reaches, and some of those behind a sign-in.

It needs Java, and its jar: ``npm install --no-save vnu-jar`` in the root of the repository, or its path in the
environment as COLLEGIUM_VNU. Where either is missing the test is left out, and says so.
"""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve

ROOT = Path(__file__).parents[2]
JAR = Path(os.environ.get("COLLEGIUM_VNU") or ROOT / "node_modules/vnu-jar/build/dist/vnu.jar")
NEEDS_JAVA = pytest.mark.skipif(not shutil.which("java"), reason="the Nu HTML checker needs Java, which is not here")
NEEDS_JAR = pytest.mark.skipif(not JAR.exists(), reason="no vnu.jar: npm install --no-save vnu-jar")
# htmx's own attributes, which a browser passes over.
KNOWN = ("Attribute “hx-",)
OF_A_KIND = 1
PUBLIC = [
    "/", "/community/web/", "/community/web/ideas/", "/community/web/chats/", "/surveys/a/",
    "/walks/without-network/",
]


def reached(client, paths, most=60):
    """Whatever these lead to, a few of each kind of page."""
    waiting, seen, kinds, found = list(paths), set(), {}, {}
    while waiting and len(found) < most:
        path = waiting.pop(0).split("?")[0].split("#")[0]
        kind = kind_of(path)
        if path in seen or kind is None or kinds.get(kind, 0) >= OF_A_KIND or "logout" in path:
            continue
        seen.add(path)
        kinds[kind] = kinds.get(kind, 0) + 1
        answer = client.get(path)
        if answer.status_code in (301, 302):
            waiting.append(answer["Location"])
        elif answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            found[path] = answer.content.decode()
            waiting += re.findall(r'href="(/[^"]*)"', found[path])
    return found


def kind_of(path):
    try:
        return resolve(path).view_name
    except Resolver404:
        return None


def complaints(pages, folder):
    """Each once, with the first page on which it stands."""
    names = {}
    for number, (path, page) in enumerate(pages.items()):
        file = folder / f"{number}.html"
        file.write_text(page)
        names[file.name] = path
    run = ["java", "-Xss2m", "-jar", str(JAR), "--format", "json", "--stdout", "--exit-zero-always", str(folder)]
    told = subprocess.run(run, capture_output=True, text=True, timeout=300, check=True).stdout
    found = {}
    for one in json.loads(told)["messages"]:
        words = one["message"]
        if one["type"] == "error" and not any(known in words for known in KNOWN):
            where = names.get(one["url"].rsplit("/", 1)[-1], one["url"])
            found.setdefault(words, f"{where}: {words} at {one.get('extract', '').strip()!r}")
    return list(found.values())
