"""A gate that looks at scenarios where it stands, for tests that are about others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from game.errors import ScenarioError
from game.scenario.passing import Job, Report, look


class Here:
    """Does in this process what a child would, and passes it as a child does."""

    def reports(self, jobs: Sequence[Job]) -> Iterator[Report | ScenarioError]:
        """Yield the report of each job, read back from its line."""
        for job in jobs:
            report = look(Job.from_line(job.line()))
            yield Report.from_line(report.line())
