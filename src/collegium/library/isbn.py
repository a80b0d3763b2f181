"""The number on the back of a book, checked by its own last digit. Nobody is asked."""


def plain(typed: str) -> str:
    """Thirteen digits of the number, or nothing: ten digits of an older book are written as thirteen."""
    digits = "".join(one for one in typed.upper().removeprefix("ISBN") if one.isalnum())
    if len(digits) == 10 and _ten(digits):
        body = f"978{digits[:9]}"
        return body + _thirteenth(body)
    is_book = len(digits) == 13 and digits.isascii() and digits.isdigit() and digits.startswith(("978", "979"))
    return digits if is_book and _thirteenth(digits[:12]) == digits[12] else ""


def _ten(digits: str) -> bool:
    if not (digits.isascii() and digits[:9].isdigit() and (digits[9].isdigit() or digits[9] == "X")):
        return False
    values = [10 if one == "X" else int(one) for one in digits]
    return sum(weight * value for weight, value in zip(range(10, 0, -1), values, strict=True)) % 11 == 0


def _thirteenth(body: str) -> str:
    total = sum(int(one) * (3 if place % 2 else 1) for place, one in enumerate(body))
    return str(-total % 10)
