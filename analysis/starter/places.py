"""Districts and wards by their codes (mã đơn vị hành chính), from a CSV of the official list."""

from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

import pandas as pd

from analysis.register.faults import Column, Fault, RegisterError, Rule
from analysis.register.rules import filled, name_key, unique
from analysis.register.schema import Schema, broken
from analysis.workspace import PROJECT, WorkspaceError

CODES = PROJECT / "data" / "admin_codes.csv"
DIGITS = {"province_code": 2, "district_code": 3, "ward_code": 5}
HEADINGS = ("province_code", "province", "district_code", "district", "ward_code", "ward")
KINDS = {  # what stands before a name, and what it is called in English
    "Quận": "district",
    "Huyện": "district",
    "Thành phố": "city",
    "Thị xã": "town",
    "Tỉnh": "province",
    "Phường": "ward",
    "Xã": "commune",
    "Thị trấn": "township",
}
SETTLEMENTS = {"Quận": "urban", "Huyện": "rural"}
NOT_THERE = {"vi": "phải có và đọc được", "en": "must be there to be read"}
NOT_CSV = {
    "vi": "phải là CSV ở bảng mã UTF-8, mỗi dòng có số ô bằng số tiêu đề",
    "en": "must be CSV in UTF-8, each row with as many cells as headings",
}
MISSING = {"vi": "phải có trong dòng tiêu đề", "en": "must be a heading"}


@dataclass(frozen=True)
class Place:
    """A district: its code, its name in full, its province, and its wards' names by code."""

    code: str
    name: str
    province: str
    wards: dict[str, str]

    @property
    def settlement(self) -> str | None:
        """Urban or rural by the kind of district; None where the kind does not say."""
        return SETTLEMENTS.get(_parts(self.name)[0])


def find(asked: str, file: Path) -> Place:
    """The district of this code or name.

    Raises RegisterError with every fault of the file, and WorkspaceError with the choices.
    """
    codes = _read(file)
    is_asked = (codes["district_code"] == asked.strip()) | (
        codes["district"].map(name_key) == name_key(asked)
    )
    found = codes[is_asked]
    if found["district_code"].nunique() != 1:
        raise _unknown(asked, codes if found.empty else found)
    wards = found.sort_values("ward_code")
    first = found.iloc[0]
    return Place(
        first["district_code"],
        first["district"],
        bare(first["province"]),
        dict(zip(wards["ward_code"], wards["ward"], strict=True)),
    )


def bare(name: str) -> str:
    """A name without what it is: "Quận Liên Chiểu" is "Liên Chiểu"; "Quận 11" stays."""
    _, rest = _parts(name)
    return name if rest.isdecimal() else rest


def english(name: str) -> str:
    """A place's name in English: "Liên Chiểu district", "District 11"."""
    kind, rest = _parts(name)
    said = KINDS.get(kind, "")
    return f"{said.capitalize()} {rest}" if rest.isdecimal() else f"{rest} {said}".strip()


def _parts(name: str) -> tuple[str, str]:
    """What a place is and how it is called: ("Quận", "Liên Chiểu")."""
    kind = next((kind for kind in KINDS if name.startswith(f"{kind} ")), "")
    return kind, name.removeprefix(kind).strip()


def _read(file: Path) -> pd.DataFrame:
    try:
        cells = pd.read_csv(
            file, dtype="str", keep_default_na=False, skip_blank_lines=False, encoding="utf-8-sig"
        )
        if not isinstance(cells.index, pd.RangeIndex):
            raise ValueError("every row has more cells than headings")
    except OSError:
        raise _refused(file, NOT_THERE) from None
    except ValueError:  # also of bytes that are no UTF-8, and of one row with more cells
        raise _refused(file, NOT_CSV) from None
    codes = cells.map(lambda cell: normalize("NFC", cell).strip())
    codes = codes.set_axis(range(2, len(codes) + 2))[(codes != "").to_numpy().any(axis=1)]
    missing = [Fault(str(file), name, MISSING) for name in HEADINGS if name not in codes.columns]
    if faults := missing or broken(codes, str(file), _schema()):
        raise RegisterError(faults)
    return codes


def _refused(file: Path, must: dict[str, str]) -> RegisterError:
    return RegisterError([Fault(str(file), None, must)])


def _schema() -> Schema:
    rules = [
        *(filled(heading) for heading in HEADINGS),
        *(_digits(column, count) for column, count in DIGITS.items()),
        unique("ward_code"),
        _one_for_each("district", "district_code"),
        _one_for_each("province_code", "district_code"),
        _one_for_each("province", "province_code"),
    ]
    return Schema([Column(heading, heading) for heading in HEADINGS], rules)


def _digits(column: str, count: int) -> Rule:
    return Rule(
        (column,),
        f"phải gồm {count} chữ số, kể cả số 0 ở đầu",
        f"must be {count} digits, a zero in front among them",
        lambda t: (t[column] == "") | t[column].str.fullmatch(f"[0-9]{{{count}}}"),
    )


def _one_for_each(column: str, code: str) -> Rule:
    return Rule(
        (column, code),
        f"phải như nhau ở mọi dòng cùng {code}",
        f"must be the same in every row of one {code}",
        lambda t: t.groupby(code)[column].transform("nunique") == 1,
    )


def _unknown(asked: str, choices: pd.DataFrame) -> WorkspaceError:
    districts = choices.drop_duplicates("district_code").sort_values("district_code")
    listed = "\n".join(
        f"  {row.district_code} {row.district}, {row.province}" for row in districts.itertuples()
    )
    return WorkspaceError(
        f"{asked}: phải là mã hoặc tên của đúng một quận, huyện; chưa ghi gì. Có:\n{listed}",
        f"{asked}: must be the code or name of one district; nothing was written. There "
        f"are:\n{listed}",
    )
