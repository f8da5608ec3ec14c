"""A second person's agreement: to publish, to open again, and to take raw text out.

A page that does one of these three things asks three questions, in this order:

    standing = standing_of(session, slug=slug, action=action, by=visit.name, detail=detail)
    ask(session, slug=slug, action=action, by=visit.name, reason=reason, detail=detail)
    use(session, slug=slug, action=action, by=visit.name, detail=detail)

``standing_of`` says what to show: whether anybody else has to agree, and how far that has come.
``ask`` leaves a wish for the others. ``use`` is called in the transaction that does the thing; it
raises NotAgreed when the agreement is not there. ``docs/signing-in.md`` says who may agree to what.
"""

from consultations.approvals.asking import ApprovalRefused, ask, decide, wishes, wishes_for
from consultations.approvals.rules import Action, may_agree, others_who_may_agree
from consultations.approvals.using import NotAgreed, Standing, standing_of, use

__all__ = [
    "Action",
    "ApprovalRefused",
    "NotAgreed",
    "Standing",
    "ask",
    "decide",
    "may_agree",
    "others_who_may_agree",
    "standing_of",
    "use",
    "wishes",
    "wishes_for",
]
