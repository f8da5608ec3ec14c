"""What stands in the rail of the workspace, in order: each page by its name, in words."""

from __future__ import annotations

# Under each heading, the name of an address and what it is called. Pages that somebody may not see
# are left out.
RAIL = (
    (
        "What people said",
        (
            ("workspace-overview", "Overview"),
            ("workspace-questions", "Questions"),
            ("workspace-moved", "Views that moved"),
            ("workspace-agreement", "What people agree on"),
            ("workspace-themes", "Themes"),
            ("workspace-comments", "Comments"),
        ),
    ),
    (
        "Who took part",
        (
            ("workspace-equality", "Who we heard from"),
            ("workspace-reach", "Who is missing"),
            ("workspace-campaigns", "Campaigns"),
            ("workspace-releases", "Staff results given out"),
        ),
    ),
    (
        "For you to do",
        (
            ("workspace-asked", "What people asked"),
            ("workspace-statements", "Statements"),
            ("workspace-formats", "Other formats"),
            ("workspace-approvals", "Agreements"),
        ),
    ),
    (
        "Decide",
        (
            ("workspace-decide", "Decide"),
            ("workspace-outcome", "You said, we did"),
            ("workspace-readiness", "Readiness"),
            ("workspace-report", "Report"),
        ),
    ),
    (
        "Keep",
        (
            ("workspace-data", "Data"),
            ("workspace-status", "Status"),
            ("workspace-record", "Record"),
        ),
    ),
)
EVERYTHING_ELSE = (
    ("workspace", "All consultations"),
    ("workspace-people", "People"),
    ("workspace-account", "Your account"),
)
