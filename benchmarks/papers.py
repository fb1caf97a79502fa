"""100 papers of the procedures as DOCX and as PDF, beside the barest thing that makes such files.

Run: ``python -m benchmarks.papers [papers]``. The floors, in the same run: a bare typst compile of
the same characters on a white page, and the same template's parts written into a ZIP unchanged.
"""

import io
import json
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle, islice
from typing import Any

import typst

from xiezhi.documents.glyphs import FONTS
from xiezhi.documents.papers.case.composing import holds, paper_of
from xiezhi.documents.papers.case.making import docx, pdf
from xiezhi.documents.papers.case.own_templates import sample_values
from xiezhi.documents.papers.case.problems import problems_of
from xiezhi.documents.papers.case.registry import case_papers
from xiezhi.documents.papers.case.values import CasePaperValues
from xiezhi.documents.papers.checked import characters
from xiezhi.documents.papers.forms import form_of

PAPERS = 100


def main() -> None:
    """Measure processor seconds and print as JSON."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PAPERS
    papers = list(islice(cycle(_papers()), count))
    for values in papers[: len(case_papers())]:  # fonts are read once for all
        pdf(values)
        docx(values)
    texts = [_text(values) for values in papers]
    templates = [_parts(values) for values in papers]
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
    product = {"pdf": _seconds(pdf, papers), "docx": _seconds(docx, papers)}
    floor = {
        "pdf": _seconds(lambda text: _bare_pdf(text, fonts), texts),
        "docx": _seconds(_bare_zip, templates),
    }
    result: dict[str, Any] = {
        "papers": count,
        "kinds": len({values.key for values in papers}),
        "check_seconds": _seconds(problems_of, papers),
    }
    for kind, seconds in product.items():
        result[kind] = {
            "seconds": seconds,
            "a_paper_ms": round(1000 * seconds / count, 1),
            "floor_seconds": floor[kind],
            "product : floor": round(seconds / floor[kind], 2),
        }
    result["both_seconds"] = round(sum(product.values()), 2)
    print(json.dumps(result, indent=2, ensure_ascii=False))


def _papers() -> list[CasePaperValues]:
    """Every kind, its fields filled with their own names."""
    made = []
    for known in case_papers():
        sample = sample_values(known.key)
        left_out = {"failures", "unknown_party"}  # they contradict other fields' samples
        chosen = {key: value for key, value in sample.fields.items() if key not in left_out}
        fields = {
            one.key: chosen[one.key]
            for one in known.fields
            if one.key in chosen and holds(one.when, chosen)
        }
        made.append(replace(sample, office="达拉特旗人民检察院", fields=fields))
    return [values for values in made if not problems_of(values)]


def _text(values: CasePaperValues) -> str:
    paper = paper_of(values)
    return characters(form_of(paper).fields(paper))


def _parts(values: CasePaperValues) -> dict[str, bytes]:
    template = form_of(paper_of(values)).docx_template
    with zipfile.ZipFile(template) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def _bare_pdf(text: str, fonts: typst.Fonts) -> bytes:
    source = b'#set text(font: "Noto Serif CJK SC", size: 16pt)\n#sys.inputs.text'
    made = typst.compile(
        source, font_paths=fonts, ignore_system_fonts=True, sys_inputs={"text": text}
    )
    assert isinstance(made, bytes)
    return made


def _bare_zip(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return made.getvalue()


def _seconds(make: Callable[[Any], object], things: list[Any]) -> float:
    start = time.process_time()
    for thing in things:
        make(thing)
    return round(time.process_time() - start, 3)


if __name__ == "__main__":
    main()
