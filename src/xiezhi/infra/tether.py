"""Run a command that ends when its starter does, however the starter dies.

A script on its own (standard library only), started as
``python -I -S tether.py SIGNAL READ_FD COMMAND...``; see ``infra.children``.
On Linux the kernel sends the signal. Elsewhere a watcher waits until the pipe, whose other end
only the starter holds, is closed.
"""

import ctypes
import os
import select
import sys

PR_SET_PDEATHSIG = 1
WATCH_SECONDS = 1.0


def _ask_kernel(signal_number: int, starter: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_PDEATHSIG, signal_number, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")
    if os.getppid() != starter:  # the starter died before we asked
        sys.exit(1)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def _watch(command: int, signal_number: int, pipe: int) -> None:
    while _is_alive(command):
        ended, _, _ = select.select([pipe], [], [], WATCH_SECONDS)
        if ended:
            os.kill(command, signal_number)
            return


def _fork_watcher(signal_number: int, pipe: int) -> None:
    command = os.getpid()
    if (child := os.fork()) != 0:
        os.waitpid(child, 0)
        return
    if os.fork() == 0:  # grandchild: the command must not find an unknown child of its own
        os.setsid()
        _watch(command, signal_number, pipe)
    os._exit(0)


def main() -> None:
    """Tie this process to its starter and become the command."""
    signal_number, pipe, starter, *command = sys.argv[1:]
    if sys.platform == "linux":
        _ask_kernel(int(signal_number), int(starter))
    else:
        _fork_watcher(int(signal_number), int(pipe))
    os.close(int(pipe))
    os.execvp(command[0], command)  # noqa: S606  # becoming the command is the purpose


if __name__ == "__main__":
    main()
