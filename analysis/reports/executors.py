"""Where steps are done: in processes of this machine, or on the workers of a Dask cluster.

Each executor is a `concurrent.futures.Executor`; the function that does a step is the same for all.
"""

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Thread

from analysis import workspace
from analysis.reports import keys
from analysis.reports.processes import FORKS, SOURCE, ForkServer, Shared

# The modules of what workers do.
WORK = ["analysis.reports.perform", "analysis.stores", "analysis.publication.settle"]
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
            given = (held, server and server.shared(), dict(os.environ))
            self._processes = ProcessPoolExecutor(self._workers, _processes(), _begin, given)
        return self._processes


class Cluster(Executor):
    """The workers of a Dask scheduler, which see the same outputs and have the same code.

    A worker that is lost is replaced by another. Raises ClusterError where the scheduler is not
    there or a worker would not make the same pages.
    """

    def __init__(self, address: str):
        try:
            from distributed import Client  # the extra `cluster`, which one machine does not need
        except ImportError as error:
            raise ClusterError(f"{error}; install giamngheo[cluster]") from error
        try:
            self._client = Client(address, timeout=10)
        except (OSError, ValueError) as error:
            raise ClusterError(f"{address}: {error}") from error
        self._check()

    def _check(self) -> None:
        workspace.outputs().mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=workspace.outputs(), prefix=".seen-") as token:
            told = self._client.run(_alike, token.name)
        unlike = sorted(worker for worker, told_key in told.items() if told_key != _code_key())
        if unlike or not told:
            self._client.close()
            raise ClusterError(
                "there is no worker"
                if not told
                else f"{', '.join(unlike)}: other outputs, code or packages than here"
            )

    def submit(self, fn: Callable, /, *args: object) -> Future:
        """Have a function called on one of the workers."""
        place = str(workspace.outputs())
        return self._client.get_executor(pure=False).submit(_at, place, fn, *args)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Leave the cluster, which goes on."""
        self._client.close()


class ClusterError(Exception):
    """The cluster cannot be used; says why."""


def _code_key() -> str:
    return keys.key(keys.of_modules("analysis.cli") | keys.of_packages())


def _alike(token: str) -> str:
    """What code a worker has; nothing where it does not see the outputs of the runner."""
    return _code_key() if Path(token).exists() else ""


def _at(outputs: str, fn: Callable, *args: object) -> object:
    """Call a function on a worker that writes to the outputs of the runner, one core each."""
    os.environ["GIAMNGHEO_OUTPUTS"] = outputs
    for name in THREADS:
        os.environ.setdefault(name, "1")
    return fn(*args)


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


def _processes() -> BaseContext:
    """How workers start: forked by a process that has imported what they need, where one can."""
    if not FORKS:
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload(WORK)
    return context


def _begin(line: Connection, server: Shared | None, environment: dict[str, str]) -> None:
    """Start a worker: it takes kernels from the shared server, and ends when the line does.

    An interrupt from the keyboard is for the runner, which then ends the line.
    """
    os.environ.clear()
    os.environ.update(environment)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with, args=[line], daemon=True).start()
    if server:
        SOURCE.share(server)


def _end_with(line: Connection) -> None:
    with suppress(EOFError, OSError):
        line.recv()
    os._exit(1)
