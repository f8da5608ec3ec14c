"""What a paper form says: what it is about, every question of a lane, and where to send it."""

from __future__ import annotations

from typing import Any

from consultations.asked import Asked, pack_question
from consultations.content.asking import StatementQuestion
from consultations.content.schema import SKIP, Pack, Question
from consultations.languages.packs import Wording
from consultations.printing.frame import frame
from consultations.printing.words import Said, ours, printed_words, theirs
from consultations.types import Lane, QuestionKind

LINES, LINES_FOR_MORE = 6, 3


def paper_data(wording: Wording, *, lane: Lane, minutes: int | None = None) -> dict[str, Any]:
    """Everything on the paper form of one lane, or on its shorter form of so many minutes.

    Raises KeyError when the pack has no such lane.
    """
    pack, words = wording.pack, printed_words().form
    about = pack.consultation
    named = about.lanes[lane]
    asked = printable(pack, lane, minutes=minutes)
    return {
        **frame(wording, title=words_title(wording)),
        "heading": theirs(wording, about.title),
        "opening": [
            ours(printed_words().asked_by, body=about.asked_by.name),
            ours(words.for_whom, lane=named.label),
            ours(words.minutes, minutes=minutes or named.minutes),
            ours(words.leave_out),
            ours(words.no_names),
            theirs(wording, about.nothing_decided),
        ],
        "about": ours(words.about),
        "cards": [
            {"heading": theirs(wording, card.heading), "text": _paragraphs(wording, card.text)}
            for card in about.what_it_is_about
        ],
        "ideas": ours(words.ideas),
        "options": [
            {"heading": theirs(wording, each.title), "text": theirs(wording, each.in_one_line)}
            for each in pack.options
        ],
        "questions": ours(words.questions),
        "asked": [
            _question(wording, question, number=number, asked=asked)
            for number, question in enumerate(asked, 1)
        ],
        "how_it_is": ours(words.how_it_is),
        "explained": [
            ours(words.how_it_is_for, number=number, because=question.check.because)
            for number, question in enumerate(asked, 1)
            if question.check is not None
        ],
        "send_back": ours(words.send_back),
        "ways_back": _ways_back(wording),
        "other_ways": ours(words.other_ways),
        "ways": [theirs(wording, each) for each in about.other_ways],
        "foot": ours(words.foot, version=pack.version, lane=named.label),
    }


def printable(pack: Pack, lane: Lane, *, minutes: int | None = None) -> list[Question]:
    """The questions of a lane that can be asked on paper, in order.

    What is worked out from somebody's own words while they answer cannot be printed before.
    """
    return [
        each
        for each in pack.questions_for(lane)
        if each.choices_from != "themes" and (minutes is None or each.minutes <= minutes)
    ]


def words_title(wording: Wording) -> str:
    """The name of the file that people see in their reader."""
    title = wording.pack.consultation.title
    return ours(printed_words().form.title, title=title).text


def _question(
    wording: Wording, question: Question, *, number: int, asked: list[Question]
) -> dict[str, Any]:
    words = printed_words().form
    shown = pack_question(wording.pack, question)
    pair = question.weighs
    goes_on = _goes_on(question, asked[number - 2] if number > 1 else None)
    text = theirs(wording, goes_on or question.text)
    said = f"“{goes_on}”" if goes_on else question.text
    filled = {"number": number, "all": len(asked), "text": said}
    is_translated = text.lang == wording.code
    return {
        "heading": ours(words.number, **filled)
        if is_translated
        else Said(words.number.format(**filled), text.lang),
        "hint": theirs(wording, question.hint) if question.hint and not goes_on else None,
        "before": [
            *_only_if(wording, question, asked),
            *([ours(words.gain, point=pair.gain.point)] if pair else []),
            *([ours(words.loss, point=pair.loss.point)] if pair else []),
        ],
        "how": _how(shown),
        "in_order": shown.kind is QuestionKind.RANKING,
        "in_a_row": shown.kind is QuestionKind.VOTE,
        "choices": [theirs(wording, each.label) for each in shown.choices if each.value != SKIP],
        "lines": LINES if shown.kind is QuestionKind.TEXT else 0,
        "more": ours(words.say_more) if question.remarks else None,
        "more_lines": LINES_FOR_MORE,
    }


def _goes_on(question: Question, before: Question | None) -> str:
    """The statement alone, where it follows another of the same kind: the question was just asked.

    Empty for any other question.
    """
    if not isinstance(question, StatementQuestion) or not isinstance(before, StatementQuestion):
        return ""
    return question.statement.text if question.block == before.block else ""


def _how(asked: Asked) -> Said:
    """What to do with pen or pencil."""
    words = printed_words().form
    if asked.kind is QuestionKind.TEXT:
        return ours(words.own_words)
    if asked.kind is QuestionKind.RANKING:
        return ours(words.put_in_order)
    if asked.kind is QuestionKind.MULTIPLE:
        return ours(words.tick_most, most=asked.most) if asked.most else ours(words.tick_any)
    return ours(words.tick_one)


def _only_if(wording: Wording, question: Question, asked: list[Question]) -> list[Said]:
    """When a question is meant for some only, which ones."""
    words, condition = printed_words().form, question.only_if
    if condition is None:
        return []
    if condition.chose:
        numbers = {each.key: number for number, each in enumerate(asked, 1)}
        earlier = wording.pack.question(condition.question)
        if earlier is None or earlier.key not in numbers:
            return []
        shown = pack_question(wording.pack, earlier)
        chosen = ", ".join(shown.label(each) for each in condition.chose)
        return [ours(words.only_if, choice=chosen, number=numbers[earlier.key])]
    if condition.moved:
        return [ours(words.only_if_moved)]
    return [ours(words.only_if_more)] if condition.thin else []


def _ways_back(wording: Wording) -> list[Said]:
    """Where the form goes, by the contacts of the pack."""
    words, contact = printed_words().form, wording.pack.consultation.contact
    ways = [
        ours(words.by_post, post=contact.post) if contact.post else None,
        ours(words.by_email, email=contact.email) if contact.email else None,
        ours(words.by_phone, phone=contact.phone) if contact.phone else None,
        ours(words.before, when=wording.pack.consultation.closes),
    ]
    return [each for each in ways if each is not None]


def _paragraphs(wording: Wording, text: str) -> list[Said]:
    lang = theirs(wording, text).lang
    return [Said(each.strip(), lang) for each in text.split("\n") if each.strip()]
