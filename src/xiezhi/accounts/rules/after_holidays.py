"""The jobs that count days anew when a year's holidays were entered; whoever keeps such days names one."""

from typing import Final

_jobs: Final[list[str]] = []


def run_after_holidays(job: str) -> None:
    """Have a job run for an office after it entered holidays; called once, when an application starts."""
    if job not in _jobs:
        _jobs.append(job)


def jobs_after_holidays() -> tuple[str, ...]:
    """Return the names of the jobs, in the order of the applications."""
    return tuple(_jobs)
