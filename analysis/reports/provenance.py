"""What a page was made of: the figures, the code, the packages and the parameters.

It tells of what the page rests on and of nothing else, so that a page that need not be made again
says the same as one that is.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from analysis.reports import keys
from analysis.reports.keys import Parts

PACKAGES = ["pandas", "numpy", "matplotlib", "seaborn", "papermill", "nbconvert"]
WORDS = {
    "data": {"vi": "Số liệu đã dùng (SHA-256)", "en": "Data used (SHA-256)"},
    "code": {"vi": "Chương trình (SHA-256)", "en": "Code (SHA-256)"},
    "correction": {"vi": "Đính chính số liệu", "en": "Correction of the data"},
    "packages": {"vi": "Thư viện", "en": "Packages"},
    "parameters": {"vi": "Tham số", "en": "Parameters"},
}


def listed(
    parts: Parts, parameters: Mapping[str, object], corrections: Sequence[str], lang: str
) -> list[tuple[str, str]]:
    """Labels and values for the foot of a page, of all that its notebook rests on.

    Each correction that the office declares of its files has a line of its own.
    """
    data = {name: part for name, part in parts.items() if name.startswith("facts of ")}
    data |= {"district.yml": parts["district.yml"]}
    code = {name: part for name, part in parts.items() if name.endswith(".py")}
    code |= {name: parts[name] for name in ("code cells", "rules.yml")}
    shown = {**parameters, "data": Path(str(parameters["data"])).name}
    values = {
        "data": keys.key(data),
        "code": keys.key(code),
        "packages": ", ".join(f"{name} {parts[name]}" for name in ["Python", *PACKAGES]),
        "parameters": ", ".join(f"{name} = {value}" for name, value in shown.items()),
    }
    lines = [(WORDS[name][lang], value) for name, value in values.items()]
    return lines + [(WORDS["correction"][lang], each) for each in corrections]
