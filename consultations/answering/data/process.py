"""Answers from what a pack says of the consultation itself: who, when, how and by what right."""

from __future__ import annotations

from collections.abc import Callable

from consultations.answering.common import CommonQuestion
from consultations.answering.data.told import Told, day, moment, told
from consultations.content.schema import Pack
from consultations.database import utc_now
from consultations.types import ConsultationStatus

Tell = Callable[[Pack, CommonQuestion], Told | None]


def decided(pack: Pack, asked: CommonQuestion) -> Told | None:
    """That nothing has been decided, until something has."""
    if pack.consultation.status is ConsultationStatus.DECIDED:
        return None
    return told([pack.consultation.nothing_decided], more=[pack.consultation.who_decides.short])


def who_decides(pack: Pack, asked: CommonQuestion) -> Told | None:
    """Who decides, and how."""
    who = pack.consultation.who_decides
    return told([who.short], more=[who.more] if who.more else [])


def closes(pack: Pack, asked: CommonQuestion) -> Told | None:
    """From when to when people can have their say."""
    opening = moment(pack.consultation.opens)
    return told([asked.says["text"].format(opens=opening, closes=moment(pack.consultation.closes))])


def dates(pack: Pack, asked: CommonQuestion) -> Told | None:
    """What happens when."""
    line = asked.says["line"]
    return told(line.format(**each.model_dump()) for each in pack.consultation.dates)


def challenge(pack: Pack, asked: CommonQuestion) -> Told | None:
    """How to challenge the decision."""
    how = pack.consultation.how_to_challenge
    return told([how.short], more=[how.more] if how.more else []) if how else None


def who_asks(pack: Pack, asked: CommonQuestion) -> Told | None:
    """Who is asking."""
    return told([asked.says["text"].format(**pack.consultation.asked_by.model_dump())])


def for_whom(pack: Pack, asked: CommonQuestion) -> Told | None:
    """Whom the consultation is for."""
    return told([pack.consultation.for_whom] if pack.consultation.for_whom else [])


def bodies(pack: Pack, asked: CommonQuestion) -> Told | None:
    """Every body that has a part."""
    line = asked.says["line"]
    return told(line.format(name=each.name, what=each.what) for each in pack.consultation.bodies)


def duties(pack: Pack, asked: CommonQuestion) -> Told | None:
    """What the law asks of each body today."""
    today = utc_now().date()
    return told(
        asked.says["line"].format(name=body.name, what=duty.what.rstrip("."), law=duty.law)
        for body in pack.consultation.bodies
        for duty in body.duties
        if duty.valid_from <= today and (duty.valid_to is None or today <= duty.valid_to)
    )


def other_ways(pack: Pack, asked: CommonQuestion) -> Told | None:
    """The other ways to take part."""
    return told(pack.consultation.other_ways)


def contact(pack: Pack, asked: CommonQuestion) -> Told | None:
    """How to reach the people who ask."""
    contact = pack.consultation.contact
    ways = (contact.name, contact.phone, contact.email, contact.post)
    return told(asked.says["line"].format(how=each) for each in ways if each)


def privacy(pack: Pack, asked: CommonQuestion) -> Told | None:
    """What happens to what people say."""
    return told(pack.consultation.privacy)


def criteria(pack: Pack, asked: CommonQuestion) -> Told | None:
    """What the options are compared by."""
    return told(
        asked.says["line" if each.weight is None else "weighted"].format(**each.model_dump())
        for each in pack.consultation.criteria
    )


def interests(pack: Pack, asked: CommonQuestion) -> Told | None:
    """What was declared by those who decide, and by those who wrote the pack."""
    line = asked.says["line"]
    return told(line.format(**each.model_dump()) for each in pack.consultation.interests)


def evidence(pack: Pack, asked: CommonQuestion) -> Told | None:
    """Every source of the pack."""
    line = asked.says["line"]
    return told(line.format(**each.model_dump()) for each in pack.consultation.sources.values())


def about(pack: Pack, asked: CommonQuestion) -> Told | None:
    """What the consultation is about."""
    line = asked.says["line"]
    return told(line.format(**each.model_dump()) for each in pack.consultation.what_it_is_about)


def five_tests(pack: Pack, asked: CommonQuestion) -> Told | None:
    """The evidence for each test of a change of services."""
    tests = pack.consultation.tests
    return told(
        (asked.says["line"].format(name=asked.names[t.test], evidence=t.evidence) for t in tests),
        cited=(each for test in tests for each in test.sources),
    )


def how_long(pack: Pack, asked: CommonQuestion) -> Told | None:
    """How many minutes each set of questions takes."""
    line = asked.says["line"]
    return told(
        line.format(label=each.label, minutes=each.minutes)
        for each in pack.consultation.lanes.values()
    )


def real(pack: Pack, asked: CommonQuestion) -> Told | None:
    """What the pack says of itself, such as that its place is invented."""
    return told([pack.consultation.notice] if pack.consultation.notice else [])


def reviewed(pack: Pack, asked: CommonQuestion) -> Told | None:
    """Who read the words before they were shown."""
    reviewed = pack.consultation.reviewed
    if reviewed is None:
        return None
    return told([asked.says["line"].format(by=reviewed.by, on=day(reviewed.on))])


PROCESS: dict[str, Tell] = {
    "decided": decided,
    "who-decides": who_decides,
    "closes": closes,
    "dates": dates,
    "challenge": challenge,
    "who-asks": who_asks,
    "for-whom": for_whom,
    "bodies": bodies,
    "duties": duties,
    "other-ways": other_ways,
    "contact": contact,
    "privacy": privacy,
    "criteria": criteria,
    "interests": interests,
    "evidence": evidence,
    "about": about,
    "five-tests": five_tests,
    "how-long": how_long,
    "real": real,
    "reviewed": reviewed,
}
