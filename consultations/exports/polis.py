"""The votes on statements as Polis gives them out, for the tools that read its files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

from consultations.content.library import status_of
from consultations.exports.asking import Asking
from consultations.exports.cells import write_csv
from consultations.exports.made import Made
from consultations.exports.taking import Person, Taking
from consultations.opinion.clear import opinion_groups
from consultations.opinion.counting import NO_GROUP, vote_matrix

COMMENTS, VOTES = "comments.csv", "votes.csv"
PARTICIPANTS, SUMMARY = "participants-votes.csv", "summary.csv"
SIGNS = {"agree": 1, "disagree": -1, "pass": 0}
NOBODY, SHOWN, TAKEN_OUT = "0", "1", "-1"
COMMENT_COLUMNS = (
    *("timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees", "moderated"),
    *("comment-body", "is-seed", "is-meta"),
)
VOTE_COLUMNS = ("timestamp", "datetime", "comment-id", "voter-id", "vote")
PARTICIPANT_COLUMNS = ("participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree")


class Vote(NamedTuple):
    """Somebody's vote on a statement; both by their places."""

    voter: int
    statement: int
    sign: int


def write_polis(out: Taking, folder: Path) -> list[Made]:
    """Statements, votes as a log, voters with all their votes, and a summary.

    There are days and no times, and nobody's own statements are tied to their votes.
    """
    asked = [each for each in out.questions if each.is_vote]
    voters, votes = votes_of(out, asked)
    groups = _groups(votes, people=len(voters), statements=len(asked))
    write = partial(write_csv, with_numbers=True)
    comments = write(folder / COMMENTS, COMMENT_COLUMNS, _comments(out, asked, votes))
    log = write(folder / VOTES, VOTE_COLUMNS, _log(voters, votes))
    header = [*PARTICIPANT_COLUMNS, *(str(place) for place in range(len(asked)))]
    people = write(
        folder / PARTICIPANTS, header, _participants(len(voters), len(asked), votes, groups)
    )
    first, *rest = _summary(out, len(voters), len(asked), groups)
    summary = write(folder / SUMMARY, first, rest)
    return [
        Made(COMMENTS, comments, "one statement"),
        Made(VOTES, log, "one vote"),
        Made(PARTICIPANTS, people, "one person who voted"),
        Made(SUMMARY, summary + 1, "one fact"),
    ]


def votes_of(out: Taking, asked: list[Asking]) -> tuple[list[Person], list[Vote]]:
    """Those who voted, and their votes, in the order of the file."""
    voters: list[Person] = []
    votes: list[Vote] = []
    signs = [out.in_words(each, _sign) for each in asked]
    for number, person in enumerate(out.people):
        cast = [(place, each[number]) for place, each in enumerate(signs)]
        given = [(place, sign) for place, sign in cast if sign is not None]
        if given:
            votes += [Vote(len(voters), place, sign) for place, sign in given]
            voters.append(person)
    return voters, votes


def _sign(chosen: tuple[str, ...]) -> int | None:
    return SIGNS.get(chosen[0]) if chosen else None


def _comments(out: Taking, asked: list[Asking], votes: list[Vote]) -> Iterator[list[str]]:
    opens = out.pack.consultation.opens
    agreed = [0] * len(asked)
    disagreed = [0] * len(asked)
    for vote in votes:
        agreed[vote.statement] += vote.sign == SIGNS["agree"]
        disagreed[vote.statement] += vote.sign == SIGNS["disagree"]
    for place, each in enumerate(asked):
        yield [
            *_stamps(opens),
            str(place),
            NOBODY,
            str(agreed[place]),
            str(disagreed[place]),
            SHOWN if each.still_asked else TAKEN_OUT,
            each.statement,
            "True",
            "False",
        ]


def _log(voters: list[Person], votes: list[Vote]) -> Iterator[list[str]]:
    for vote in votes:
        at = datetime.combine(voters[vote.voter].submitted_on or date.min, time(), UTC)
        yield [*_stamps(at), str(vote.statement), str(vote.voter), str(vote.sign)]


def _participants(
    people: int, statements: int, votes: list[Vote], groups: list[str]
) -> Iterator[list[str]]:
    cast: list[list[str]] = [[""] * statements for _ in range(people)]
    for vote in votes:
        cast[vote.voter][vote.statement] = str(vote.sign)
    for voter, signs in enumerate(cast):
        given = [each for each in signs if each]
        yield [
            str(voter),
            groups[voter],
            "0",
            str(len(given)),
            str(given.count("1")),
            str(given.count("-1")),
            *signs,
        ]


def _groups(votes: list[Vote], *, people: int, statements: int) -> list[str]:
    """The group of opinion of each voter; nobody has one unless the groups are clear."""
    if not votes:
        return [""] * people
    table = vote_matrix(
        [(each.voter, each.statement, float(each.sign)) for each in votes],
        people=people,
        statements=statements,
    )
    found = opinion_groups(table)
    if not found.clear:
        return [""] * people
    return ["" if label == NO_GROUP else str(label) for label in np.asarray(found.labels)]


def _summary(out: Taking, voters: int, statements: int, groups: list[str]) -> list[list[str]]:
    consultation = out.pack.consultation
    return [
        ["topic", consultation.title],
        ["url", ""],
        ["voters", str(voters)],
        ["voters-in-conv", str(voters)],
        ["commenters", "0"],
        ["comments", str(statements)],
        ["groups", str(len({each for each in groups if each}))],
        ["conversation-description", f"{consultation.summary} Status: {status_of(out.pack)}."],
    ]


def _stamps(at: datetime) -> list[str]:
    """A moment in milliseconds, and as Polis writes it."""
    return [str(int(at.timestamp() * 1000)), f"{at:%a %b %d %H:%M:%S %Z %Y}"]
