"""Work out in which language somebody types, and say nothing when it is not clear.

A misspelt English question that is taken for another language would get a strange reply. So short
texts and close calls count as unknown, and unknown means: go on as if it were the chosen language.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

KNOWN = ("en", "cy", "pl", "ro", "ur", "pa")
# Told apart from Urdu and then left alone. French and German are unclear without more of this.
OTHERS = ("ar", "fa")
FEWEST_WORDS = 3
SURE_ENOUGH = 0.95
GURMUKHI = re.compile(r"[\u0A00-\u0A7F]")
# Letters of Urdu that Arabic and Persian do not have.
URDU = re.compile(r"[\u0679\u0688\u0691\u06BA\u06BE\u06C1\u06D2]")
WORD = re.compile(r"[^\W\d_][^\W\d_'\u2019]*")


def language_of(text: str) -> str | None:
    """The language of a text by its code, or None when the text is short or it is not clear."""
    words = WORD.findall(text)
    for script, language in ((GURMUKHI, "pa"), (URDU, "ur")):
        if script.search(text):
            return language if len(text.split()) >= FEWEST_WORDS else None
    if len(words) < FEWEST_WORDS:
        return None
    language, sure = _detector().classify(" ".join(words).casefold())
    return str(language) if language in KNOWN and sure >= SURE_ENOUGH else None


@lru_cache(maxsize=1)
def _detector() -> Any:
    """The detector, cut down to the languages that it has to tell apart: 50 MB instead of 75."""
    identifier: Any = LanguageIdentifier
    whole = identifier.from_model_file(MODEL_FILE)
    kept = [number for number, code in enumerate(whole.nb_classes) if code in (*KNOWN, *OTHERS)]
    return identifier(
        whole.nb_ptc[:, kept],
        whole.nb_pc[kept],
        [whole.nb_classes[number] for number in kept],
        whole.tk_nextmove,
        whole.tk_output,
        norm_probs=True,
        tk_row=whole.tk_row,
    )
