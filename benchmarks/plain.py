"""How hard the seed articles are to read, next to the packs that explain the same things.

The articles are not in the repository. BENCH_SEEDS names their folder; without it, the folder
"seeds" beside the one in BENCH_DATA is taken. What can be counted is a floor: it does not show that
people understand a text.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("DATA_DIR", tempfile.mkdtemp())

from benchmarks.measure import Missing, about_the_machine, plain_ending, table
from consultations.content.loading import pack_slugs, read_pack
from consultations.plain import Passage, check_passages, check_words
from consultations.plain.figures import Figures, figures_of, figures_of_pack
from consultations.plain.sentences import words
from consultations.plain.vocabulary import vocabulary_without_pack
from consultations.settings import ROOT

CONTENT = ROOT / "content"
HIGHEST_GRADE = 6
# The beginning of each file's name, and the article that it holds.
ARTICLES = {
    "000": "Goodwin 2012, comment",
    "001": "White 2012, news",
    "002": "Davies 2011, blog post",
    "003": "Smith and Mays 2012, analysis",
    "004": "Pownall 2009, feature",
}
# A paragraph of the article itself is this long and ends like a sentence. Menus, notices about
# cookies, headings and lists of references do not count.
FEWEST_WORDS = 20
NOT_THE_ARTICLE = re.compile(
    r"^(?:- \d|\d+ |#|\[)|cookie|browser|terms and conditions|doi:|cite this|©|competing interests"
    r"|contributors and sources|suggested citation|provenance|available under|https?://",
    re.IGNORECASE,
)
CITATION = re.compile(r"<sup>.*?</sup>|\[\d+\]|\*+")
HEADINGS = [
    "text",
    "words",
    "words a sentence",
    "longest",
    "over 20 words",
    "grade",
    "grade, no word eased",
    "words to avoid in 100",
    "initials not explained",
    "faults",
]


class Row(NamedTuple):
    """A text with its figures and the number of its faults."""

    name: str
    figures: Figures
    faults: int

    @property
    def cells(self) -> list[str]:
        figures = self.figures
        return [
            self.name,
            f"{figures.words:,}",
            f"{figures.mean_sentence:.1f}",
            str(figures.longest_sentence),
            f"{figures.long_sentences:.0%}",
            f"{figures.grade:.1f}",
            f"{figures.grade_as_is:.1f}",
            f"{figures.avoided_per_100:.1f}",
            str(figures.unexplained_initials),
            str(self.faults),
        ]


def seeds() -> Path:
    """The folder of the articles. Raises Missing with what to do when it is not there."""
    named, data = os.environ.get("BENCH_SEEDS"), os.environ.get("BENCH_DATA")
    if not named and not data:
        raise Missing("BENCH_SEEDS is not set. Set it to the folder of the seed articles.")
    folder = Path(named) if named else Path(str(data)).parent / "seeds"
    missing = [number for number in ARTICLES if not list(folder.glob(f"{number}_*.txt"))]
    if missing:
        raise Missing(f"{folder} holds no article whose name begins with {', '.join(missing)}.")
    return folder


def article(folder: Path, number: str) -> list[Passage]:
    """The paragraphs of an article, without menus, headings and references."""
    text = next(iter(sorted(folder.glob(f"{number}_*.txt")))).read_text(encoding="utf-8")
    paragraphs = [
        CITATION.sub("", " ".join(each.split())).strip()
        for each in re.split(r"\n\s*\n", text)
        if not NOT_THE_ARTICLE.search(each.strip())
    ]
    return [
        Passage(f"{number}#{place}", each, sourced=True)
        for place, each in enumerate(paragraphs, 1)
        if len(words(each)) >= FEWEST_WORDS and re.search(r"[.?!][\"'\u201d\u2019]*$", each)
    ]


def article_row(folder: Path, number: str) -> Row:
    """What is counted in an article. Names are not eased: an article does not list them."""
    vocabulary, passages = vocabulary_without_pack(CONTENT), article(folder, number)
    faults = sum(not fault.warning for fault in check_passages(passages, vocabulary))
    return Row(ARTICLES[number], figures_of(passages, vocabulary), faults)


def pack_row(slug: str) -> Row:
    """What is counted in a pack."""
    pack = read_pack(CONTENT, slug)
    faults = sum(not fault.warning for fault in check_words(pack, content_dir=CONTENT))
    return Row(f"`{slug}`", figures_of_pack(pack), faults)


def seconds_for(slug: str) -> tuple[float, float]:
    """Processor seconds for a check at first, and again when nothing has changed."""
    pack, taken = read_pack(CONTENT, slug), []
    for _ in range(2):
        start = time.process_time()
        check_words(pack, content_dir=CONTENT)
        taken.append(time.process_time() - start)
    return taken[0], taken[1]


def main() -> None:
    folder = seeds()
    slugs = pack_slugs(CONTENT)
    times = {slug: seconds_for(slug) for slug in slugs}
    packs = [pack_row(slug) for slug in slugs]
    rows = [article_row(folder, number) for number in ARTICLES] + packs
    print(about_the_machine())
    table("How hard the text is to read", HEADINGS, [row.cells for row in rows])
    for slug, (first, again) in times.items():
        print(f"{slug}: checked in {first:.2f} s of processor time, again in {again:.2f} s.")
    hard = [row.name for row in packs if row.figures.grade_as_is >= HIGHEST_GRADE or row.faults]
    if hard:
        print(f"Not plain enough: {', '.join(hard)}.")
        sys.exit(1)


if __name__ == "__main__":
    with plain_ending():
        main()
