"""The lock: what is told when it is renewed, and what of known faults."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from locked import LOCK, audit, changes, pins, renew
from small_books import ROOT

UV = str(Path(sys.executable).with_name("uv"))
NOBODY = "http://127.0.0.1:9/"


def lock_of(**versions: str) -> str:
    return "# a head\n" + "".join(
        f"{name}=={version} ; python_version > '3'  \\\n    --hash=sha256:{name}{version}\n    # via other\n"
        for name, version in versions.items()
    )


def wheel(folder: Path, name: str, version: str) -> None:
    info = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as file:
        file.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        file.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        file.writestr(f"{info}/RECORD", "")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that needs ``rain``, of which a folder has two versions."""
    for version in ("1.0", "2.0"):
        wheel(tmp_path, "rain", version)
    (tmp_path / "pyproject.toml").write_text(
        '[project]\nname = "small"\nversion = "1"\nrequires-python = ">=3.11"\ndependencies = ["rain"]\n'
    )
    (tmp_path / LOCK).write_text(lock_of(rain="1.0", snow="3.1"))
    monkeypatch.setenv("UV_FIND_LINKS", str(tmp_path))
    monkeypatch.setenv("UV_NO_INDEX", "1")
    monkeypatch.setenv("UV_HTTP_RETRIES", "0")
    return tmp_path


def test_what_came_what_went_and_from_which_version_to_which_is_told(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert renew(UV, project) == 0
    told = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert told == [["changed", "rain", "1.0", "->", "2.0"], ["removed", "snow", "3.1"]]
    assert list(pins((project / LOCK).read_text())) == [("rain", "2.0")]
    assert renew(UV, project) == 0
    assert capsys.readouterr().out == "requirements.txt: nothing changed\n"


def test_the_head_of_the_lock_has_each_value_behind_an_equals_sign_as_renovate_reads_it(project: Path) -> None:
    renew(UV, project)
    command = (project / LOCK).read_text().splitlines()[1]
    assert "--output-file=requirements.txt" in command
    assert "--upgrade" not in command


def test_without_a_network_the_lock_stays_and_the_reason_is_told(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (project / LOCK).read_bytes()
    monkeypatch.delenv("UV_NO_INDEX")
    monkeypatch.delenv("UV_FIND_LINKS")
    monkeypatch.setenv("UV_DEFAULT_INDEX", NOBODY)
    assert renew(UV, project) == 1
    assert (project / LOCK).read_bytes() == before
    told = capsys.readouterr().err
    assert told.startswith("requirements.txt is as it was")
    assert "the index of packages cannot be reached" in told


def test_versions_that_nobody_has_are_no_matter_of_the_network(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "pyproject.toml").write_text((project / "pyproject.toml").read_text().replace("rain", "rain>=9"))
    assert renew(UV, project) == 1
    assert "mend the versions that pyproject.toml" in capsys.readouterr().err


def test_two_versions_of_a_package_and_other_files_of_one_are_told() -> None:
    before = pins("a==1 \\\n --hash=x\nb==1\nb==2\n")
    after = pins("a==1 \\\n --hash=y\nb==2\nb==3\nc==4\n")
    assert changes(before, after) == [
        ("files", "a", "1", "1 of its files are others"),
        ("changed", "b", "1, 2", "2, 3"),
        ("added", "c", "", "4"),
    ]


class Database(BaseHTTPRequestHandler):
    """A database that knows a fault of ``rain``, and an index of packages beside it."""

    def do_POST(self) -> None:
        queries = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
        fault = {"vulns": [{"id": "PYSEC-1", "modified": "2024-01-01T00:00:00Z"}]}
        self.answer({"results": [fault if one["package"]["name"] == "rain" else {} for one in queries]})

    def do_GET(self) -> None:
        self.answer({"id": "PYSEC-1", "modified": "2024-01-01T00:00:00Z", "summary": "It leaks", "affected": []})

    def answer(self, content: Any) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(content).encode())

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def database() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Database)
    threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def test_a_known_fault_of_a_locked_package_is_told_with_its_name(
    project: Path, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit(UV, project, database, database) == 1
    told = capsys.readouterr().out
    assert "rain 1.0" in told and "It leaks" in told and "snow" not in told
    (project / LOCK).write_text(lock_of(snow="3.1"))
    assert audit(UV, project, database, database) == 0


def test_where_no_database_can_be_asked_that_is_said_and_is_no_clean_bill(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit(UV, project, NOBODY, NOBODY) == 2
    assert "Nothing was looked up" in capsys.readouterr().err


def test_what_checks_the_hashes_of_all_packages_is_checked_itself() -> None:
    run = subprocess.run(
        ["make", "--dry-run", "VENV=new", "new/installed"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    recipe = run.stdout.replace("\\\n", " ")
    first, *others = (line for line in recipe.splitlines() if "pip install" in line or "pip sync" in line)
    # press itself stands in this folder.
    assert [
        line for line in (first, *others) if "--require-hashes" not in line and "--editable scripts" not in line
    ] == []
    # What pip is given is all that is locked of uv.
    printed = subprocess.run(
        ["sh", "-c", first.partition("||")[2].partition("|")[0]], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    locked = pins((ROOT / LOCK).read_text(encoding="utf-8"))
    ((uv, hashes),) = pins(printed).items()
    assert (uv[0], hashes) == ("uv", locked[uv]) and hashes
