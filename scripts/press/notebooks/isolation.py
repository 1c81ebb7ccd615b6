"""Isolate a process from what a notebook must not use: write access to the sources of the book, and the network.

With Linux namespaces, which not every system lets every user have.
"""

from __future__ import annotations

import ctypes
import os
import socket
import struct
import sys
import tempfile
from pathlib import Path

from press.core.project import build_folder

# <linux/sched.h>, <linux/mount.h>, <linux/if.h> and <linux/sockios.h>
_CLONE_NEWNS, _CLONE_NEWUSER, _CLONE_NEWNET = 0x00020000, 0x10000000, 0x40000000
_MS_BIND, _MS_REC, _MS_PRIVATE = 0x1000, 0x4000, 0x40000
_AT_FDCWD, _MOUNT_ATTR_RDONLY = -100, 0x1
# The number of mount_setattr(2), the same on every architecture since Linux 5.12.
_SYS_MOUNT_SETATTR = 442
_SIOCSIFFLAGS, _IFF_UP = 0x8914, 0x1


def protect(root: Path) -> None:
    """Make the book at ``root`` read-only for this process and its descendants, except for its build folder.

    (And for the temporary folder, if that is in the book.) To be called while the process has a single thread. Raises OSError where the
    system does not allow it, and has then changed nothing that matters.
    """
    if sys.platform != "linux":
        raise OSError(None, "only Linux can")
    if os.geteuid() == 0:
        _call("unshare", _CLONE_NEWNS)
    else:
        _become_user_of_a_namespace()
    # Mounts made here are not to propagate to other processes.
    _call("mount", None, b"/", None, _MS_REC | _MS_PRIVATE, None)
    whole = Path(os.path.realpath(root))
    writable = [folder for folder in _writable(whole) if folder.is_dir()]
    for folder in (sources := _sources(whole)):
        _bind(folder)
    for folder in writable:
        _bind(folder)
    for folder in sources:
        attributes = struct.pack("=4Q", _MOUNT_ATTR_RDONLY, 0, 0, 0)
        size = ctypes.c_size_t(len(attributes))
        _call("syscall", _SYS_MOUNT_SETATTR, _AT_FDCWD, os.fsencode(folder), 0, attributes, size)


def leave_network() -> None:
    """Leave all networks but loopback, with all descendants of this process; raise OSError where the system does not allow it."""
    if sys.platform != "linux":
        raise OSError(None, "only Linux can")
    _call("unshare", _CLONE_NEWNET)
    import fcntl  # noqa: PLC0415  not on every system

    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, _SIOCSIFFLAGS, struct.pack("16sH22x", b"lo", _IFF_UP))


def _become_user_of_a_namespace() -> None:
    """Enter a new user namespace with this user alone, which gives the capabilities that mounting needs."""
    user, group = os.geteuid(), os.getegid()
    _call("unshare", _CLONE_NEWUSER | _CLONE_NEWNS)
    for name, content in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        Path("/proc/self", name).write_text(content, encoding="ascii")


def _sources(root: Path) -> list[Path]:
    """Return the folder of the book, and folders elsewhere that symbolic links in it point to."""
    linked = {Path(os.path.realpath(path)) for path in root.iterdir() if path.is_symlink() and path.is_dir()}
    build = Path(os.path.realpath(build_folder(root)))
    return [root, *sorted(path for path in linked if not path.is_relative_to(root) and path != build)]


def _writable(root: Path) -> list[Path]:
    """Return the folders below the book that stay writable."""
    folders = [Path(os.path.realpath(folder)) for folder in (build_folder(root), tempfile.gettempdir())]
    return [folder for folder in folders if folder.is_relative_to(root)]


def _bind(folder: Path) -> None:
    """Bind mount ``folder`` on itself, so that it can have mount attributes of its own."""
    name = os.fsencode(folder)
    _call("mount", name, name, None, _MS_BIND | _MS_REC, None)


def _call(name: str, *arguments: object) -> None:
    """Call a function of the C library; raise OSError where it fails. AttributeError where there is none of this name."""
    library = ctypes.CDLL(None, use_errno=True)
    if getattr(library, name)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
