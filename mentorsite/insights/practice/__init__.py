"""What a portfolio's authors may want to look at next: practice checks over what they wrote."""

from mentorsite.insights.practice.checks import CHECKS, practice_findings
from mentorsite.insights.practice.finding import Finding

__all__ = ["CHECKS", "Finding", "practice_findings"]
