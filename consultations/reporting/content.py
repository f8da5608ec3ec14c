"""Write a report: the short part, the deep part, the appendices, and what it says of itself."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from consultations.asked import pack_question
from consultations.content.asking import StatementQuestion
from consultations.content.schema import SKIP, Pack, Question
from consultations.disclosure import RULES
from consultations.reporting.blocks import Bullets, Paragraph, Report, Section, Table
from consultations.reporting.deep import deep_part
from consultations.reporting.gathered import Gathered, gather
from consultations.reporting.short import short_part
from consultations.reporting.words import moment, number, say, who
from consultations.types import Lane

OWN_WORDS = ("skip", "contents", "table", "page", "part_short")


def report_of(session: Session, *, pack: Pack, now: datetime | None = None) -> Report:
    """The report of one consultation as it stands now."""
    known = gather(session, pack=pack, now=now)
    about = pack.consultation
    return Report(
        title=say("title", title=about.title),
        subtitle=say("subtitle"),
        body=about.asked_by.name,
        notices=tuple(each for each in (about.notice,) if each),
        about=(
            (say("made"), moment(known.made_at)),
            (say("version"), pack.version),
            (say("responses"), number(known.people.n)),
            (say("data"), known.checksum),
            (
                say("rule"),
                say(
                    "rule_what",
                    public=RULES[Lane.PUBLIC].smallest,
                    staff=RULES[Lane.STAFF].smallest,
                ),
            ),
        ),
        parts=(short_part(known), deep_part(known), _annex(known)),
        responses=known.people.n,
        words={name: say(name) for name in OWN_WORDS},
    )


def _annex(known: Gathered) -> Section:
    opening = Paragraph(say("annex_words_what", version=known.pack.version))
    words = (*_words_by_lane(known), *_statements(known))
    return Section(
        "annex",
        say("part_annex"),
        (),
        (Section("annex-words", say("annex_words"), (opening,), words), _versions(known)),
    )


def _words_by_lane(known: Gathered) -> list[Section]:
    """Every question once, word by word: those of everybody, then those of each lane."""
    asked: dict[tuple[Lane, ...], dict[str, Question]] = {}
    for lane in known.pack.consultation.lanes:
        for each in known.pack.questions_for(lane):
            if not isinstance(each, StatementQuestion):
                asked.setdefault(tuple(each.lanes), {})[each.key] = each
    return [
        Section(
            f"annex-words-{'-'.join(lanes)}",
            say("annex_both") if len(lanes) > 1 else say("annex_only", who=who(lanes[0])),
            (Bullets(tuple(_one_question(known.pack, each) for each in questions.values())),),
        )
        for lanes, questions in sorted(asked.items(), key=lambda each: -len(each[0]))
    ]


def _statements(known: Gathered) -> list[Section]:
    """Every view that people could vote on, and under all of them what they could choose."""
    votes = [each for each in known.pack.each_question if isinstance(each, StatementQuestion)]
    if not votes:
        return []
    choices = [each for each in pack_question(known.pack, votes[0]).choices if each.value != SKIP]
    labels = "; ".join(each.label for each in choices)
    texts = dict.fromkeys(each.statement.text for each in votes)
    blocks = (Paragraph(say("annex_votes_what", choices=labels)), Bullets(tuple(texts)))
    return [Section("annex-votes", say("annex_votes"), blocks)]


def _one_question(pack: Pack, question: Question) -> str:
    asked = pack_question(pack, question)
    labels = "; ".join(each.label for each in asked.choices if each.value != SKIP)
    said = [asked.text, asked.hint or ""]
    said.append(say("annex_choices", choices=labels) if labels else say("annex_own_words"))
    if question.only_if:
        said.append(say("annex_only_if"))
    return " ".join(" ".join(each.split()) for each in said if each)


def _versions(known: Gathered) -> Section:
    rows = tuple(
        (
            each.version,
            moment(each.published_at) if each.published_at else say("never"),
            number(each.responses),
        )
        for each in known.facts.versions
    )
    head = (say("version_head"), say("published_head"), say("responses_head"))
    table = Table(say("annex_versions_table"), head, rows)
    return Section("annex-versions", say("annex_versions"), (table,))
