"""A plugin of pytest: writes every test down as it ends, so that a run that is cut off has still said what it did."""

import json
import os

PLACE = "TRUST_TESTS"


def pytest_collection_finish(session) -> None:
    write(asked=len(session.items))


def pytest_runtest_logreport(report) -> None:
    if report.when == "call" or report.outcome != "passed":
        write(test=report.nodeid, outcome=report.outcome, figures=dict(report.user_properties))


def write(**words) -> None:
    with open(os.environ[PLACE], "a", encoding="utf-8") as file:
        file.write(json.dumps(words) + "\n")
