"""Campaigns: answers that share most of their words are shown apart, and never taken away."""

from consultations.campaigns.standing import campaign_responses

__all__ = ["campaign_responses"]
