"""The office's own settings for drafts: 内部预审, own templates, opinions on one draft."""

from dataclasses import dataclass

from xiezhi.cases.models import CasePaper, PaperTemplate, PreviewOpinion, PreviewSwitch
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.preview import PreviewStage, stage_after


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The internal preview of a draft.

    Attributes:
        opinions: every one ever given, oldest first.
        next_stage: whose comes next on the present wording, None when none does.
        is_returned: somebody did not agree; the draft waits to be changed.
    """

    is_on: bool
    opinions: tuple[PreviewOpinion, ...]
    next_stage: PreviewStage | None
    is_returned: bool


def is_preview_on() -> bool:
    """Tell whether drafts pass an internal preview; off until the office turns it on."""
    newest = PreviewSwitch.objects.order_by("-set_at").first()
    return newest is not None and newest.is_on


def preview_of(draft: CasePaper) -> Preview:
    """Return the opinions on a draft; those on former wordings stay and count no more."""
    opinions = tuple(PreviewOpinion.objects.filter(paper_id=draft.id).order_by("at", "id"))
    present = [one for one in opinions if one.wording_of == draft.entered_at]
    given = [(PreviewStage(one.stage), one.agrees) for one in present]
    return Preview(
        is_on=is_preview_on(),
        opinions=opinions,
        next_stage=stage_after(given),
        is_returned=any(not agrees for _stage, agrees in given),
    )


def list_templates() -> tuple[PaperTemplate, ...]:
    """Return the templates that stand, without their content."""
    rows = PaperTemplate.objects.filter(withdrawn_at__isnull=True).defer("content")
    return tuple(rows.order_by("kind", "-set_at"))


def find_template(kind: PaperKind) -> bytes:
    """Return the office's own template for a paper; b"" where there is none."""
    rows = PaperTemplate.objects.filter(kind=kind, withdrawn_at__isnull=True)
    newest = rows.order_by("-set_at").first()
    return b"" if newest is None else bytes(newest.content)
