"""Errors of screening."""

from haven.records.marked_yaml import Problem


class ScreeningError(Exception):
    """Something about screening that cannot be done."""


class PolicyError(ScreeningError):
    """A policy that cannot be used; `problems` lists every fault with its line."""

    def __init__(self, problems: list[Problem], source: str = "policy") -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))
        super().__init__("\n".join(f"{source}, {problem}" for problem in self.problems))
