"""What stands in the rail of the workspace, in the order of the work: each page by its name."""

from __future__ import annotations

# Under each heading, the name of an address and what it is called. Pages that somebody may not see
# are left out.
RAIL = (
    (
        "Where it stands",
        (
            ("workspace-overview", "Overview"),
            ("workspace-status", "Status"),
            ("workspace-approvals", "Agreements"),
        ),
    ),
    (
        "While it is open",
        (
            ("workspace-asked", "What people asked"),
            ("workspace-statements", "Statements"),
            ("workspace-reach", "Who is missing"),
            ("workspace-formats", "Other formats"),
        ),
    ),
    (
        "After the close",
        (
            ("workspace-campaigns", "Campaigns"),
            ("workspace-comments", "Comments"),
            ("workspace-releases", "Staff results given out"),
        ),
    ),
    (
        "What people said",
        (
            ("workspace-equality", "Who we heard from"),
            ("workspace-questions", "Questions"),
            ("workspace-themes", "Themes"),
            ("workspace-agreement", "What people agree on"),
            ("workspace-moved", "Views that moved"),
        ),
    ),
    (
        "Decide",
        (
            ("workspace-decide", "Decide"),
            ("workspace-readiness", "Readiness"),
            ("workspace-outcome", "You said, we did"),
            ("workspace-report", "Report"),
        ),
    ),
    (
        "Keep",
        (
            ("workspace-data", "Data"),
            ("workspace-record", "Record"),
        ),
    ),
)
EVERYTHING_ELSE = (
    ("workspace", "All consultations"),
    ("workspace-people", "People"),
    ("workspace-account", "Your account"),
)
