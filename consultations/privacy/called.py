"""Names that the words around them give away: "Dr Patel", "my son Kieran", "called Joan"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from consultations.privacy.reading import Reading

TITLES = frozenset(
    """dr drs mr mrs ms mx prof profs professor cllr cllrs councillor rev revd reverend sir dame""".split()
)
WEAK_TITLES = frozenset(
    """doctor doctors nurse sister matron midwife consultant surgeon receptionist miss lady lord father
    fr pastor imam rabbi uncle aunt auntie aunty nan nana nanna nanny gran granny grandma grandad granddad
    grandpa physio hca dentist carer registrar staff-nurse pharmacist paramedic canon captain sgt pc
    bro cousin""".split()
)
RELATIONS = frozenset(
    """son daughter wife husband partner mum mam mom mother mummy dad daddy father nan nana gran granny
    grandma grandmother grandad granddad grandfather brother sister uncle aunt auntie aunty cousin niece
    nephew grandson granddaughter grandchild friend mate neighbour neighbor boss manager colleague
    girlfriend boyfriend fiance fiancee stepson stepdaughter stepdad stepmum twin twins baby boy girl lad
    kid kids child children toddler boys girls daughters sons carer gp doctor consultant nurse midwife
    surgeon physio physiotherapist dentist receptionist therapist counsellor psychiatrist keyworker
    visitor worker hubby missus bro sis supervisor
    freind frend daugther dauhter daughter-in-law son-in-law mother-in-law father-in-law sister-in-law
    brother-in-law husbnad huband neigbour nieghbour collegue recptionist midwive grandaughter ex""".split()
)
PEOPLE = RELATIONS | frozenset(
    """man woman lady gentleman bloke chap person patient resident client nurse nurses doctor staff
    healthcare assistant hca pharmacist paramedic sister matron registrar porter cleaner volunteer member
    secretary student trainee locum practitioner pensioner user lead guy fella somebody someone teenager
    paramedics anaesthetist radiographer phlebotomist optician chiropodist podiatrist dietitian""".split()
)
STAFF = PEOPLE - frozenset(
    "staff member user lead person somebody someone kid kids child children guy man woman ex".split()
)
PARTICLES = frozenset("de van der den da di del el bin al ur von le la ten ter ap".split())
CAN_BE_NAMES = frozenset("may will hope".split())
POSSESSIVES = frozenset("my our his her their your".split())
CALLED = frozenset({"called", "named", "name", "names"})
RISKY_IN_SMALL = frozenset(
    """will may can hope sue bill rob pat drew grant chase frank art guy max miles dean angel star love
    honey sage summer autumn spring rose dawn rich mark red sunny faith joy grace jo ray nan mo rock rain
    sky crystal chance charity mercy patience dale glen heath cliff robin penny early earl duke hunter
    tiger martin china stew skip rusty sandy ginger misty clay gene gale dolly dee dick basil hazel olive
    amber""".split()
)
NOT_AFTER_TITLE = frozenset(
    """a about after again all also always an and any appointment appointments are as asked at based be
    because been before but by call called calls can cannot could did didn't do does doesn't don't even every
    ever first for from gave get give go had has have he her here him his how i if in instead is isn't it
    just keep know last led left like list lists local locum made may me more must my never new no none nor
    not now of off on once only or other our out over own patient patients practice practices referred
    referral referrals said saw says see seems seen sent shall she should shortage so some staff still surgeries
    surgery takes team than that the their them then there these they this time to today told tomorrow too
    under up us very visit visits was wasn't we week went were what when where which who whose why will with
    without wo won't would wouldn't yes yesterday you your google who's time times numbers s let lets rang""".split()
)


class Span(NamedTuple):
    """The words of one name, by their places: from the first to before the last."""

    start: int
    end: int


def called_in(reading: Reading) -> Iterator[Span]:
    """Every name that a title, a relation or a word such as "called" gives away."""
    for at in range(reading.count):
        word = reading.tokens[at].plain
        if reading.tokens[at].own:
            continue
        if word in TITLES:
            yield from _after_title(reading, at)
        elif word in WEAK_TITLES:
            yield from _after_weak_title(reading, at)
        if word in PEOPLE:
            yield from _after_relation(reading, at)
        if word in CALLED:
            yield from _after_called(reading, at)
        if word in ("i", "i'm", "im", "this", "it's", "am"):
            yield from _after_i_am(reading, at)


def run_from(reading: Reading, at: int, *, most: int = 3) -> Span:
    """The name that begins at a place: on through initials and further words of a name."""
    end = at + 1
    listed_only = not reading.cap(at) and reading.word(at) not in PARTICLES
    while end < reading.count and end - at < most and reading.joined(end):
        if reading.tokens[end - 1].own:
            break
        if not _goes_on(reading, end, listed_only=listed_only):
            break
        end += 1
    while end - at > 1 and len(reading.word(end - 1)) == 1 and reading.word(end - 1) in ("i", "a"):
        end -= 1
    return Span(at, end)


def _goes_on(reading: Reading, at: int, *, listed_only: bool) -> bool:
    word = reading.word(at)
    if "." in reading.tokens[at].gap and len(reading.word(at - 1)) > 2:
        return False
    if listed_only:
        return reading.is_surname(at, surely=True) and word not in NOT_AFTER_TITLE
    token = reading.tokens[at]
    if token.cap and len(word) == 1:
        return word not in ("i", "a")
    if not reading.cap(at):
        return word in PARTICLES and (reading.cap(at + 1) or reading.cap(at + 2))
    if reading.is_surname(at) or (reading.is_given(at) and word not in ("will", "may")):
        return True
    return reading.is_unknown(at)


def _after_title(reading: Reading, at: int) -> Iterator[Span]:
    """Dr, Mr, Mrs and the like always come before a name."""
    start = at + 1
    while reading.joined(start) and len(reading.word(start)) <= 2 and reading.tokens[start].cap:
        if reading.is_listed(start):
            break
        start += 1
    if not reading.joined(start) or start in reading.taken and at in reading.taken:
        return
    word = reading.word(start)
    if word in PARTICLES and (reading.cap(start + 1) or reading.cap(start + 2)):
        yield run_from(reading, start, most=4)
        return
    if word in NOT_AFTER_TITLE or (start in reading.taken and not reading.is_listed(start)):
        return
    if reading.cap(start):
        is_name = word not in ("surgery", "surgeries", "nhs") and not (
            reading.is_common(start) and not reading.is_listed(start)
        )
    else:
        is_name = _is_small_name(reading, at, start)
    if not is_name:
        return
    span = run_from(reading, start)
    if names_a_place(reading, span, small=False):
        return
    yield span
    yield from _and_another(reading, span, plural=reading.word(at) in ("drs", "profs", "cllrs"))


def _is_small_name(reading: Reading, title: int, at: int) -> bool:
    """After a title in small letters, what is no ordinary word is a name."""
    if reading.is_listed(at) and reading.word(at) not in RISKY_IN_SMALL | {"long", "close"}:
        return True
    if reading.is_common(at) or len(reading.word(at)) < 3:
        return False
    return reading.word(title) in ("mr", "mrs", "ms", "dr", "cllr", "prof", "drs")


def _and_another(reading: Reading, span: Span, *, plural: bool) -> Iterator[Span]:
    """ "Drs Patel and Khan"."""
    at = span.end
    gap = reading.tokens[at].gap if at < reading.count else ""
    if gap.strip() == "&":
        at -= 1
    elif reading.word(at) != "and":
        return
    after = at + 1
    if plural and (reading.cap(after) or reading.is_surname(after)):
        yield run_from(reading, after)


def _after_weak_title(reading: Reading, at: int) -> Iterator[Span]:
    """ "Nurse Kelly": but nurse, doctor or sister also come before other words."""
    start = at + 1
    if not reading.joined(start) or (at in reading.taken and start in reading.taken):
        return
    if reading.word(start) in NOT_AFTER_TITLE:
        return
    if reading.cap(start):
        is_name = reading.is_listed(start) and not (start in reading.taken)
        is_name = is_name or reading.is_unknown(start)
        if reading.word(at) in ("miss", "lady", "lord", "father", "consultant"):
            is_name = is_name and (reading.tokens[at].cap or reading.is_listed(start))
    else:
        sure = reading.is_first(start) or reading.is_surname(start, surely=True)
        is_name = sure and not reading.is_common(start) and reading.word(at) not in ("miss",)
    if not is_name:
        return
    span = run_from(reading, start)
    if not names_a_place(reading, span, small=True):
        yield span


def _after_relation(reading: Reading, at: int) -> Iterator[Span]:
    """ "my son Kieran", "our neighbour, Joan Hibbert", "the receptionist Julie"."""
    start = at + 1
    if start >= reading.count or reading.tokens[at].own:
        return
    gap = reading.tokens[start].gap
    word = reading.word(start)
    own = reading.any_before(at, POSSESSIVES, within=3)
    if word in ("is", "was", "are", "were") and reading.word(start + 1) in ("called", "named"):
        return
    apart = not re.fullmatch(r"\s|\s?[,(\-\u2013]\s?|\s[\-\u2013]\s", gap)
    meant = own and reading.cap(start) and word in CAN_BE_NAMES
    if apart or (word in NOT_AFTER_TITLE and not meant) or start in reading.taken:
        return
    is_plain_gap = gap.isspace()
    if reading.cap(start):
        is_name = _is_capital_relation(reading, at, start, own=own, touching=is_plain_gap)
    else:
        is_name = own and reading.is_given(start) and word not in RISKY_IN_SMALL
        is_name = is_name and not reading.is_common(start)
    if not is_name:
        return
    span = run_from(reading, start)
    if not names_a_place(reading, span, small=False):
        yield span
        yield from _listed_after(reading, span)


def _is_capital_relation(
    reading: Reading, at: int, start: int, *, own: bool, touching: bool
) -> bool:
    word = reading.word(start)
    between = not touching and reading.word(at - 1) in ("the", "a") and at in range(reading.count)
    if between and not (start + 1 < reading.count and reading.tokens[start + 1].gap[:1] in ",)"):
        between = False
    if reading.is_given(start) and (touching or own or between):
        return own or between or word not in ("china", "india", "france", "victoria", "will")
    if reading.is_surname(start, surely=True) and touching:
        return own or reading.word(at) in STAFF
    return touching and own and reading.is_unknown(start)


def _listed_after(reading: Reading, span: Span) -> Iterator[Span]:
    """ "my twins Aisha and Zain", "our boys Tom, Will and Josh"."""
    at = span.end
    while at < reading.count:
        gap = reading.tokens[at].gap.strip()
        if reading.word(at) == "and" or gap == "&":
            at += reading.word(at) == "and"
        elif gap != ",":
            return
        if not (reading.cap(at) and reading.is_given(at)):
            return
        another = run_from(reading, at)
        yield another
        at = another.end


def _after_called(reading: Reading, at: int) -> Iterator[Span]:
    """ "a lady called Joan Hibbert", "my name is zbigniew"."""
    word, start = reading.word(at), at + 1
    if word in ("name", "names"):
        if reading.word(start) in ("is", "was", "are", "were"):
            start += 1
        elif not reading.tokens[at].own and not reading.text[reading.tokens[at].end :].startswith(
            (":", " :", " -", "'", "\u2019")
        ):
            if word != "names" or not reading.any_before(at, POSSESSIVES, within=1):
                return
        owned = reading.any_before(at, POSSESSIVES, within=2) or reading.tokens[at - 1].own
        owned = owned or at == 0 or reading.starts_sentence(at)
        if reading.any_before(at, frozenset({"hospital", "place", "company"}), within=3):
            return
    else:
        owned = reading.any_before(at, PEOPLE, within=5) or reading.any_before(
            at, frozenset({"he", "she", "who", "he's", "she's", "i'm"}), within=2
        )
        if reading.word(start) in ("me", "him", "her") and reading.cap(start + 1):
            start += 1
            owned = True
    if not 0 <= start < reading.count or start in reading.taken:
        return
    if not re.fullmatch(r"[\s:\-\u2013\"'\u2018\u201c]{1,3}", reading.tokens[start].gap):
        return
    if not _is_called(reading, start, owned=bool(owned), by_name=word in ("name", "names")):
        return
    span = run_from(reading, start)
    if not names_a_place(reading, span, small=not owned):
        yield span
        yield from _listed_after(reading, span)


def _is_called(reading: Reading, at: int, *, owned: bool, by_name: bool) -> bool:
    word = reading.word(at)
    if word in NOT_AFTER_TITLE:
        return False
    if reading.cap(at):
        if not owned:
            return reading.is_first(at)
        return reading.is_given(at) or reading.is_surname(at) or reading.is_unknown(at)
    if not owned:
        return reading.is_first(at) and reading.is_surname(at + 1, surely=True)
    if reading.is_given(at) or reading.is_surname(at, surely=True):
        return by_name or word not in RISKY_IN_SMALL
    return by_name and not reading.is_common(at) and len(word) > 3 and not reading.cap(at + 1)


def _after_i_am(reading: Reading, at: int) -> Iterator[Span]:
    """ "I'm Joan Hibbert", "this is Margaret", "im sandra"."""
    word, start = reading.word(at), at + 1
    if word == "i" or (word == "this" and reading.word(start) == "is"):
        if reading.word(start) not in ("am", "is"):
            return
        start += 1
    elif word == "this" or (word == "am" and reading.word(at - 1) != ""):
        return
    if not reading.joined(start) or start in reading.taken or start in reading.places:
        return
    surname = reading.is_surname(start + 1) and reading.joined(start + 1)
    if reading.cap(start):
        is_name = reading.is_first(start) or (reading.is_uncertain(start) and surname)
        is_name = is_name or (reading.is_unknown(start) and surname and reading.cap(start + 1))
    else:
        is_name = reading.is_first(start) and len(reading.word(start)) > 3
        is_name = is_name or (
            reading.is_given(start)
            and reading.word(start) not in RISKY_IN_SMALL
            and reading.is_surname(start + 1, surely=True)
        )
    if is_name:
        span = run_from(reading, start)
        if not names_a_place(reading, span, small=True):
            yield span


def names_a_place(reading: Reading, span: Span, *, small: bool = True) -> bool:
    """Whether a name goes on into a place or a body; ``small`` counts small letters too."""
    after = span.end
    if reading.tokens[span.end - 1].own and after < reading.count and not reading.tokens[after].cap:
        return False
    if not reading.joined(after) or not reading.is_institution(after):
        return False
    if reading.tokens[after].cap:
        return True
    word = reading.word(after)
    return small and word in (
        "ward", "wards", "hospital", "unit", "wing", "street", "road", "centre", "building", "house",
        "school", "clinic", "practice", "surgery", "trust", "hospice", "estate", "rule", "law", "report",
        "review", "inquiry", "foundation", "charity", "park", "line", "lane", "avenue", "suite", "court",
        "fund", "act", "church", "college", "university", "syndrome", "disease", "test", "score", "formula",
    )  # fmt: skip
