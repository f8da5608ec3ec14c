"""Rules for ``consultation.yml``: dates, who asks and decides, what is compared, sources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from consultations.content.checks.repeats import leads_nowhere, used_twice
from consultations.content.faults import Fault, did_you_mean
from consultations.content.parts import LONDON, london_time
from consultations.content.place import Place
from consultations.content.reading import PackFiles
from consultations.types import Lane

# Six weeks is the shortest of the real consultations that were looked at (Gunning 3: enough time).
SHORTEST = timedelta(weeks=6)
ALL_WEIGHTS = 100


def faults(files: PackFiles) -> Iterator[Fault]:
    """Everything that is wrong between the fields of the consultation and the rest of the pack."""
    whole = files.place("consultation")
    if not isinstance(whole.value, dict):
        return
    slug = whole / "slug"
    if slug.text and slug.text != files.slug:
        yield slug.fault(f"The slug is '{slug.text}'.", f"Make it '{files.slug}', as the folder.")
    yield from _dates(whole)
    yield from _lanes(files, whole)
    yield from _bodies(whole)
    yield from _comparing(files, whole)
    yield from _contact(whole)
    yield from _sources(files, whole)


def moment(place: Place) -> datetime | None:
    """The moment that stands at a place, if it is one."""
    try:
        value = london_time(place.value)
    except ValueError:
        return None
    return value if isinstance(value, datetime) else None


def _dates(whole: Place) -> Iterator[Fault]:
    opens, closes = moment(whole / "opens"), moment(whole / "closes")
    status, now = (whole / "status").text, datetime.now(LONDON)
    if opens and closes and closes <= opens:
        yield (whole / "closes").fault("'closes' must be after 'opens'.", "Change one of them.")
    elif opens and closes and closes - opens < SHORTEST:
        yield (whole / "closes").fault(
            f"People would have {(closes - opens).days} days.",
            "Few consultations give less than six weeks. Check that it is enough time.",
            warning=True,
        )
    if closes and status == "open" and closes < now:
        yield (whole / "status").fault(
            "The status is open, and the closing time has passed.",
            "Make it 'closed', or give more time.",
            warning=True,
        )
    reviewed = whole / "reviewed" / "on"
    if type(reviewed.value) is date and reviewed.value > now.date():
        yield reviewed.fault("This day is still to come.", "Write the day on which it was read.")


def _lanes(files: PackFiles, whole: Place) -> Iterator[Fault]:
    asked = {lane for question in files.items("questions") for lane in (question / "lanes").texts}
    for lane in whole / "lanes" if files.all_read("questions") else ():
        if str(lane.path[-1]) in set(Lane) and lane.path[-1] not in asked:
            yield lane.fault(
                f"The {lane.path[-1]} lane has no questions.",
                "Add some to questions.yml, or take the lane out.",
            )


def _bodies(whole: Place) -> Iterator[Fault]:
    bodies = list(whole / "bodies")
    roles = {(body / "role").text for body in bodies}
    for role, words in (("asks", "that asks"), ("decides", "that decides")):
        if bodies and role not in roles:
            yield (whole / "bodies").fault(
                f"No body has the role '{role}'.", f"Name the body {words}.", warning=True
            )
    today = datetime.now(LONDON).date()
    for duty in (duty for body in bodies for duty in body / "duties"):
        begins, ends = (duty / "valid_from").value, (duty / "valid_to").value
        if type(ends) is not date:
            continue
        if type(begins) is date and ends < begins:
            yield (duty / "valid_to").fault("The duty ends before it begins.", "Check the dates.")
        elif ends < today:
            yield (duty / "valid_to").fault(
                f"The duty under '{(duty / 'law').text}' ended on {ends}.",
                "Find out what holds now.",
                warning=True,
            )


def _comparing(files: PackFiles, whole: Place) -> Iterator[Fault]:
    """What was preferred, what was ruled out, the criteria and the five tests."""
    ids = {(each / "id").text: each for each in files.items("proposals")}
    preferred = whole / "preferred" / "proposal"
    if files.all_read("proposals"):
        yield from leads_nowhere(preferred, "proposal", ids)
    if preferred.text in ids and (ids[preferred.text] / "kind").text == "history":
        yield preferred.fault(
            "The preferred proposal is history, and nobody can choose it.", "Name an option."
        )
    ruled_out = list(whole / "ruled_out")
    yield from used_twice([each / "id" for each in ruled_out], "id")
    for each in ruled_out:
        if (each / "id").text in ids:
            yield (each / "id").fault(
                f"'{(each / 'id').text}' is ruled out, and is also a proposal.", "Keep one."
            )
        day = (each / "decided_on").value
        if type(day) is date and day > datetime.now(LONDON).date():
            yield (each / "decided_on").fault("This day is still to come.", "Check the date.")
    criteria = list(whole / "criteria")
    yield from used_twice([each / "name" for each in criteria], "criterion")
    weights = [(each / "weight").value for each in criteria]
    if any(isinstance(each, int) for each in weights):
        if any(each is None for each in weights):
            yield (whole / "criteria").fault(
                "Some criteria have a weight and some have none.", "Give all of them one, or none."
            )
        elif sum(each for each in weights if isinstance(each, int)) != ALL_WEIGHTS:
            yield (whole / "criteria").fault("The weights do not add up to 100.", "Change them.")
    yield from used_twice([each / "test" for each in whole / "tests"], "test")


def _contact(whole: Place) -> Iterator[Fault]:
    contact = whole / "contact"
    if isinstance(contact.value, dict) and not any(
        (contact / way).text for way in ("email", "phone", "post")
    ):
        yield contact.fault(
            "There is no way to reach the people who ask.", "Add an email, a phone or a post."
        )
    email = contact / "email"
    if email.text and "@" not in email.text:
        yield email.fault(f"'{email.text}' is no email address.", "Check how it is spelt.")


def _sources(files: PackFiles, whole: Place) -> Iterator[Fault]:
    """Sources that are cited and not listed, and those that are listed and never cited."""
    if not isinstance((whole / "sources").value, dict):
        return
    listed = {str(source.path[-1]): source for source in whole / "sources"}
    cited: set[str] = set()
    for place in cited_in(files):
        cited.add(place.text)
        if place.text and place.text not in listed:
            yield place.fault(
                f"The source '{place.text}' is not listed in consultation.yml.",
                did_you_mean(place.text, listed, otherwise="List it there under 'sources'."),
            )
    for name, source in listed.items():
        link = source / "link"
        if link.text and not link.text.startswith(("https://", "http://")):
            yield link.fault(f"The link '{link.text}' is no address.", "Begin it with https://.")
        if name not in cited and not files.unread:
            yield source.fault(
                f"Nothing cites the source '{name}'.", "Cite it, or take it out.", warning=True
            )


def cited_in(files: PackFiles) -> Iterator[Place]:
    """Every place that names a source: the items of each list called ``sources``."""
    for document in files.documents.values():
        for place in Place(document).walk():
            if place.path and place.path[-1] == "sources" and isinstance(place.value, list):
                yield from (cited / "id" for cited in place)
