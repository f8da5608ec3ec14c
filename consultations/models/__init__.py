"""The tables, by subject. All of them are known as soon as this package is."""

from consultations.models.accounts import Approval, Commissioner, Membership
from consultations.models.apart import EqualityAnswer, FormatRequest, Invitation
from consultations.models.audit import AuditEvent, AuditHead
from consultations.models.bringing_in import ImportBatch, Petition, SecondEntry
from consultations.models.coding import Coding, CodingDone, ThemeCode
from consultations.models.deciding import Outcome, ReadinessNote, ThemeDecision
from consultations.models.published import ContentVersion, StatusChange
from consultations.models.questions import AskedQuestion, Enquiry, WhoAsked
from consultations.models.releasing import ExportRecord, PopulationShare, ReleasedTable
from consultations.models.responses import Answer, Conversation, Inbound, Response
from consultations.models.setting_apart import Campaign, CampaignMember, Quote, Redaction, Removal
from consultations.models.statements import SuggestedStatement, WhoSuggested

__all__ = [
    "Answer",
    "Approval",
    "AskedQuestion",
    "AuditEvent",
    "AuditHead",
    "Campaign",
    "CampaignMember",
    "Coding",
    "CodingDone",
    "Commissioner",
    "ContentVersion",
    "Conversation",
    "Enquiry",
    "EqualityAnswer",
    "ExportRecord",
    "FormatRequest",
    "ImportBatch",
    "Inbound",
    "Invitation",
    "Membership",
    "Outcome",
    "Petition",
    "PopulationShare",
    "Quote",
    "ReadinessNote",
    "Redaction",
    "ReleasedTable",
    "Removal",
    "Response",
    "SecondEntry",
    "StatusChange",
    "SuggestedStatement",
    "ThemeCode",
    "ThemeDecision",
    "WhoAsked",
    "WhoSuggested",
]
