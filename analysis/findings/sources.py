"""Where a page's figures come from, and whether they are invented."""

import pandas as pd
from IPython.display import Markdown

from analysis.terms import Scope
from analysis.workspace import District

SAYS = {
    "office": {"vi": "Số liệu: {source}.", "en": "Data: {source}."},
    "printed": {"vi": "{unit}: {source}", "en": "{unit}: {source}"},
    "note": {"vi": "Ghi chú của nguồn: {note}", "en": "Note on the source (in Vietnamese): {note}"},
}


def notice(district: District, scope: Scope) -> Markdown:
    """What must be said on every page of this workspace, if anything."""
    return Markdown(f"**{district.notice[scope.lang]}**" if district.notice else "")


def listed(district: District, printed: pd.DataFrame, scope: Scope) -> Markdown:
    """The source of the workspace's data and of each printed return, as a list."""
    lines = [SAYS["office"][scope.lang].format(source=district.source[scope.lang])]
    for row in printed.itertuples():
        unit = scope.names[row.unit_code]
        lines.append(SAYS["printed"][scope.lang].format(unit=unit, source=row.source))
        if pd.notna(row.note):
            lines.append(SAYS["note"][scope.lang].format(note=row.note))
    return Markdown("\n".join(f"- {line}" for line in lines))
