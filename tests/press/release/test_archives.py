"""Archives are the same bytes for the same files, and what they hold is looked at without trust."""

from __future__ import annotations

import gzip
import io
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from press.core.errors import PressError
from press.release.archives import archived, content_of, tarred, zipped

FILES = {"b/two.txt": b"two", "a.txt": b"one", "b/қыс.txt": "қыс".encode()}


@pytest.mark.parametrize("pack", [zipped, lambda files: tarred(files, 1_700_000_000)], ids=["zip", "tar.gz"])
def test_the_order_in_which_files_are_given_changes_nothing(pack: Callable[[dict[str, bytes]], bytes]) -> None:
    assert pack(FILES) == pack(dict(reversed(FILES.items())))


@pytest.mark.parametrize("pack", [zipped, lambda files: tarred(files, 0)], ids=["zip", "tar.gz"])
def test_another_zlib_packs_the_same_bytes(
    pack: Callable[[dict[str, bytes]], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"x.txt": b"The same words, and the same words again. " * 400}
    packed, own = pack(files), zlib.compressobj
    assert len(packed) < 1000
    monkeypatch.setattr(zlib, "compressobj", lambda level=1, *rest: own(1, *rest))
    assert pack(files) == packed


def test_a_tar_tells_nothing_of_the_machine() -> None:
    packed = tarred(FILES, 1_700_000_000)
    # RFC 1952: no flags, so neither name nor comment, and a time of zero, which stands for none.
    assert packed[3] == 0
    assert packed[4:8] == bytes(4)
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        entries = archive.getmembers()
    assert [entry.name for entry in entries] == ["a.txt", "b/two.txt", "b/қыс.txt"]
    assert {(entry.mtime, entry.mode, entry.uid, entry.gid, entry.uname, entry.gname) for entry in entries} == {
        (1_700_000_000, 0o644, 0, 0, "", "")
    }


def test_what_was_packed_is_found_again(tmp_path: Path) -> None:
    wanted = {name: content_of(content) for name, content in FILES.items()}
    for name, packed in (("x.zip", zipped(FILES)), ("x.tar.gz", tarred(FILES, 0))):
        (tmp_path / name).write_bytes(packed)
        assert archived(tmp_path / name) == wanted


@pytest.mark.parametrize("name", ["../x", "a/../../x", "/etc/x", "C:/x", "a\\..\\x", "~/x"])
def test_paths_that_escape_are_named(tmp_path: Path, name: str) -> None:
    tar, archive = tmp_path / "x.tar.gz", tmp_path / "x.zip"
    tar.write_bytes(tarred({name: b"x"}, 0))
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr(zipfile.ZipInfo(name), "x")
    for path in (tar, archive):
        with pytest.raises(PressError, match="would be written outside of its folder"):
            archived(path)


def test_links_and_names_given_twice_are_no_files_of_a_release(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "x.tar.gz", "w:gz") as archive:
        link = tarfile.TarInfo("x")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as file:
        entry = zipfile.ZipInfo("x")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        file.writestr(entry, "/etc/passwd")
    with tarfile.open(tmp_path / "y.tar.gz", "w:gz") as archive:
        archive.addfile(tarfile.TarInfo("x"))
        archive.addfile(tarfile.TarInfo("x"))
    for name, told in (("x.tar.gz", "is a link"), ("x.zip", "is a link"), ("y.tar.gz", "holds 'x' twice")):
        with pytest.raises(PressError, match=told):
            archived(tmp_path / name)


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", gzip.compress(b"no tar", mtime=0), zipped(FILES)[:-30], tarred(FILES, 0)[:60]]
)
def test_what_cannot_be_read_is_told(tmp_path: Path, content: bytes) -> None:
    for name in ("x.zip", "x.tar.gz"):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(PressError, match="cannot be read as an archive"):
            archived(tmp_path / name)
