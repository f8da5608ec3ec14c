"""Answers from what a pack says of its proposals: of all of them, or of the one that was named."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from consultations.answering.common import CommonQuestion
from consultations.answering.data.told import Told, day, told
from consultations.content.schema import Cited, Pack, Proposal

About = Callable[[Pack, CommonQuestion, tuple[Proposal, ...]], Told | None]


def options(pack: Pack, asked: CommonQuestion, about: tuple[Proposal, ...]) -> Told | None:
    """Every option in a line; of one that was named, what it is and more."""
    if len(about) == 1:
        return told([about[0].what_it_is], more=[about[0].more], cited=about[0].sources)
    return told(
        (p.title for p in about),
        more=(asked.says["line"].format(title=p.title, in_one_line=p.in_one_line) for p in about),
        cited=_sources(about),
        together=True,
    )


def ruled_out(pack: Pack, asked: CommonQuestion, about: tuple[Proposal, ...]) -> Told | None:
    """What was looked at and dropped, and why."""
    dropped = pack.consultation.ruled_out
    return told(
        (asked.says["line"].format(title=each.title, reason=each.reason) for each in dropped),
        more=(
            asked.says["more"].format(
                title=each.title,
                what_it_is=each.what_it_is,
                decided_by=each.decided_by,
                decided_on=day(each.decided_on),
            )
            for each in dropped
        ),
        cited=(each for out in dropped for each in out.sources),
    )


def preferred(pack: Pack, asked: CommonQuestion, about: tuple[Proposal, ...]) -> Told | None:
    """Which option is liked best so far by those who ask, and that nothing has been decided."""
    liked = pack.consultation.preferred
    proposal = pack.proposal(liked.proposal) if liked else None
    if liked is None or proposal is None:
        return None
    line = asked.says["line"].format(title=proposal.title, why=liked.why)
    return told([line], more=[pack.consultation.nothing_decided], cited=liked.sources)


def beds(pack: Pack, asked: CommonQuestion, about: tuple[Proposal, ...]) -> Told | None:
    """How many beds there are and would be; of one option, also what that means."""
    counted = [(each, each.beds) for each in about if each.beds is not None]
    lines = [
        asked.says["line"].format(title=p.title, now=b.now, would_be=b.would_be) for p, b in counted
    ]
    meant = [b.text for _, b in counted]
    tests = [b.bed_test.how for _, b in counted if b.bed_test]
    cited = [each for _, b in counted for each in b.sources]
    cited += [each for _, b in counted if b.bed_test for each in b.bed_test.sources]
    if len(counted) == 1:
        return told([*lines, *meant], more=tests, cited=cited)
    return told(lines, more=[*meant, *tests], cited=cited, together=True)


def cost(pack: Pack, asked: CommonQuestion, about: tuple[Proposal, ...]) -> Told | None:
    """What the options would cost, after what is said of the money as a whole."""
    passages = [(each, each.cost) for each in about if each.cost is not None]
    line = asked.says["line"]
    lines = [line.format(title=p.title, text=passage.text) for p, passage in passages]
    cited = [each for _, passage in passages for each in passage.sources]
    whole = pack.consultation.money
    if whole is None or len(about) == 1:
        return told(lines, cited=cited)
    return told([whole.text], more=lines, cited=[*whole.sources, *cited])


def staffing(pack: Pack, asked: CommonQuestion, about: tuple[Proposal, ...]) -> Told | None:
    """What the options would mean for staff."""
    passages = [(each, each.staffing) for each in about if each.staffing is not None]
    return told(
        (asked.says["line"].format(title=p.title, text=text.text) for p, text in passages),
        cited=(each for _, passage in passages for each in passage.sources),
        together=True,
    )


def worse_off(pack: Pack, asked: CommonQuestion, about: tuple[Proposal, ...]) -> Told | None:
    """Who may be worse off."""
    return _of_each(asked, about, lambda proposal: proposal.worse_off)


def not_known(pack: Pack, asked: CommonQuestion, about: tuple[Proposal, ...]) -> Told | None:
    """What is not known."""
    return _of_each(asked, about, lambda proposal: proposal.not_known)


def stays(pack: Pack, asked: CommonQuestion, about: tuple[Proposal, ...]) -> Told | None:
    """What would stay as it is."""
    return _of_each(asked, about, lambda proposal: (proposal.what_would_stay,))


def _of_each(
    asked: CommonQuestion,
    about: tuple[Proposal, ...],
    points_of: Callable[[Proposal], tuple[str, ...]],
) -> Told | None:
    """Every point of one proposal; of several, the first of each with its name, then the others."""
    cited = _sources(about)
    if len(about) == 1:
        return told(points_of(about[0]), cited=cited)
    line = asked.says["line"]
    first = [line.format(title=each.title, text=points_of(each)[0]) for each in about]
    others = [
        line.format(title=each.title, text=point) for each in about for point in points_of(each)[1:]
    ]
    return told(first, more=others, cited=cited, together=True)


def _sources(about: Iterable[Proposal]) -> list[Cited]:
    return [each for proposal in about for each in proposal.sources]


OPTIONS: dict[str, About] = {
    "options": options,
    "ruled-out": ruled_out,
    "preferred": preferred,
    "beds": beds,
    "cost": cost,
    "staffing": staffing,
    "worse-off": worse_off,
    "not-known": not_known,
    "stays": stays,
}
# What is asked of one proposal as well as of all.
OF_ONE = frozenset({"options", "beds", "cost", "staffing", "worse-off", "not-known", "stays"})
