"""A workspace to fill in: its district.yml, and workbooks with the headings of the lists.

`places` knows districts and wards by their codes, `settings` writes district.yml, `workbooks` what
a clerk fills in, with the `checks` of its cells and the instructions in `words` and `work`.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from analysis import workspace
from analysis.register import programme
from analysis.starter import settings, workbooks
from analysis.starter.settings import Office
from analysis.workspace import WorkspaceError


def refuse_taken(folder: Path) -> None:
    """Raise WorkspaceError where something is there already, or nowhere to put a folder."""
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise WorkspaceError(
            f"{folder}: đã có và không trống; chưa ghi gì.",
            f"{folder}: exists already and is not empty; nothing was written.",
        )
    if not folder.absolute().parent.is_dir():
        raise WorkspaceError(
            f"{folder.parent}: không có thư mục này; chưa ghi gì.",
            f"{folder.parent}: there is no such folder; nothing was written.",
        )


def write(folder: Path, office: Office) -> None:
    """Write the whole workspace, or nothing; it holds names later, so its owner alone opens it.

    Raises WorkspaceError where the folder is taken or cannot be written.
    """
    refuse_taken(folder)
    place = folder.absolute()
    try:
        with TemporaryDirectory(prefix=".giamngheo-", dir=place.parent) as beside:
            made = Path(beside) / "made"
            made.mkdir(mode=0o700)
            _fill(made, office)
            if place.exists():
                place.rmdir()  # it is empty, and not every system renames onto a folder
            made.rename(place)
    except OSError as error:
        raise WorkspaceError(
            f"{folder}: không ghi được ({error.strerror}); chưa ghi gì.",
            f"{folder}: cannot be written ({error.strerror}); nothing was written.",
        ) from error


def _fill(folder: Path, office: Office) -> None:
    (folder / "district.yml").write_text(settings.text(office), encoding="utf-8")
    district = workspace.open(folder).district
    lists = folder / "register" / str(office.year)
    lists.mkdir(parents=True)
    workbooks.write_lists(lists / f"so-ho-ngheo-{office.year}.xlsx", district, office.year)
    workbooks.write_population(folder / "population.xlsx", district, office.year)
    workbooks.write_plan(folder / "plan.xlsx", district)
    workbooks.write_programme(folder / f"{programme.BOOK}.xlsx", district)
