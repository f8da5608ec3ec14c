"""Find the line of something that was named in words, such as ``answers/parking#short``."""

from __future__ import annotations

import re

from consultations.content.place import Place
from consultations.content.reading import FOLDERS, PackFiles

STEP = re.compile(r"[^.\[\]]+")


def find(files: PackFiles, where: str) -> Place | None:
    """The place in a pack that a path names, or None when nothing stands there.

    A path is a file and the way within it: ``proposals/stroke-units.yml#gains[2].point``,
    ``answers/parking#short``, ``questions#overall-view.text`` or ``consultation#summary``. Items
    of lists are named by their id, or by their number, counted from one.
    """
    name, _, way = where.partition("#")
    name = name.removesuffix(".yml")
    folder, _, item = name.partition("/")
    place: Place | None = None
    if folder in FOLDERS and item:
        place = next((each for each in files.items(folder) if each.name == item), None)
        if place is None and name in files.documents:
            place = files.place(name)
    elif name in files.documents:
        place = files.place(name)
    return place and _within(place, way)


def nearest(files: PackFiles, where: str) -> Place:
    """The place that a path names, or the nearest one around it that is there."""
    rest = where
    while rest:
        place = find(files, rest)
        if place is not None:
            return place
        rest = rest[: max(rest.rfind(sign) for sign in ".[#")] if re.search(r"[.\[#]", rest) else ""
    file = where.partition("#")[0].removesuffix(".yml")
    return files.named(f"{file}.yml" if file else "consultation.yml")


def _within(place: Place, way: str) -> Place | None:
    for step in STEP.findall(way):
        found = place / step
        if isinstance(place.value, list):
            named = [each for each in place if each.name == step]
            if named:
                found = named[0]
            elif step.isdigit():
                found = place / (int(step) - 1)
        if found.value is None:
            return None
        place = found
    return place
