"""Runs inside the environment of red-dwarf: works out one conversation, and writes it as JSON.

``python benchmarks/inside_red_dwarf.py VOTES.npz``: ``votes`` as people by statements, ``out`` the
statements that moderators took out, ``labels`` the groups to count by, -1 for nobody.
"""

# red-dwarf has an environment of its own, so nothing of it is known in that of the checks.
# mypy: disable-error-code="import-not-found,import-untyped,no-any-unimported"

from __future__ import annotations

import json
import sys
import time
from typing import Any

import numpy as np


def worked_out(path: str) -> dict[str, Any]:
    """Components, groups, agreement across given groups, and how long its pipeline took."""
    from reddwarf.implementations.polis import run_pipeline
    from reddwarf.utils.matrix import generate_raw_matrix
    from reddwarf.utils.stats import calculate_comment_statistics_dataframes

    given = np.load(path)
    cast = given["votes"]
    people, statements = np.nonzero(~np.isnan(cast))
    votes = [
        {
            "participant_id": int(person),
            "statement_id": int(statement),
            "vote": int(cast[person, statement]),
            "modified": 0,
        }
        for person, statement in zip(people, statements, strict=True)
    ]
    began, busy = time.perf_counter(), time.process_time()
    result = run_pipeline(
        votes=votes, mod_out_statement_ids=[int(each) for each in given["out"]], random_state=20
    )
    seconds, busy = time.perf_counter() - began, time.process_time() - busy
    labels = given["labels"]
    grouped = np.flatnonzero(labels >= 0)
    by_group, consensus = calculate_comment_statistics_dataframes(
        vote_matrix=generate_raw_matrix(votes=votes).loc[grouped],
        cluster_labels=labels[grouped],
    )
    found = result.participants_df["cluster_id"].fillna(-1).astype(int)
    return {
        "seconds": seconds,
        "busy": busy,
        "statements": [int(each) for each in result.statements_df.index],
        "components": np.asarray(result.reducer.components_).tolist(),
        "labels": {int(person): int(label) for person, label in found.items()},
        "consensus": consensus["group-aware-consensus-agree"].astype(float).tolist(),
        "counted": [int(each) for each in consensus.index],
        "z": by_group["rat"].unstack().to_numpy().astype(float).tolist(),
    }


if __name__ == "__main__":
    print(json.dumps(worked_out(sys.argv[1])))
