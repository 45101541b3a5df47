"""Where steps are done: in processes of this machine.

Each executor is a `concurrent.futures.Executor`; the function that does a step is the same for all.
"""

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from threading import Thread

from analysis.reports.processes import FORKS, SOURCE, ForkServer, Shared

THREADS = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "ARROW_IO_THREADS"]


class Local(Executor):
    """Processes of this machine that share a fork server, started when first needed.

    Where one of them is killed, those that follow are others. None outlives this process.
    Work that runs no notebook needs no `kernels`.
    """

    def __init__(self, workers: int, kernels: bool = True):
        self._workers = workers
        self._kernels = kernels
        self._started: ExitStack | None = None

    def submit(self, fn: Callable, /, *args: object) -> Future:
        """Have a function called in one of the processes."""
        try:
            return self._pool().submit(fn, *args)
        except BrokenExecutor:
            self.shutdown()
            return self._pool().submit(fn, *args)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes and the server when the work is done, or at once if it is cancelled."""
        if self._started:
            if cancel_futures:
                self._line.close()
            self._processes.shutdown(wait, cancel_futures=cancel_futures)
            self._started.close()
            self._started = None

    def __exit__(self, kind: type | None, error: object, trace: object) -> None:
        """Wait for the work, or, where something was raised, end it at once."""
        self.shutdown(cancel_futures=kind is not None)

    def _pool(self) -> Executor:
        if self._started is None:
            self._started = stack = ExitStack()
            stack.enter_context(_one_thread_each())
            server = ForkServer() if FORKS and self._kernels else None
            if server:
                stack.callback(server.close)
            held, self._line = Pipe(duplex=False)
            stack.callback(held.close)
            stack.callback(self._line.close)
            given = (held, server and server.shared())
            self._processes = ProcessPoolExecutor(
                self._workers, get_context("spawn"), _begin, given
            )
        return self._processes


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """What is started within uses one core, unless told otherwise."""
    told = {name: "1" for name in THREADS if name not in os.environ}
    os.environ.update(told)
    try:
        yield
    finally:
        for name in told:
            del os.environ[name]


def _begin(line: Connection, server: Shared | None) -> None:
    """Start a worker: it takes kernels from the shared server, and ends when the line does.

    An interrupt from the keyboard is for the runner, which then ends the line.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with, args=[line], daemon=True).start()
    if server:
        SOURCE.share(server)


def _end_with(line: Connection) -> None:
    with suppress(EOFError, OSError):
        line.recv()
    os._exit(1)
