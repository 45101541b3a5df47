"""Where the processes of kernels come from: a fork server, or a process that waits ready.

Both run `forkserver.py`. A process can be asked and ended as a `subprocess.Popen` can, which is
what jupyter_client knows.
"""

import atexit
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp
from threading import Lock
from typing import NamedTuple

from jupyter_client.launcher import launch_kernel

SCRIPT = [sys.executable, "-P", str(Path(__file__).with_name("forkserver.py"))]
FORKS = sys.platform == "linux"  # elsewhere a fork is missing or not safe


class ForkServer:
    """A process that forks kernels; it ends when all who may ask it are gone.

    `folder` is for the sockets of the kernels; the server removes it, as who is killed cannot.
    """

    def __init__(self):
        self.folder = mkdtemp(prefix="kernels-")
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            number = theirs.fileno()
            own = {name: value for name, value in os.environ.items() if name != "JPY_PARENT_PID"}
            self._process = subprocess.Popen(
                [*SCRIPT, "fork", str(number), self.folder],
                env=own,  # inside a notebook the server is no child of what started that kernel
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[number],
                start_new_session=True,  # an interrupt from the keyboard is for the runner
            )

    def shared(self) -> "Shared":
        """What workers need of it."""
        return Shared(self.control, self.folder)

    def close(self) -> None:
        """Ask no more; when it returns the server is gone, and whatever it has started."""
        self.control.close()
        try:
            self._process.wait(1)
        except subprocess.TimeoutExpired:  # it is still importing, or somebody holds its line
            self._process.kill()
            self._process.wait()
            shutil.rmtree(self.folder, ignore_errors=True)


class Shared(NamedTuple):
    """What a worker needs of the fork server that another process has started."""

    control: socket.socket
    folder: str


class ForkedKernel:
    """A kernel that the server has forked."""

    stdin = stdout = stderr = None

    def __init__(self, control: socket.socket, request: dict):
        self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            socket.send_fds(control, [json.dumps(request).encode()], [theirs.fileno()])
        self.returncode = None
        self.pid = self._heard()
        if self.returncode is not None:
            raise OSError("the fork server is gone")

    def poll(self) -> int | None:
        """The exit status, or None while the kernel runs."""
        return self.wait(0)

    def wait(self, timeout: float | None = None) -> int | None:
        """The exit status, or None where the kernel still runs after so many seconds."""
        if self.returncode is None and select.select([self._line], [], [], timeout)[0]:
            self.returncode = self._heard()
            self._line.close()
        return self.returncode

    def _heard(self) -> int:
        try:
            return int(self._line.recv(16))
        except (OSError, ValueError):  # the server died, and its kernels with it
            self.returncode = -signal.SIGKILL
            return self.returncode

    def send_signal(self, number: int) -> None:
        """Signal the kernel and all it has started."""
        if self.poll() is None:
            with suppress(OSError):
                self._line.send(str(number).encode())

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the kernel."""
        self.send_signal(signal.SIGKILL)


class Pool:
    """One process that has the libraries imported and waits to become a kernel."""

    def __init__(self):
        self._waiting = _waiting()

    def kernel(self, request: dict) -> subprocess.Popen:
        """The process that waited, now a kernel, while the next one gets ready."""
        ready, self._waiting = self._waiting, _waiting()
        with ready.stdin as asked:
            asked.write(json.dumps(request).encode() + b"\n")
        return ready

    def close(self) -> None:
        """End the process that waits."""
        self._waiting.stdin.close()
        self._waiting.kill()
        self._waiting.wait()


def _waiting() -> subprocess.Popen:
    return launch_kernel([*SCRIPT, "once"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)


class Source:
    """The fork server and the pool that this process takes kernels from, started when needed."""

    def __init__(self):
        self._own: list[ForkServer | Pool] = []
        self._server: Shared | ForkServer | None = None
        self._pool: Pool | None = None
        self._starting = Lock()  # a worker of a cluster may have threads
        atexit.register(self.close)

    def share(self, server: Shared) -> None:
        """Take kernels from the fork server of another process."""
        self._server = server

    def folder(self, way: str) -> str | None:
        """Where the folder of a kernel is best made; None for the usual place."""
        return self._forking().folder if way == "warm" and FORKS else None

    def _forking(self) -> Shared | ForkServer:
        with self._starting:
            self._server = self._server or self._kept(ForkServer())
            return self._server

    def kernel(self, way: str, request: dict) -> ForkedKernel | subprocess.Popen:
        """A kernel, `warm` or `pooled`; raises OSError where there cannot be one."""
        if way == "pooled":
            with self._starting:
                self._pool = self._pool or self._kept(Pool())
                return self._pool.kernel(request)
        if not FORKS:
            raise OSError("there is no fork here")
        try:
            return ForkedKernel(self._forking().control, request)
        except OSError:
            self._server = None  # the next kernel is asked of a new server
            raise

    def _kept(self, started: ForkServer | Pool) -> ForkServer | Pool:
        self._own.append(started)
        return started

    def close(self) -> None:
        """End what was started."""
        while self._own:
            self._own.pop().close()
        self._server = self._pool = None


SOURCE = Source()
