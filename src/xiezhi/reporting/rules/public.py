"""公开数据: which figures go before everybody, and by which groups.

Few on purpose: each further breakdown is one more equation for whoever wants to know who reported.
A part is told only where the rest of its whole is no small group either.
"""

from dataclasses import dataclass
from typing import Final

from xiezhi.reporting.rules.figures import FigureFilter


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFigure:
    """A figure by its key; ``whole`` is the key of the figure it is a part of, if any."""

    key: str
    whole: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicTable:
    """A figure by its groups. Every row of the figure's list belongs to one group or to none."""

    key: str
    by: FigureFilter


PUBLIC_FIGURES: Final = (
    PublicFigure(key="reports"),
    PublicFigure(key="reports_lead", whole="reports"),
    PublicFigure(key="leads"),
    PublicFigure(key="leads_closed"),
    PublicFigure(key="letters_served"),
    PublicFigure(key="replies"),
    PublicFigure(key="replies_mended", whole="replies"),
    PublicFigure(key="reply_on_time_rate"),
    PublicFigure(key="cases_filed"),
    PublicFigure(key="cases_verified"),
    PublicFigure(key="proposals"),
    PublicFigure(key="proposals_answered"),
    PublicFigure(key="feedback_on_time_rate"),
)
PUBLIC_TABLES: Final = (
    PublicTable(key="reports", by=FigureFilter.CHANNEL),
    PublicTable(key="leads", by=FigureFilter.AREA),
    PublicTable(key="leads", by=FigureFilter.TOWN),
    PublicTable(key="cases_filed", by=FigureFilter.AREA),
)
REST_LABELS: Final = {"rest": "其他或者未定"}
"""The group of those in no other."""
