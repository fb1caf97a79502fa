"""What 建议提案转化台账 may be narrowed to, so that a figure is the count of a list."""

from enum import StrEnum


class ProposalMeasure(StrEnum):
    """Proposals by the day in the period: received, then decided to become something, then answered."""

    RECEIVED = "received"
    SUBSTANCE = "substance"
    CONVERTED = "converted"
    TO_LEAD = "to_lead"
    TO_CASE = "to_case"
    TO_SUGGESTION = "to_suggestion"
    ANSWERED = "answered"
