"""Print the table of the zoo: which bug is caught by which suites."""

from __future__ import annotations

from .bugs import BUGS

if __name__ == "__main__":
    width = max(len(bug.name) for bug in BUGS)
    for bug in BUGS:
        print(f"{bug.name:{width}}  {bug.file:45}  {', '.join(bug.caught_by)}")  # noqa: T201 - it is a program
