"""Fetches the pinned front-end files by ``npm pack`` and writes what was taken to VENDORED.md.

Of tus-js-client only the protocol is taken, with the browser's own URL and base64 in place of its two
dependencies: all of it would be a seventh of what a first visit may weigh. Run by a maintainer after raising a pin below: ``python scripts/refresh_frontend.py``. Needs npm; users and
servers do not. The archive must match the pinned digest, so a changed package is refused.
"""

import hashlib
import re
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STATIC_VENDOR = ROOT / "src/xiezhi/web/static/vendor"
BROWSER_VENDOR = ROOT / "tests/browser/vendor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One pinned npm package and the files taken from it.

    Attributes:
        archive_sha256: digest of the packed archive.
        files: path inside the package to file name in ``folder``.
        bundled: file name in ``folder`` to the modules it is joined from; the first is the entry.
    """

    name: str
    version: str
    licence: str
    archive_sha256: str
    folder: Path
    files: dict[str, str]
    bundled: dict[str, dict[str, str]] = field(default_factory=dict)


TUS_MODULES = {
    "entry.js": """\
import BaseUpload from "tus-js-client/lib.esm/upload.js";
export class Upload extends BaseUpload {
  constructor(file, options) { super(file, { ...BaseUpload.defaultOptions, ...options }); }
}
""",
    "js-base64.js": """\
export const Base64 = {
  encode: (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text))),
};
""",
    "url-parse.js": "export default URL;\n",
}
JOINER = Package(
    name="@esbuild/linux-x64",
    version="0.25.10",
    licence="MIT",
    archive_sha256="25a7b968b8e5172baaa8f44f91b71c1d2d7e760042c691f22ab59527d870d145",
    folder=STATIC_VENDOR,
    files={},
)
"""Joins modules on the maintainer's machine; nothing of it is taken."""

PACKAGES = (
    Package(
        name="htmx.org",
        version="2.0.11",
        licence="0BSD",
        archive_sha256="165a2655073e9e6e55e307a7c74e8ebcdb76afb7701f9c16cfd106a13add408e",
        folder=STATIC_VENDOR,
        files={"dist/htmx.min.js": "htmx.min.js", "LICENSE": "htmx.LICENSE.txt"},
    ),
    Package(
        name="tus-js-client",
        version="4.3.1",
        licence="MIT",
        archive_sha256="919f46808b2c689be9214df5c0f21879bee4a4599b34e212ada8f14de1db9bc0",
        folder=STATIC_VENDOR,
        files={"LICENSE": "tus.LICENSE.txt"},
        bundled={"tus.min.js": TUS_MODULES},
    ),
    Package(
        name="js-sha256",
        version="1.0.0",
        licence="MIT",
        archive_sha256="3a66e57c670fbb6a56861add7db278c13e0b7278f7d345de3566399e070d70c2",
        folder=STATIC_VENDOR,
        files={"build/sha256.min.js": "sha256.min.js", "LICENSE.txt": "sha256.LICENSE.txt"},
    ),
    Package(
        name="axe-core",
        version="4.14.1",
        licence="MPL-2.0",
        archive_sha256="e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745",
        folder=BROWSER_VENDOR,
        files={"axe.min.js": "axe.min.js", "LICENSE": "axe.LICENSE.txt"},
    ),
)


def sha256(content: bytes) -> str:
    """Return the digest in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def without_map(content: bytes) -> bytes:
    """Return a script without the line naming its source map, which is not taken along."""
    return re.sub(rb"\n//# sourceMappingURL=\S+\s*$", b"\n", content)


def pack(package: Package, into: Path) -> Path:
    """Return the archive npm packed, checked against its pin.

    Raises:
        SystemExit: npm failed, or the archive is not the pinned one.
    """
    done = subprocess.run(
        ["npm", "pack", "--silent", f"{package.name}@{package.version}"],
        cwd=into,
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        sys.exit(f"npm pack {package.name}@{package.version} failed:\n{done.stderr}")
    archive = into / done.stdout.split()[-1]
    found = sha256(archive.read_bytes())
    if package.archive_sha256 != found:
        sys.exit(f"{package.name}@{package.version}: archive is {found}, not the pinned one")
    print(f"{package.name}@{package.version}: archive {found}")
    return archive


def joined(package: Package, archive: Path, modules: dict[str, str]) -> bytes:
    """Return one script for browsers, made of the package and our modules beside it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with tarfile.open(archive) as opened:
            opened.extractall(folder / "node_modules", filter="data")
        (folder / "node_modules/package").rename(folder / "node_modules" / package.name)
        with tarfile.open(pack(JOINER, folder)) as opened:
            opened.extractall(folder / "joiner", filter="data")
        for module, text in modules.items():
            (folder / module).write_text(text, encoding="utf-8")
        stand_ins = [f"--alias:{Path(module).stem}=./{module}" for module in list(modules)[1:]]
        command = [str(folder / "joiner/package/bin/esbuild"), next(iter(modules)), *stand_ins]
        command += ["--bundle", "--minify", "--format=iife", "--global-name=tus", "--target=es2018"]
        return subprocess.run(command, cwd=folder, check=True, capture_output=True).stdout


def unpack(package: Package, archive: Path) -> list[str]:
    """Write the package's files and return one VENDORED.md row for each."""
    package.folder.mkdir(parents=True, exist_ok=True)
    contents = {}
    with tarfile.open(archive) as opened:
        for source, name in package.files.items():
            member = opened.extractfile(f"package/{source}")
            if member is None:
                sys.exit(f"{package.name}@{package.version}: no {source} inside")
            contents[name] = without_map(member.read())
    for name, modules in package.bundled.items():
        contents[name] = joined(package, archive, modules)
    for name, content in contents.items():
        (package.folder / name).write_bytes(content)
    return [
        f"| {name} | {package.name} | {package.version} | {package.licence} | `{sha256(content)}` |"
        for name, content in contents.items()
    ]


def main() -> None:
    """Refresh every folder of vendored files."""
    rows: dict[Path, list[str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for package in PACKAGES:
            rows.setdefault(package.folder, []).extend(unpack(package, pack(package, Path(folder))))
    heading = [
        "# Vendored files",
        "",
        "Written by `scripts/refresh_frontend.py`; change the pins there, not the files here.",
        "",
        "| file | package | version | licence | sha256 |",
        "|---|---|---|---|---|",
    ]
    for target, lines in rows.items():
        (target / "VENDORED.md").write_text("\n".join([*heading, *lines]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
