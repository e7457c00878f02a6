"""What falls due while a service works with somebody, by name: it ends with the service."""

from typing import Final

GOAL: Final = "Goal of the plan"
STEP: Final = "Step of the plan"
PLAN: Final = "Review of the plan"
FORMULATION: Final = "Review of the formulation"
CASE: Final = "Review of the case"
ALL: Final = (GOAL, STEP, PLAN, FORMULATION, CASE)
