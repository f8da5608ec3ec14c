"""What stands in the rail of the workspace, in order: each page by its name, in words."""

from __future__ import annotations

# The name of an address, and what it is called. Pages that somebody may not see are left out.
RAIL = (
    ("workspace-overview", "Overview"),
    ("workspace-questions", "Questions"),
    ("workspace-themes", "Themes"),
    ("workspace-comments", "Comments"),
    ("workspace-agreement", "What people agree on"),
    ("workspace-moved", "Views that moved"),
    ("workspace-statements", "Statements"),
    ("workspace-asked", "What people asked"),
    ("workspace-equality", "Who we heard from"),
    ("workspace-reach", "Reach"),
    ("workspace-campaigns", "Campaigns"),
    ("workspace-releases", "Releases"),
    ("workspace-formats", "Other formats"),
    ("workspace-decide", "Decide"),
    ("workspace-outcome", "You said, we did"),
    ("workspace-readiness", "Readiness"),
    ("workspace-report", "Report"),
    ("workspace-data", "Data"),
    ("workspace-status", "Status"),
    ("workspace-approvals", "Agreements"),
    ("workspace-record", "Record"),
)
EVERYTHING_ELSE = (
    ("workspace", "All consultations"),
    ("workspace-people", "People"),
    ("workspace-account", "Your account"),
)
