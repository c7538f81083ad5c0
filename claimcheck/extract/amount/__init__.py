"""Find the amounts of a sentence: figures with their hedge, unit, what they count, in which role and scope.

Durations and dates belong to the time finder; prison terms ("sentenced to 12 years") are amounts, in years.
"""

from claimcheck.extract.amount.finder import find_amounts

__all__ = ["find_amounts"]
