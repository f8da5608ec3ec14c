"""Facts for the rest: considered with care, the five tests, equality, scrutiny, and dates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from consultations.content.consultation import Body
from consultations.database import utc_now
from consultations.ledger.decisions import is_settled
from consultations.queue.due import today
from consultations.readiness.found import Found, day, many, share
from consultations.readiness.known import Facts
from consultations.types import ConsultationStatus as Status

PACK = "The files of this consultation"
TWELVE_WEEKS = timedelta(weeks=12)
TESTS = ("public-engagement", "patient-choice", "clinical-evidence", "commissioner-support")
NOTE_IT = "Write in a note what was done, when, and where that is kept."


def accounted_for(facts: Facts) -> Found:
    """Received, removed, withdrawn, analysed."""
    made = facts.accounting
    why = "; ".join(f"{reason}: {number:,}" for reason, number in made.removed)
    return Found(
        f"{made.received:,} received. {made.withdrawn:,} taken back by their authors. "
        f"{made.removed_in_all:,} set apart{f' ({why})' if why else ''}. "
        f"{made.analysed:,} analysed.",
        "The responses, and the record of what was set apart",
        "" if made.adds_up else "These numbers do not add up. Look at what was set apart.",
    )


def read(facts: Facts) -> Found:
    """How far the comments are coded, and by whom."""
    so_far = facts.coded
    known = so_far.comments - so_far.uncoded
    return Found(
        f"{share(known, so_far.comments)} comments have been considered. A person read "
        f"{so_far.by_person:,}. The respondent said so of {so_far.by_respondent:,}. "
        f"Only the model says so of {so_far.by_model:,}.",
        "The themes",
        f"{many(so_far.uncoded, 'comment has', 'comments have')} not been considered yet."
        if so_far.uncoded
        else "",
    )


def campaigns(facts: Facts) -> Found:
    """Answers that share most of their words."""
    confirmed = [each for each in facts.campaigns if each.standing == "confirmed"]
    inside = int(facts.people.in_campaign.sum())
    open_ones = facts.undecided_campaigns
    return Found(
        f"{many(len(confirmed), 'campaign', 'campaigns')} confirmed, with "
        f"{many(inside, 'response', 'responses')}. They count, and every figure can be read "
        "without them.",
        "The campaigns",
        f"{many(open_ones, 'group', 'groups')} of alike answers wait for somebody to look."
        if open_ones
        else "",
    )


def reasons(facts: Facts) -> Found:
    """Whether each large theme has its reason."""
    ledger = facts.ledger
    large = [each for each in ledger.themes if each.must]
    settled = sum(is_settled(each.decision) for each in large)
    names = ", ".join(each.raised.name for each in ledger.missing)
    return Found(
        f"{settled:,} of {many(len(large), 'theme', 'themes')} that {ledger.smallest:,} people or "
        "more raised have an outcome and a reason.",
        "The ledger on the page Decide",
        f"Without a reason: {names}." if names else "",
    )


def told(facts: Facts) -> Found:
    """Whether the outcome was published."""
    outcome = facts.outcome
    if outcome is None:
        return Found(
            "Nothing is published yet.", "The page of the results", "Publish what became of it."
        )
    rows = len(outcome.content["rows"])
    return Found(
        f"“You said, we did” was published on {day(outcome.published_at)}, with "
        f"{many(rows, 'theme', 'themes')}. Each respondent sees their own points with their code.",
        "The page of the results",
    )


def one_test(test: str, facts: Facts) -> Found:
    """The evidence for one of the tests, as the pack gives it."""
    given = [each for each in facts.pack.consultation.tests if each.test == test]
    if not given:
        return Found(
            "The files give no evidence.", PACK, "Add it under 'tests' in consultation.yml."
        )
    return Found(" ".join(each.evidence for each in given), PACK)


def beds(facts: Facts) -> Found:
    """The test of beds, where any idea has fewer."""
    fewer = [
        each for each in facts.pack.options if each.beds and each.beds.would_be < each.beds.now
    ]
    if not fewer:
        return Found("No idea says that there would be fewer beds.", PACK)
    names = ", ".join(each.title for each in fewer)
    without = [each.title for each in fewer if each.beds and not each.beds.bed_test]
    return Found(
        f"Fewer beds under: {names}.",
        PACK,
        f"No condition of the test is named for: {', '.join(without)}." if without else "",
    )


def equality_answers(facts: Facts) -> Found:
    """How many people said something of themselves."""
    return Found(
        f"{many(facts.equality, 'person', 'people')} answered questions about themselves, of "
        f"{facts.people.n:,} who took part. The answers are kept apart from views.",
        "The equality answers",
        "" if facts.equality else "Nobody has said anything of themselves.",
    )


def equality_groups(facts: Facts) -> Found:
    """Whether people were asked about others who may be worse off."""
    named = sum(len(each.worse_off) for each in facts.pack.options)
    return Found(
        f"The ideas name {many(named, 'group', 'groups')} of people who may be worse off.",
        PACK,
        "" if named else "Name who may be worse off under each idea.",
    )


def for_people_to_say(what: str, _facts: Facts) -> Found:
    """Something that no system can know."""
    return Found(f"{what} No system can know this.", "A note by a person", NOTE_IT)


def scrutiny_body(facts: Facts) -> Found:
    """The bodies that check, with their duties today."""
    checks = [each for each in facts.pack.consultation.bodies if each.role == "checks"]
    if not checks:
        return Found("The files name nobody who checks this.", PACK, "Name the council in them.")
    return Found("; ".join(f"{each.name}: {_duties(each)}" for each in checks), PACK)


def challenge(facts: Facts) -> Found:
    """What people are told about challenging it."""
    told_how = facts.pack.consultation.how_to_challenge
    if told_how is None:
        return Found("The files do not say how to challenge it.", PACK, "Say it in them.")
    return Found(f"People read: “{told_how.short}”", PACK)


def promised(facts: Facts) -> Found:
    """The dates that people were given."""
    dates = "; ".join(f"{each.when}: {each.what}" for each in facts.pack.consultation.dates)
    return Found(dates, PACK)


def twelve_weeks(facts: Facts) -> Found:
    """Twelve weeks from the close to the outcome."""
    where = "The record of steps"
    closed = facts.last(Status.CLOSED)
    if closed is None:
        return Found("It has not closed yet.", where)
    due = closed + TWELVE_WEEKS
    if facts.outcome is not None:
        at = facts.outcome.published_at
        missing = "That was after it. Say why." if at > due else ""
        return Found(f"Due by {day(due)}, published on {day(at)}.", where, missing)
    is_over = utc_now() > due
    return Found(
        f"Due by {day(due)}.", where, "It is over." if is_over else "Nothing is published yet."
    )


def _duties(body: Body) -> str:
    """What the law asks of a body today."""
    now = today()
    hold = [
        f"{each.what} ({each.law})"
        for each in body.duties
        if each.valid_from <= now and (each.valid_to is None or each.valid_to >= now)
    ]
    return " ".join(hold) or body.what


LINES: dict[str, Callable[[Facts], Found]] = {
    "accounted-for": accounted_for,
    "read": read,
    "campaigns": campaigns,
    "reasons": reasons,
    "told": told,
    **{f"test-{each}": partial(one_test, each) for each in TESTS},
    "test-beds": beds,
    "equality-answers": equality_answers,
    "equality-groups": equality_groups,
    "equality-regard": partial(for_people_to_say, "Whether it was read and weighed in time."),
    "scrutiny-body": scrutiny_body,
    "scrutiny-consulted": partial(for_people_to_say, "When the council was asked, and its answer."),
    "challenge": challenge,
    "promised": promised,
    "twelve-weeks": twelve_weeks,
}
