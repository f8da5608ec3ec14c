"""How many syllables a word has, by rule.

``docs/plain-language.md`` says how often the rule is right, and what else was tried.
"""

from __future__ import annotations

import re
from functools import lru_cache

VOWELS = re.compile(r"[aeiouy]+")
# Words whose letters mislead. A plural is looked up without its ending.
IRREGULAR = {
    word: count
    for count, words in {
        1: "real braille",
        2: """before beyond someone somewhere reform carer centre business colleague guideline
            triage become people being doing going seeing evening sometimes something really maybe
            therefore metre giant dual lion science quiet diet trial via client poem theatre naive
            create react prior layer player prayer fewer lower tower power employ beside somehow
            lonely largely elsewhere nineties framework widespread buyer likewise whereas""",
        3: """anyone everyone everything everywhere area idea period employer guardian earlier
            easier stakeholder taxpayer employee alliance arrangement museum creative radio video
            studio theory retirement involvement familiar desire somebody carefully gatekeeper
            caregiver disabled implement supplier genuine meaningful barrier busier happier
            businesses""",
        4: """diagnostic diagnosis january february neonatal reality society hierarchy variety
            anxiety diabetes dementia efficiency initiative everybody realistic continuum""",
    }.items()
    for word in words.split()
}
# Vowels that stand side by side and are said apart.
APART = re.compile(
    r"ia(?=[bt]|r[iy]|nc|d|s|ph)|iety|ienc|iou(?=s)(?<=[vr]iou)|io(?<=[rvd]io)|i(?:er|est)$(?<=..ie..)"
    r"|[aeouy]ing|quie|fluen|iu|uous|u(?=al|at)(?<![qg]u)|uit[iy]|creat|eou|ne(?=o)|geo|theo|reo|react"
)
# A silent e at the end of a word (home, asked, homes) or before an ending (safely).
SILENT = re.compile(
    r"[^aeiouyl]e$|[aeiouy]le$|[^aeiouytdl]ed$|[aeiouyl]led$"
    r"|[^aeiouycgsxzhl]es$|[aeiouy]les$|[aeiouy][^aeiouycs]hes$"
)
SILENT_INSIDE = re.compile(r"[^aeiouy]e(?=(?:ly|less|ment|ful|ness|fore|ty)\w?$)")


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """How many syllables a word has. A number and a set of initials count as one."""
    if "-" in word:
        return sum(syllables(part) for part in word.split("-") if part) or 1
    letters = re.sub(r"[^a-z']", "", word.lower().replace("\u2019", "'")).strip("'")
    letters = letters.removesuffix("'s")
    for stem in (letters, letters.removesuffix("s")):
        if stem in IRREGULAR:
            return IRREGULAR[stem]
    count = len(VOWELS.findall(letters)) + len(APART.findall(letters))
    count -= bool(SILENT.search(letters)) + bool(SILENT_INSIDE.search(letters))
    count += letters.endswith(("sm", "sms"))
    return max(1, count)
