"""A papermill engine on warm kernels: `papermill --engine warm`.

GIAMNGHEO_KERNELS names the way to start a kernel that is tried first, `warm`, `pooled` or `cold`;
which it was stands in the metadata of the executed notebook. Only papermill imports this module, by
its entry point.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from threading import Timer

from nbclient.exceptions import DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine
from traitlets.config import Config

from analysis.reports import processes
from analysis.reports.kernels import WAYS, WarmManager, WarmProvisioner

try:
    import resource
except ImportError:  # a system that limits no process
    resource = None

ASKED_OF_CLIENT = ["log_output", "stdout_file", "stderr_file"]


class WarmEngine(NBClientEngine):
    """Runs a notebook as papermill does, on a warm kernel (`papermill --engine warm`)."""

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man,
        kernel_name,
        start_timeout=60,
        execution_timeout=None,
        way=None,
        deadline=None,
        megabytes=None,
        **kwargs,
    ):
        """Run every cell; together they may take `deadline` seconds, and so much memory.

        `way` is the first way to start the kernel. Raises TimeoutError where it takes longer,
        DeadKernelError where it died.
        """
        way = way or os.environ.get("GIAMNGHEO_KERNELS", WAYS[0])
        with TemporaryDirectory(dir=processes.SOURCE.folder(way)) as folder:
            client = PapermillNotebookClient(
                nb_man,
                kernel_name=kernel_name,
                kernel_manager_class=WarmManager,
                config=Config(WarmManager=_private(folder) | {"first": way}),
                timeout=execution_timeout,
                startup_timeout=start_timeout,
                **{name: kwargs[name] for name in ASKED_OF_CLIENT if name in kwargs},
            )
            with client.setup_kernel(), _ended_after(deadline, client.km.provisioner):
                _limit(client.km.provisioner.pid, megabytes)
                nb_man.nb.metadata.papermill["kernel"] = client.km.provisioner.way
                client.execute(cleanup_kc=False)


def _limit(pid: int, megabytes: int | None) -> None:
    """Let a kernel have so much memory of its own: more is a MemoryError in its notebook."""
    if megabytes and hasattr(resource, "prlimit"):
        most = megabytes << 20
        resource.prlimit(pid, resource.RLIMIT_DATA, (most, most))


def _private(folder: str) -> dict:
    """Sockets in a folder that its owner alone can open, where the system has such sockets.

    Their names are short, for such a path may have some hundred letters.
    """
    private = {"transport": "ipc", "connection_file": f"{folder}/k.json"}
    return private if os.name == "posix" else {}


@contextmanager
def _ended_after(seconds: float | None, provisioner: WarmProvisioner) -> Iterator[None]:
    """End the kernel when its time is over; raises TimeoutError where that happened."""
    over = Timer(seconds or 0, provisioner.process.kill)
    over.daemon = True
    if seconds:
        over.start()
    try:
        yield
    except DeadKernelError as error:
        if over.finished.is_set():
            raise TimeoutError(f"took longer than {seconds:g} seconds") from error
        raise
    finally:
        over.cancel()
