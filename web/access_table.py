"""Who may use which page of the workspace, as the table in docs/signing-in.md.

``.venvs/app/bin/python -m web.access_table`` writes it there, from the addresses themselves.
"""

from __future__ import annotations

from consultations.access import Role
from consultations.settings import ROOT
from web.pages.workspace.address import Address
from web.pages.workspace_routes import BEHIND_THE_DOOR

GUIDE = ROOT / "docs" / "signing-in.md"
BEGINS, ENDS = "<!-- table of pages -->", "<!-- end of the table of pages -->"
NOTHING, READS, ACTS, BOTH = "no", "reads", "acts", "reads, acts"


def what_may(address: Address, role: Role) -> str:
    """What somebody with one role may do on a page."""
    reads = "GET" in address.methods and role in address.allowed("GET")
    acts = "POST" in address.methods and role in address.allowed("POST")
    if reads and acts:
        return BOTH
    return READS if reads else ACTS if acts else NOTHING


def access_table() -> str:
    """One row for each page, one column for each role."""
    rows = [
        [f"`{each.path}`", *(what_may(each, role) for role in Role)]
        for each in sorted(BEHIND_THE_DOOR, key=lambda each: each.path)
    ]
    head = ["page", *Role]
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows])


def rules_in(guide: str) -> dict[str, dict[Role, str]]:
    """What the guide says about each page and role."""
    table = guide.partition(BEGINS)[2].partition(ENDS)[0].strip().splitlines()[2:]
    cells = [[cell.strip() for cell in row.strip("| ").split("|")] for row in table]
    return {row[0].strip("`"): dict(zip(Role, row[1:], strict=True)) for row in cells}


def write_guide() -> None:
    """Put the table into the guide, in place of the one that is there."""
    before, _, rest = GUIDE.read_text(encoding="utf-8").partition(BEGINS)
    after = rest.partition(ENDS)[2]
    text = f"{before}{BEGINS}\n{access_table()}\n{ENDS}{after}"
    GUIDE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write_guide()
