"""Ties a server to the life of the daemon that starts it, then becomes that server.

Run as a script (`python -I -S parent_death.py PARENT BINARY ARG…`) between fork and server. Asking the kernel for a
signal at the parent's death has to happen in the child, and Python's own hook for that (preexec_fn) is unsafe with
threads. SIGKILL, because what the server acknowledged is already in its append-only file, and nothing then stands
between the daemon's death and the lock being free again.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1  # linux/prctl.h; kept across exec (prctl(2))


def main() -> None:
    """Set the parent-death signal, make sure the parent still lives, and become the server."""
    parent, binary = int(sys.argv[1]), sys.argv[2]
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        sys.exit("the daemon ended before its store could start")
    os.execv(binary, sys.argv[2:])  # noqa: S606 - the binary was chosen by embedded.py


if __name__ == "__main__":
    main()
