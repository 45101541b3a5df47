"""A clerk's workbook (.xlsx, .xlsm, .xls, .ods) as grids, one a sheet, read in a process apart.

Whatever a file does to its reader, it does to a process that has only so much memory and time. The
sheets come back as Arrow files in a folder that is the owner's alone and is gone afterwards.
"""

import gc
import json
import os
import sys
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.context import BaseContext
from pathlib import Path
from signal import SIGABRT
from tempfile import TemporaryDirectory

import pyarrow as pa
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from analysis.register import look
from analysis.register.faults import Fault
from analysis.register.grid import Cells, Grid, Place, Range
from analysis.register.look import Limits, RefusedError, Seen

LIMITS = Limits()
BLOCK = 2048  # rows that are Python's at a time
PACKED = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)  # most parts are blank
PRELOADED = [__name__, "analysis.cli"]  # a reader also imports what the main module does
PASSWORD, UNREADABLE, MEMORY = 65, 66, 67  # how the process says why it ended

# What becomes of each type of cell, by the part of a column it goes to.
TEXT = {str: str, bool: lambda cell: str(cell).upper()}
TEXT |= {time: str, timedelta: str}
NUMBERS = {float: float, int: float}
DATES = {date: lambda cell: cell, datetime: datetime.date}
PARTS = ((TEXT, pa.string()), (NUMBERS, pa.float64()), (DATES, pa.date32()))

MUST = {
    "time": (
        "phải đọc được trong {most:g} giây: hãy chia danh sách thành nhiều tệp",
        "must be readable within {most:g} seconds: split the list into several files",
    ),
    "memory": (
        "phải đọc được với {most} MB bộ nhớ: hãy chia danh sách thành nhiều tệp",
        "must be readable within {most} MB of memory: split the list into several files",
    ),
    "died": (
        "phải đọc được, nhưng việc đọc đã bị ngắt giữa chừng: hãy thử lại hoặc lưu lại dạng .xlsx",
        "must be readable, but reading it was cut off: try again or save it again as .xlsx",
    ),
}


def read(path: Path, name: str, faults: list[Fault], limits: Limits = LIMITS) -> list[Grid]:
    """The sheets of a workbook in their order, hidden ones too; none where it is refused.

    Adds what is wrong to `faults`. Cells with an error, hidden rows and sheets and merged cells are
    told in the grid and judged elsewhere; of an .xls errors and hidden rows stay unknown.
    """
    refused = len(faults)
    try:
        with TemporaryDirectory(prefix="giamngheo-") as folder:
            sheets = _read_apart(path, name, Path(folder), faults, limits)
            if len(faults) > refused:
                return []
            grids = [_grid(part) for part in sorted(Path(folder).iterdir())]
    except RefusedError as error:
        faults.append(Fault(name, None, error.must))
        return []
    return [_completed(grid, sheets.get(grid.sheet, Seen())) for grid in grids]


def _read_apart(
    path: Path, name: str, folder: Path, faults: list[Fault], limits: Limits
) -> dict[str, Seen]:
    """What a look shows of a workbook that is read meanwhile, and no further once refused."""
    refused = len(faults)
    given = [path.resolve(), folder, limits.megabytes]
    reading = _processes().Process(target=hand_over, args=given, daemon=True)
    reading.start()
    try:
        sheets = look.seen(path, name, faults, limits)
        if len(faults) == refused:
            reading.join(limits.seconds)
            if reading.exitcode != 0:
                raise RefusedError(_reason(reading.exitcode, limits))
        return sheets
    finally:
        reading.kill()
        reading.join()


def _processes() -> BaseContext:
    """How readers start: forked by a process that has imported what they need, where one can."""
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([name for name in PRELOADED if name in sys.modules])
    return context


def _reason(ended: int | None, limits: Limits) -> dict[str, str]:
    """Why a process has not read a file to its end, by how it ended."""
    if ended == PASSWORD:
        return look.must("password")
    if ended == UNREADABLE:
        return look.must("damaged")
    what, most = "died", None
    if ended is None:
        what, most = "time", limits.seconds
    elif ended in (MEMORY, -SIGABRT):
        what, most = "memory", limits.megabytes
    return {
        lang: text.format(most=most) for lang, text in zip(("vi", "en"), MUST[what], strict=True)
    }


def hand_over(path: Path, folder: Path, megabytes: int) -> None:
    """Read a workbook and leave a file for each sheet in a folder; called in a process apart."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # a reader that breaks off may print what it read
    _confine(megabytes)
    gc.disable()  # millions of cells would be gone through for cycles that cannot be
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            for at, told in enumerate(workbook.sheets_metadata):
                if told.typ == SheetTypeEnum.WorkSheet:
                    is_hidden = told.visible != SheetVisibleEnum.Visible
                    _write(workbook.get_sheet_by_index(at), is_hidden, folder / f"{at:05}.arrow")
    except PasswordError:
        sys.exit(PASSWORD)
    except CalamineError:
        sys.exit(UNREADABLE)
    except MemoryError:
        sys.exit(MEMORY)


def _confine(megabytes: int) -> None:
    if sys.platform == "linux":  # elsewhere there is no such limit, or none that holds
        import resource

        pa.set_memory_pool(pa.system_memory_pool())  # the others reserve more than they use
        pages = int(Path("/proc/self/statm").read_text().split()[0])
        most = pages * resource.getpagesize() + megabytes * 1_000_000
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _write(sheet: CalamineSheet, is_hidden: bool, place: Path) -> None:
    skipped = sheet.start[1] if sheet.start else 0  # rows come from the first, columns do not
    told = [sheet.name, is_hidden, skipped, sheet.merged_cell_ranges or []]
    kinds = [kind for _ in range(sheet.width) for _, kind in PARTS]
    schema = pa.schema(
        [(str(at), kind) for at, kind in enumerate(kinds)], {"sheet": json.dumps(told)}
    )
    rows = sheet.iter_rows()
    with (
        pa.OSFile(str(place), "wb") as file,
        pa.ipc.new_file(file, schema, options=PACKED) as writer,
    ):
        while block := list(islice(rows, BLOCK)):
            parts = [part for column in zip(*block, strict=True) for part in _parts(column)]
            writer.write_batch(pa.record_batch(parts, schema=schema))


def _parts(column: tuple) -> Iterator[pa.Array]:
    """A column's text, numbers and dates, each blank where a cell is something else."""
    filled = [None if cell == "" else cell for cell in column]
    types = set(map(type, filled)) - {type(None)}
    for forms, kind in PARTS:
        yield _part(filled, types, forms, kind)


def _part(
    column: list, types: Collection[type], forms: dict[type, Callable], kind: pa.DataType
) -> pa.Array:
    if forms.keys().isdisjoint(types):
        return pa.nulls(len(column), kind)
    if types in ({str}, {float}):
        return pa.array(column, kind)
    return pa.array([forms.get(type(cell), _nothing)(cell) for cell in column], kind)


def _nothing(cell: object) -> None:
    """What a cell of another type is to this part."""


def _grid(place: Path) -> Grid:
    with pa.OSFile(str(place)) as file, pa.ipc.open_file(file) as reader:
        table = reader.read_all()
    name, is_hidden, skipped, merged = json.loads(table.schema.metadata[b"sheet"])
    parts = [_whole(part) for part in table.columns]
    columns = [Cells(*parts[at : at + 3]) for at in range(0, len(parts), 3)]
    return Grid(
        name,
        table.num_rows,
        (Cells(),) * skipped + tuple(columns),
        tuple(
            Range(*(Place(row + 1, column + 1) for row, column in corners)) for corners in merged
        ),
        is_hidden=is_hidden,
    )


def _whole(part: pa.ChunkedArray) -> pa.Array | None:
    return None if part.null_count == len(part) else part.combine_chunks()


def _completed(grid: Grid, seen: Seen) -> Grid:
    return replace(grid, hidden_rows=frozenset(seen.hidden_rows), errors=seen.errors)
