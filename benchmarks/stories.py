"""A corpus of stories on disk, five articles each on one event in one town; the same one in every run."""

from __future__ import annotations

import random
from pathlib import Path

__all__ = ["story", "town", "write"]

_PARTS = (
    ("Hal", "Sund", "Var", "Bryn", "Os", "Kil", "Tor", "Mel", "Fen", "Ask", "Grim", "Lund", "Ulv", "Rav", "Eld"),
    ("a", "e", "i", "o", "u", "er", "en", "il", "or", "um", "an", "ist", "ov", "ek", "ul", "ar"),
    ("dor", "den", "vik", "berg", "mark", "stad", "holm", "nes", "by", "fell", "gard", "lund", "sund", "borg", "tun"),
)
_OUTLETS = ("Argus", "Courier", "Herald", "Post", "Gazette")
_LEADS = (
    "Some {troops} soldiers were sent to {town} on {day} March 2025, the mayor of {town} said.",
    "About {troops} soldiers were sent to {town} on {day} March 2025, officials in {town} said.",
    "Around {troops} soldiers have been sent to {town}, the town hall of {town} said.",
)
_MORE = (
    "The barracks in {town} lie {km} km from the border.",
    "The flood in {town} damaged {houses} houses, the fire service of {town} said.",
    "At least {hurt} people were injured in {town} when the bridge gave way.",
    "The repair of the bridge in {town} will cost {cost} million euros.",
    "The hospital in {town} treated {hurt} people.",
)
_FILL = (
    "Residents stood in line for bread and water while the wind shook the shutters of the market hall.",
    "Nobody at the station knew when the next train would leave, and the waiting room was cold.",
    "Schools stayed shut, and the choir sang in the church all the same.",
    "Farmers drove their cattle to the hills before the road was closed behind them.",
    "An old ferryman said that he had seen worse, and went back to mending his nets.",
)


def town(number: int) -> str:
    """The name of a story's town; no two stories share one.

    >>> town(0), town(1)
    ('Haladora', 'Sundadora')
    """
    name = ""
    for part in _PARTS:
        number, at = divmod(number, len(part))
        name += part[at]
    name += "aeiou"[number % 5]
    while number := number // 5:
        number, at = divmod(number, 5)
        name += "lrnst"[at] + "aeiou"[number % 5]
    return name


def story(number: int, words: int = 250) -> list[tuple[str, str]]:
    """The five articles of a story, in which now and then one figure disagrees.

    Args:
        number: of the story.
        words: about how long an article is.

    Returns:
        Path and text of each article.
    """
    order = random.Random(number)
    facts = {
        "town": town(number),
        "day": str(order.randint(3, 9)),
        "troops": f"{order.randint(20, 90) * 100:,}",
        "km": str(order.randint(12, 90)),
        "houses": str(order.randint(110, 980)),
        "hurt": str(order.randint(14, 95)),
        "cost": str(order.randint(4, 60)),
    }
    made = []
    for outlet in _OUTLETS:
        own = dict(facts)
        if outlet == "Post" and number % 10 == 0:
            own["km"] = str(int(facts["km"]) * 2 + 7)
        sentences = [order.choice(_LEADS).format(**own), *(line.format(**own) for line in order.sample(_MORE, 4))]
        length = sum(len(sentence.split()) for sentence in sentences)
        while length < words:
            sentences.append(order.choice(_FILL))
            length += len(sentences[-1].split())
        text = "\n\n".join(" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3))
        head = f"---\nid: {outlet.lower()}-{number:05}\ndate: 2025-03-10\nsource: {outlet}\n---\n"
        made.append((f"{number // 100:03}/{number:05}-{outlet.lower()}.md", f"{head}{text}\n"))
    return made


def write(folder: Path, articles: int, words: int = 250) -> list[Path]:
    """Write a corpus.

    Args:
        folder: where.
        articles: how many; rounded down to whole stories.
        words: about how long an article is.

    Returns:
        The files.
    """
    paths = []
    for number in range(articles // len(_OUTLETS)):
        for name, text in story(number, words):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            paths.append(path)
    return paths
