"""A volume of 200 papers and 100 pictures: time, peak memory and size, beside plain concatenation.

Run: ``python -m benchmarks.volume [papers] [pictures]``. Each step runs in a process of its own, so
that its peak memory is its own; memory is the larger of the process and of the confined process it
starts. The floor is the same PDFs, leaves and 照片说明页 included, joined by the same library in
one call: no numbers, no A4, no bookmarks, no checks.
"""

import hashlib
import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image

from xiezhi.documents.papers.pdf import paper_pdf
from xiezhi.documents.papers.values import LetterPaper
from xiezhi.documents.papers.wording import paragraphs_of
from xiezhi.documents.volume.archive.package import write_package
from xiezhi.documents.volume.archive.values import ArchivePackage, CheckResult
from xiezhi.documents.volume.archive.verify import verify_package
from xiezhi.documents.volume.binder import bind_volume
from xiezhi.documents.volume.photo_sheets import photo_sheets_pdf
from xiezhi.documents.volume.values import (
    EvidencePhoto,
    PhotoSheets,
    Retention,
    Volume,
    VolumeCover,
    VolumeItem,
)

PAPERS, PICTURES = 200, 100
KINDS = 20  # different papers and pictures; each stands several times
STEPS = ("sheets", "bind", "floor", "package", "verify")
OFFICE = "达拉特旗人民检察院"
CASE = "督促履行消防水鹤监管职责行政公益诉讼案"
DAY = date(2026, 3, 9)


def main() -> None:
    """Measure and print as JSON."""
    papers = int(sys.argv[1]) if len(sys.argv) > 1 else PAPERS
    pictures = int(sys.argv[2]) if len(sys.argv) > 2 else PICTURES  # noqa: PLR2004
    with tempfile.TemporaryDirectory(prefix="xiezhi-bench-") as place:
        folder = Path(place)
        _make(folder)
        result: dict[str, Any] = {"papers": papers, "pictures": pictures}
        for step in STEPS:
            result[step] = _measured(step, folder, papers, pictures)
        result["bind : floor"] = round(
            result["bind"]["cpu_seconds"] / result["floor"]["cpu_seconds"], 2
        )
    print(json.dumps(result, indent=2, ensure_ascii=False))


def _make(folder: Path) -> None:
    """Write the papers (three pages each) and pictures (2560 by 1920, noisy) once."""
    for kind in range(KINDS):
        paper = LetterPaper(
            heading=OFFICE,
            title=f"关于第{kind + 1}号材料的函",
            addressees=("达拉特旗住房和城乡建设局",),
            body=paragraphs_of("社会公共利益处于受侵害状态，现将有关情况函告。\n" * 40),
            signed_by=OFFICE,
            dated=DAY,
        )
        (folder / f"paper-{kind}.pdf").write_bytes(paper_pdf(paper))
        noise = Image.frombytes("RGB", (640, 480), os.urandom(640 * 480 * 3))
        written = io.BytesIO()
        noise.resize((2560, 1920)).save(written, "JPEG", quality=90)
        (folder / f"photo-{kind}.jpg").write_bytes(written.getvalue())


def _measured(step: str, folder: Path, papers: int, pictures: int) -> dict[str, Any]:
    """Run one step in a fresh process."""
    command = [sys.executable, "-m", "benchmarks.volume", "--step", step]
    found = subprocess.run(
        [*command, str(folder), str(papers), str(pictures)],
        check=True,
        capture_output=True,
        text=True,
    )
    measured: dict[str, Any] = json.loads(found.stdout.splitlines()[-1])
    return measured


def one_step(step: str, folder: Path, papers: int, pictures: int) -> None:
    """Do one step and print what it took."""
    began = time.process_time()
    start = time.perf_counter()
    made = _STEPS[step](folder, papers, pictures)
    seconds = time.perf_counter() - start
    own = resource.getrusage(resource.RUSAGE_SELF)
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        json.dumps(
            {
                "seconds": round(seconds, 2),
                "cpu_seconds": round(
                    own.ru_utime + own.ru_stime + child.ru_utime + child.ru_stime - began, 2
                ),
                "peak_mb": round(own.ru_maxrss / 1024),
                "peak_mb_confined": round(child.ru_maxrss / 1024),
                "file_mb": round(made.stat().st_size / 1024 / 1024, 1),
            }
        )
    )


def _volume(folder: Path, papers: int) -> Volume:
    items = [
        VolumeItem(
            title=f"关于第{place + 1}号材料的函",
            author=OFFICE,
            number=f"达检函〔2026〕{place + 1}号",
            dated=DAY,
            content=folder / f"paper-{place % KINDS}.pdf",
        )
        for place in range(papers)
    ]
    sheets = VolumeItem(
        title="照片说明", author="承办检察官02", dated=DAY, content=folder / "sheets.pdf"
    )
    cover = VolumeCover(
        office=OFFICE,
        kind="公益诉讼检察卷宗（正卷）",
        case_title=CASE,
        handlers=("承办检察官02",),
        retention=Retention.SIXTY_YEARS,
    )
    return Volume(cover=cover, items=(*items, sheets))


def _sheets(folder: Path, _papers: int, pictures: int) -> Path:
    photos = []
    for place in range(pictures):
        path = folder / f"photo-{place % KINDS}.jpg"
        photos.append(
            EvidencePhoto(
                content=path,
                taken_at=datetime(2026, 3, 5, 1, 30, tzinfo=UTC),
                place="展旦召苏木加油站北200米处",
                photographer="承办检察官02",
                witness="公益诉讼网格员07",
                proves=f"第{place + 1}处消防水鹤阀门损坏",
                original_sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            )
        )
    target = folder / "sheets.pdf"
    photo_sheets_pdf(PhotoSheets(office=OFFICE, case_title=CASE, photos=photos), target)
    return target


def _bind(folder: Path, papers: int, _pictures: int) -> Path:
    bind_volume(_volume(folder, papers), folder / "volume.pdf")
    return folder / "volume.pdf"


def _floor(folder: Path, papers: int, _pictures: int) -> Path:
    target = folder / "floor.pdf"
    parts = [str(item.content) for item in _volume(folder, papers).items]
    pikepdf.Job(["pikepdf", "--empty", "--pages", *parts, "--", str(target)]).run()
    return target


def _package(folder: Path, papers: int, _pictures: int) -> Path:
    volume = _volume(folder, papers)
    bound = bind_volume(volume, folder / "volume.pdf")
    write_package(
        ArchivePackage(
            code="BENCH",
            volume=volume,
            bound=bound,
            bound_pdf=folder / "volume.pdf",
            events=(),
            prepared_by="书记员05",
            prepared_at=datetime(2026, 9, 1, 2, tzinfo=UTC),
            software="协治",
        ),
        folder / "package.zip",
    )
    return folder / "package.zip"


def _verify(folder: Path, _papers: int, _pictures: int) -> Path:
    found = verify_package(folder / "package.zip")
    assert CheckResult.FAILED not in {check.result for check in found.checks}
    return folder / "package.zip"


_STEPS: dict[str, Callable[[Path, int, int], Path]] = {
    "sheets": _sheets,
    "bind": _bind,
    "floor": _floor,
    "package": _package,
    "verify": _verify,
}

if __name__ == "__main__":
    if sys.argv[1:2] == ["--step"]:
        one_step(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5]))
    else:
        main()
