"""Every rule by its id. Each is a small function that says what it found and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from consultations.content.schema import Pack
from consultations.plain.faults import Finding
from consultations.plain.passages import Passage
from consultations.plain.rules import (
    balance,
    deciding,
    files,
    jargon,
    length,
    marks,
    numbers,
    persuasion,
    questions,
    reading,
    scales,
)
from consultations.plain.vocabulary import Vocabulary

PassageRule = Callable[[Passage, Vocabulary], Iterator[Finding]]
FileRule = Callable[[list[Passage], Vocabulary], Iterator[Finding]]
PackRule = Callable[[Pack], Iterator[tuple[str, Finding]]]

PASSAGE_RULES: Mapping[str, PassageRule] = {
    "message-length": length.message_length,
    "paragraph-length": length.paragraph_length,
    "sentence-length": length.sentence_length,
    "one-question": length.one_question,
    "one-link": length.one_link,
    "reading-grade": reading.reading_grade,
    "avoided-word": jargon.avoided_word,
    "initials": jargon.initials,
    "percentage": numbers.percentage,
    "figure-without-source": numbers.figure_without_source,
    "persuasion": persuasion.persuasion,
    "judging-word": persuasion.judging_word,
    "already-decided": deciding.already_decided,
    "leading-question": questions.leading_question,
    "two-questions": questions.two_questions,
    "semicolon": marks.semicolon,
    "exclamation-mark": marks.exclamation_mark,
    "negative-contraction": marks.negative_contraction,
    "capitals": marks.capitals,
}
FILE_RULES: Mapping[str, FileRule] = {
    "file-grade": files.file_grade,
    "mean-sentence": files.mean_sentence,
    "passive-voice": files.passive_voice,
}
PACK_RULES: Mapping[str, PackRule] = {
    "balance": balance.balance,
    "even-weighing": balance.even_weighing,
    "all-sides": balance.all_sides,
    "uneven-scale": scales.uneven_scale,
}
