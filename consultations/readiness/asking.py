"""Facts for the first three principles: an open mind, enough reasons, enough time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import numpy as np

from consultations.database import utc_now
from consultations.plain import check_text
from consultations.readiness.found import Found, day, many, share
from consultations.readiness.known import Facts
from consultations.types import ConsultationStatus as Status
from consultations.types import Lane, ProposalKind

PACK, STATUS = "The files of this consultation", "The record of steps"
SHORT_IN_DAYS = 42
EVEN_FROM, EVEN_TO = 0.9, 1.1


def nothing_decided(facts: Facts) -> Found:
    """The sentence on every page, and words that read as if something were decided."""
    said = facts.pack.consultation.nothing_decided
    faults = [
        fault
        for card in facts.pack.consultation.what_it_is_about
        for fault in check_text(card.text, pack=facts.pack, rules={"already-decided"})
    ]
    missing = "Some words read as if it were decided. Run the content check." if faults else ""
    return Found(f"Every page says until the decision: “{said}”", PACK, missing)


def options(facts: Facts) -> Found:
    """What people can choose between."""
    ideas, asks = (
        facts.pack.options,
        [q for q in facts.pack.questions if q.choices_from == "options"],
    )
    as_is = any(each.kind is ProposalKind.AS_IS for each in facts.pack.proposals)
    fact = f"{many(len(ideas), 'idea', 'ideas')} can be chosen. "
    fact += "Leaving things as they are is one of them. " if as_is else ""
    fact += "“None of these” and “I have another idea” stand beside them." if asks else ""
    lacks = [
        *(["Leaving things as they are is not offered."] if not as_is else []),
        *(["No question lets people choose between the ideas."] if not asks else []),
    ]
    return Found(fact.strip(), PACK, " ".join(lacks))


def preferred(facts: Facts) -> Found:
    """Whether one idea is preferred, and what is said against it."""
    liked = facts.pack.consultation.preferred
    if liked is None:
        return Found("No idea is named as preferred.", PACK)
    option = facts.pack.proposal(liked.proposal)
    against = len(option.losses) if option else 0
    title = option.title if option else liked.proposal
    return Found(
        f"“{title}” is named as preferred, with the reason. "
        f"{many(against, 'point', 'points')} against it stand beside it.",
        PACK,
        "" if against else "Nothing is said against the preferred idea.",
    )


def order_of_steps(facts: Facts) -> Found:
    """When each step was taken."""
    taken = [
        (name, facts.last(status))
        for name, status in (
            ("closed", Status.CLOSED),
            ("answers read from", Status.ANALYSING),
            ("decided", Status.DECIDED),
        )
    ]
    said = [f"{name} {day(at)}" for name, at in taken if at]
    times = [at for _, at in taken if at]
    missing = "" if times == sorted(times) else "The steps were not taken in this order."
    if not said:
        return Found("It has not closed yet.", STATUS)
    return Found(f"{'; '.join(said).capitalize()}.", STATUS, missing)


def sources(facts: Facts) -> Found:
    """The documents that facts come from."""
    about = facts.pack.consultation
    unsourced = [each.id for each in facts.pack.answers if not each.sources]
    return Found(
        f"{many(len(facts.pack.answers), 'answer', 'answers')} cite "
        f"{many(len(about.sources), 'document', 'documents')}. Each says where in it.",
        PACK,
        f"{many(len(unsourced), 'answer names', 'answers name')} no source." if unsourced else "",
    )


def both_sides(facts: Facts) -> Found:
    """Words for and against that each person was shown, as measured."""
    where = "Measured in each conversation when it was sent in"
    shown_for, against = (
        facts.public.measures.get(each) for each in ("words_for", "words_against")
    )
    if shown_for is None or against is None or not len(shown_for):
        return Found("Nothing is measured yet.", where, "It is filled in as responses come.")
    shown_for, against = np.nan_to_num(shown_for), np.nan_to_num(against)
    saw_one, saw_both = (shown_for > 0) | (against > 0), (shown_for > 0) & (against > 0)
    if not saw_one.any():
        return Found("Nobody was shown points for or against.", where, "No side was shown.")
    ratio = float(shown_for.sum() / against.sum()) if against.sum() else 0.0
    one_only = int((saw_one & ~saw_both).sum())
    missing = (
        "" if EVEN_FROM <= ratio <= EVEN_TO else "The two sides were not shown in equal measure."
    )
    if one_only:
        missing += f" {many(one_only, 'person', 'people')} saw one side only."
    return Found(
        f"{share(int(saw_both.sum()), int(saw_one.sum()))} of those who read points saw both "
        f"sides. For each 100 words against, {100 * ratio:.0f} words for were shown.",
        where,
        missing.strip(),
    )


def understood(facts: Facts) -> Found:
    """How checks of understanding were answered."""
    where = "The questions that check whether the explanation was clear"
    checks = [each for each in facts.pack.questions if each.check]
    if not checks:
        return Found("No question checks whether the explanation was clear.", where)
    right = answered = 0
    for each in checks:
        said = facts.public.answers(each.key)
        answered += int(said.chose.sum())
        right += int(said.chosen(each.check.right).sum()) if each.check else 0
    low = answered and right / answered < 0.5
    return Found(
        f"{share(right, answered)} answers to {many(len(checks), 'check', 'checks')} were as "
        "explained. Each was explained again.",
        where,
        "Most people understood it otherwise. Look at the words." if low else "",
    )


def ruled_out(facts: Facts) -> Found:
    """Ideas that were dropped, each with its reason."""
    dropped = facts.pack.consultation.ruled_out
    if not dropped:
        return Found(
            "The files name no idea that was dropped.", PACK, "If any was, name it and why."
        )
    return Found(
        f"{many(len(dropped), 'idea is', 'ideas are')} named as dropped, with who, when and why.",
        PACK,
    )


def questions(facts: Facts) -> Found:
    """Questions that people asked and the pack could not answer."""
    queue = facts.queue
    days = (
        f" Half were answered within {queue.median_days:g} days."
        if queue.median_days is not None
        else ""
    )
    waiting = f"{many(queue.waiting, 'question waits', 'questions wait')} for an answer"
    late = f", {queue.overdue:,} past the date." if queue.overdue else "."
    return Found(
        f"{many(queue.in_all, 'question', 'questions')} had no approved answer. {queue.answered:,} "
        f"got one, {queue.closed:,} were closed with a reason.{days}",
        "The queue of what people asked",
        f"{waiting}{late}" if queue.waiting else "",
    )


def versions(facts: Facts) -> Found:
    """Which words were shown."""
    used = [each for each in facts.versions if each.responses]
    return Found(
        f"{many(len(facts.versions), 'version', 'versions')} of the words are stored, "
        f"{len(used):,} of them answered to. Each answer keeps the version it was given to.",
        "The versions of the words",
        "" if facts.versions else "No version was published.",
    )


def days_open(facts: Facts) -> Found:
    """From the first opening to the last close."""
    opened = facts.first(Status.OPEN)
    if opened is None:
        return Found("It has not opened yet.", STATUS, "It opens on its date.")
    closed: datetime | None = facts.last(Status.CLOSED)
    until = closed or min(utc_now(), facts.pack.consultation.closes)
    days = (until - opened).days
    moved = sum("moved" in (each.reason or "") for each in facts.steps)
    said = f"Open for {many(days, 'day', 'days')}, from {day(opened)} to {day(until)}."
    if closed is None:
        planned = (facts.pack.consultation.closes - opened).days
        said = f"Open for {many(days, 'day', 'days')} so far, of {planned:,} planned."
        days = planned
    said += f" The close was moved {many(moved, 'time', 'times')}." if moved else ""
    short = days < SHORT_IN_DAYS
    return Found(
        f"{said} Consultations of this kind often take 10 to 15 weeks.",
        STATUS,
        "That is under 6 weeks. Say why it was enough." if short else "",
    )


def late(facts: Facts) -> Found:
    """Responses that came after the close."""
    return Found(
        f"{many(facts.late, 'response', 'responses')} of the public came after the "
        "close. They count, and are marked as late.",
        "The responses",
    )


def formats(facts: Facts) -> Found:
    """Other formats that were asked for, and languages used."""
    found = sorted(value for value in facts.public.language.counts() if value)
    asked = facts.formats_open + facts.formats_done
    return Found(
        f"{many(asked, 'request', 'requests')} for another format, {facts.formats_done:,} dealt "
        f"with. Responses came in {many(len(found), 'language', 'languages')}: {', '.join(found)}."
        if found
        else f"{many(asked, 'request', 'requests')} for another format.",
        "Requests for other formats, and the language of each conversation",
        f"{many(facts.formats_open, 'request is', 'requests are')} still open."
        if facts.formats_open
        else "",
    )


def staff_heard(facts: Facts) -> Found:
    """Whether staff took part, without telling small numbers."""
    if Lane.STAFF not in facts.pack.consultation.lanes:
        return Found("This consultation has no questions for staff.", PACK)
    number = int(facts.people.of_lane(Lane.STAFF).sum())
    return Found(
        f"{many(number, 'member', 'members')} of staff are in the results that came out.",
        "The releases",
        "" if number else "No results of staff have come out.",
    )


LINES: dict[str, Callable[[Facts], Found]] = {
    "nothing-decided": nothing_decided,
    "options": options,
    "preferred": preferred,
    "order-of-steps": order_of_steps,
    "sources": sources,
    "both-sides": both_sides,
    "understood": understood,
    "ruled-out": ruled_out,
    "questions": questions,
    "versions": versions,
    "days-open": days_open,
    "late": late,
    "formats": formats,
    "staff-heard": staff_heard,
}
