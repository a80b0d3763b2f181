"""Which page lies beside which on a sheet that is folded in the middle. Pure: pages are numbers, 0 is a blank."""


def saddle_stitch(pages: int) -> list[tuple[int, int]]:
    """Left and right page of each side, in the order in which a printer prints both sides of each sheet.

    Folded once and stapled, the leaves lie in their order; the end is filled with blank pages to fours.
    """
    whole = -(-pages // 4) * 4

    def real(page: int) -> int:
        return page if page <= pages else 0

    sides = []
    for first in range(1, whole // 2, 2):
        last = whole + 1 - first
        sides += [(real(last), real(first)), (real(first + 1), real(last - 1))]
    return sides
