"""Where steps are done: in processes of this machine.

Each executor is a `concurrent.futures.Executor`; the function that does a step is the same for all.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from threading import Thread

from analysis.reports.processes import FORKS, SOURCE, ForkServer, Shared

THREADS = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "ARROW_IO_THREADS"]


class Local(Executor):
    """Processes of this machine that share a fork server, started when first needed.

    Where one of them is killed, those that follow are others.
    """

    def __init__(self, workers: int):
        self._workers = workers
        self._started: ExitStack | None = None

    def submit(self, fn: Callable, /, *args: object) -> Future:
        """Have a function called in one of the processes."""
        try:
            return self._pool().submit(fn, *args)
        except BrokenExecutor:
            self.shutdown()
            return self._pool().submit(fn, *args)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the processes and the server."""
        if self._started:
            self._processes.shutdown(wait, cancel_futures=cancel_futures)
            self._started.close()
            self._started = None

    def _pool(self) -> Executor:
        if self._started is None:
            self._started = stack = ExitStack()
            stack.enter_context(_one_thread_each())
            server = ForkServer() if FORKS else None
            if server:
                stack.callback(server.close)
            given = (server and server.shared(),)
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


def _begin(server: Shared | None) -> None:
    """Start a worker: it takes kernels from the shared server, and ends when the runner does."""
    Thread(target=_end_with, args=[parent_process()], daemon=True).start()
    if server:
        SOURCE.share(server)


def _end_with(runner: BaseProcess) -> None:
    runner.join()
    os._exit(1)
