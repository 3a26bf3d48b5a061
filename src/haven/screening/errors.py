"""Errors of screening."""

from dataclasses import dataclass


class ScreeningError(Exception):
    """Something about screening that cannot be done."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in a policy file.

    Attributes:
        line: counted from 1.
        where: the field, written as a path ("rules[2].when.any[0]").
        message: what is wrong, in a sentence.
    """

    line: int
    where: str
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.where}: {self.message}" if self.where else f"line {self.line}: {self.message}"


class PolicyError(ScreeningError):
    """A policy that cannot be used; `problems` lists every fault with its line."""

    def __init__(self, problems: list[Problem], source: str = "policy") -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))
        super().__init__("\n".join(f"{source}, {problem}" for problem in self.problems))
