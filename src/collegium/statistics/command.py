"""`collegium compare`: counts in, findings out, without a database."""

import argparse
from collections.abc import Sequence

from collegium.kit.one_shot import carry_through
from collegium.statistics.comparing import compare
from collegium.statistics.files import findings_as_json, read_problem


def main(argv: Sequence[str] | None = None) -> int:
    """Compare, and say with the exit status how it went: 0 the findings, 2 the request is wrong."""
    return carry_through(_arguments(), argv, lambda asked: findings_as_json(compare(read_problem(asked.problem))))


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="collegium compare", description="Compare members with other staff, from counts in a file."
    )
    parser.add_argument("problem", help="the counts, a JSON file")
    parser.add_argument("-o", "--output", metavar="FINDING", help="where they go; standard output unless told")
    return parser
