"""A package of reports with pictures, out of one zone and into the other, beside plain copying.

Run: ``python -m benchmarks.exchange [REPORTS]`` (default 1000). Both zones stand in one database as
two offices, so that one machine's disk serves all of it. ``seconds`` are those of receiving the
reports beforehand, of export, verification and import. The floor copies the same bytes, file by
file, with SHA-256, once plainly and once flushed to disk like the file store does. Prints JSON.
"""

import hashlib
import io
import json
import os
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from benchmarks.bench import scratch

MEGABYTE = 1024 * 1024
CHUNK = MEGABYTE
WORDS = "展旦召苏木卫生院门口的消防水鹤被撞歪了，阀门漏水，已经半个月没人修，第{number}处。"


def main(reports: int) -> None:
    """Measure and print."""
    with scratch() as place:
        import django

        django.setup()
        from django.conf import settings

        settings.XIEZHI_EXCHANGE_PART_BYTES = 600 * MEGABYTE
        outer, inner = _office("wai", 1), _office("nei", 2)
        people = _pair(outer, inner)
        seed_s = _timed(lambda: _fill(outer, reports))[1]
        folder = place.root / "medium"
        folder.mkdir()
        package, export_s = _timed(lambda: _export(outer, people, folder))
        size = sum(path.stat().st_size for path in folder.iterdir())
        stage_s = _timed(lambda: _stage(inner, people, folder))[1]
        counts, import_s = _timed(lambda: _import(inner, people, package))
        floor_s = _timed(lambda: _copy(package, outer, place.root / "plain", is_flushed=False))[1]
        flushed_s = _timed(lambda: _copy(package, outer, place.root / "flushed", is_flushed=True))[
            1
        ]
        rate = size / MEGABYTE
        print(
            json.dumps(
                {
                    "reports": reports,
                    "megabytes": round(rate),
                    "counts": counts,
                    "seconds": [round(one, 1) for one in (seed_s, export_s, stage_s, import_s)],
                    "export_mb_s": round(rate / export_s, 1),
                    "verify_mb_s": round(rate / stage_s, 1),
                    "import_mb_s": round(rate / import_s, 1),
                    "import_reports_s": round(reports / import_s, 1),
                    "copy_with_sha256_mb_s": round(rate / floor_s, 1),
                    "copy_with_sha256_and_flush_mb_s": round(rate / flushed_s, 1),
                    "export_of_copy": round(floor_s / export_s, 2),
                    "verify_and_import_of_flushed_copy": round(flushed_s / (stage_s + import_s), 2),
                },
                indent=2,
            )
        )


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    started = time.perf_counter()
    found = work()
    return found, time.perf_counter() - started


def _office(slug: str, number: int) -> Any:
    from xiezhi.accounts.services.offices import open_office
    from xiezhi.kernel.clock import now
    from xiezhi.vault.rules.sealing import new_key_pair

    return open_office(
        slug=slug,
        name=f"{slug}人民检察院",
        short_name=slug,
        public_number=number,
        identity_public_key=new_key_pair().public_key,
        is_default=number == 1,
        now=now(),
    )


def _pair(outer: Any, inner: Any) -> dict[str, Any]:
    """Make the two offices each other's zones, and three people who carry packages."""
    from xiezhi.exchange.models import ExchangePeer
    from xiezhi.exchange.rules.items import PeerKind
    from xiezhi.exchange.services.keys import own_card
    from xiezhi.infra.tenant import tenant_scope
    from xiezhi.kernel.clock import now

    made: dict[str, Any] = {}
    for office, other, kind in (
        (outer, inner, PeerKind.INNER),
        (inner, outer, PeerKind.OUTER),
    ):
        card = own_card(other)
        with tenant_scope(office.id):
            made[f"peer_{office.slug}"] = ExchangePeer.objects.create(
                kind=kind,
                name=other.short_name,
                office_id=other.id,
                installation_id=card.installation_id,
                algorithm=card.algorithm,
                public_key=card.public_key,
                fingerprint=card.fingerprint,
                trusted_by_label="系统管理员",
                trusted_at=now(),
            )
            made[f"exporter_{office.slug}"] = _person(office, "联络员01", "liaison")
            made[f"reviewer_{office.slug}"] = _person(office, "案管01", "case_management")
    return made


def _person(office: Any, label: str, role: str) -> Any:
    from xiezhi.accounts.services.people import add_department, add_staff_member
    from xiezhi.kernel.actor import Actor, ActorKind, system_actor
    from xiezhi.kernel.clock import now

    acting = system_actor(office.id)
    department = add_department(acting=acting, name=f"{label}所在部门", now=now())
    member = add_staff_member(
        acting=acting,
        label=label,
        department_id=department.id,
        login=uuid4().hex[:12],
        password=uuid4().hex,
        roles=(role,),
        now=now(),
    )
    return Actor(
        kind=ActorKind.STAFF,
        procuratorate_id=office.id,
        id=member.id,
        label=label,
        roles=frozenset({role}),
        department_id=department.id,
    )


def _fill(office: Any, reports: int) -> None:
    """Receive reports as the phone page does, each with a picture of its own.

    Receiving is measured elsewhere (`benchmarks.intake`), so only a few pictures are decoded; the
    others are these with other quantisation tables: as long, as valid, and no two alike.
    """
    from unittest.mock import patch

    from xiezhi.evidence.decoding.parent import run_decoder
    from xiezhi.evidence.services import storing

    photos = [_photo() for _ in range(min(reports, 8))]
    decoded = [run_decoder(photo) for photo in photos]
    for number in range(reports):
        made = decoded[number % len(decoded)]
        answer = replace(
            made,
            shared_jpeg=_altered(made.shared_jpeg, number),
            thumbnail_jpeg=_altered(made.thumbnail_jpeg, number),
        )
        with patch.object(storing, "run_decoder", return_value=answer):
            _receive(office, number + 1, _altered(photos[number % len(photos)], number))


def _receive(office: Any, number: int, photo: bytes) -> None:
    from xiezhi.evidence.services.storing import IncomingFile
    from xiezhi.infra.tenant import tenant_scope
    from xiezhi.intake.rules.submission import Submission
    from xiezhi.intake.services.receiving import receive_report
    from xiezhi.kernel.actor import Actor, ActorKind
    from xiezhi.kernel.clock import now

    with tenant_scope(office.id):
        receive_report(
            submission=Submission(submission_key=uuid4(), words=WORDS.format(number=number)),
            photos=[IncomingFile(name="1.jpg", data=photo)],
            office=office,
            acting=Actor(kind=ActorKind.PUBLIC, procuratorate_id=office.id),
            now=now(),
        )


def _altered(jpeg: bytes, number: int) -> bytes:
    """Return a picture with its number in the first quantisation table, whose entries start at 1."""
    at = jpeg.index(b"\xff\xdb") + 5
    entries = bytes(1 + (number >> 7 * place) % 128 for place in range(3))
    return jpeg[:at] + entries + jpeg[at + len(entries) :]


def _photo() -> bytes:
    """A picture of some 600 kB, as 随手拍 sends them, no two alike."""
    from PIL import Image

    grain = Image.frombytes("RGB", (480, 360), os.urandom(480 * 360 * 3))
    out = io.BytesIO()
    grain.resize((1600, 1200)).save(out, "JPEG", quality=80)
    return out.getvalue()


def _export(office: Any, people: dict[str, Any], folder: Path) -> Any:
    """Draw up, let every item go, seal, write the parts to the medium."""
    from xiezhi.exchange.selectors.packages import list_items, list_parts
    from xiezhi.exchange.services.carrying import hand_out_part
    from xiezhi.exchange.services.drafting import draft_package, submit_package
    from xiezhi.exchange.services.reviewing import mark_items, seal_package
    from xiezhi.infra.tenant import tenant_scope
    from xiezhi.kernel.clock import now

    exporter, reviewer = people[f"exporter_{office.slug}"], people[f"reviewer_{office.slug}"]
    with tenant_scope(office.id):
        package = draft_package(
            peer_id=people[f"peer_{office.slug}"].id, acting=exporter, now=now()
        )
        submit_package(package_id=package.id, acting=exporter, now=now())
        positions = list(list_items(package).values_list("position", flat=True))
        mark_items(package_id=package.id, positions=positions, acting=reviewer, now=now())
    with tenant_scope(office.id):
        package = seal_package(
            package_id=package.id,
            medium_number="基准",
            office=office,
            acting=reviewer,
            now=now(),
        )
        for part in list_parts(package):
            found = hand_out_part(
                package_id=package.id, number=part.number, acting=exporter, now=now()
            )
            with (folder / found.name).open("wb") as file:
                for block in found.blocks:
                    file.write(block)
                file.flush()
                os.fsync(file.fileno())
    return package


def _stage(office: Any, people: dict[str, Any], folder: Path) -> None:
    """Take every part in; the last one has the whole package verified."""
    from xiezhi.exchange.services.staging import stage_part
    from xiezhi.infra.tenant import tenant_scope
    from xiezhi.kernel.clock import now

    for path in sorted(folder.iterdir()):
        with path.open("rb") as file, tenant_scope(office.id):
            stage_part(
                content=file,
                office=office,
                acting=people[f"exporter_{office.slug}"],
                now=now(),
            )


def _import(office: Any, people: dict[str, Any], package: Any) -> dict[str, int]:
    from xiezhi.exchange.services.importing import import_package
    from xiezhi.infra.tenant import tenant_scope
    from xiezhi.kernel.clock import now

    with tenant_scope(office.id):
        report = import_package(
            package_id=package.id, acting=people[f"exporter_{office.slug}"], now=now()
        )
    return {state.value: count for state, count in report.counts.items()}


def _copy(package: Any, office: Any, folder: Path, *, is_flushed: bool) -> None:
    """Copy the package's files from the store with SHA-256: what any transport has to do."""
    from xiezhi.evidence.store import file_store
    from xiezhi.exchange.rules.manifest import read_manifest

    folder.mkdir()
    for listed in read_manifest(bytes(package.manifest)).files:
        digest = hashlib.sha256()
        source = file_store().open(office.id, bytes.fromhex(listed.sha256))
        with source, (folder / listed.sha256).open("wb") as target:
            while block := source.read(CHUNK):
                digest.update(block)
                target.write(block)
            if is_flushed:
                target.flush()
                os.fsync(target.fileno())
        assert digest.hexdigest() == listed.sha256
    shutil.rmtree(folder)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
