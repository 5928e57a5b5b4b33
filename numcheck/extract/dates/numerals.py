"""Numbers in digits and words as parts of a date: days of a month, years, ordinals."""

from __future__ import annotations

from numcheck.extract.dates.scene import Scene

__all__ = ["dom_at", "ordinal_at", "small_number", "year_at"]


def small_number(c: Scene, i: int) -> tuple[int, int] | None:
    """A number in digits or words below 100, with the token after it."""
    if (figure := c.roles[i].get("num")) is not None:
        return int(figure), i + 1
    if (word := c.roles[i].get("cardinal")) is not None:
        return int(word), i + 1
    if (ten := c.roles[i].get("ten")) is not None:
        j = c.next(i, " -")
        one = c.roles[j].get("cardinal")
        if one is not None and 0 < int(one) < 10 and c.quote(j) not in ("a", "an"):
            return int(ten) + int(one), j + 1
        return int(ten), i + 1
    return None


def ordinal_at(c: Scene, i: int) -> tuple[int, int] | None:
    """An ordinal in digits or words ("21st", "twenty-first"), with the token after it."""
    if (word := c.roles[i].get("ordinal")) is not None:
        return int(word), i + 1
    ten = c.roles[i].get("ten")
    if ten is not None and (one := c.roles[c.next(i, " -")].get("ordinal")) is not None and int(one) < 10:
        return int(ten) + int(one), i + 2
    return None


def dom_at(c: Scene, i: int, words: bool = True) -> tuple[int, int] | None:
    """A day of the month: "29", "29th", "twenty-ninth", and in words only where a month follows."""
    if (figure := c.roles[i].get("dom")) is not None:
        return int(figure), i + 1
    found = ordinal_at(c, i) or (small_number(c, i) if words and not c.roles[i].get("num") else None)
    if found and 1 <= found[0] <= 31 and c.quote(i) not in ("a", "an"):
        return found
    return None


def year_at(c: Scene, i: int) -> tuple[int, int] | None:
    """A year in four digits, or in words ("nineteen seventy-eight", "two thousand and nine")."""
    if (figure := c.roles[i].get("year")) is not None:
        return int(figure), i + 1
    head = small_number(c, i) if "cardinal" in c.roles[i] or "ten" in c.roles[i] else None
    if head is None or c.next(head[1] - 1) < 0:
        return None
    century, j = head
    scale = c.roles[j].get("scale")
    if scale == "1000" or (scale == "100" and century > 9):
        base, k = century * int(scale), c.next(j)
        if k >= 0 and "and" in c.roles[k]:
            k = c.next(k)
        tail = small_number(c, k)
        if tail and tail[0] < 100 and not c.roles[k].get("num"):
            return base + tail[0], tail[1]
        return (base, j + 1) if scale == "1000" and century == 2 else None
    tail = small_number(c, j)
    if tail and 13 <= century <= 20 and 9 < tail[0] < 100 and not c.roles[i].get("num") and not c.roles[j].get("num"):
        return century * 100 + tail[0], tail[1]
    return None
