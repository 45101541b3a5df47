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
    """The source of the workspace's data and of each printed return, as a list.

    A source that all units of the page share stands once, under the name of the area.
    """
    lines = [SAYS["office"][scope.lang].format(source=district.source[scope.lang])]
    given = printed[["source", "note"]].drop_duplicates()
    for source, note in given.itertuples(index=False):
        units = printed.loc[printed["source"] == source, "unit_code"]
        names = [scope.names[code] for code in units if code in scope.names]
        unit = scope.area if len(units) == len(printed) else ", ".join(names)
        lines.append(SAYS["printed"][scope.lang].format(unit=unit, source=source))
        if pd.notna(note):
            lines.append(SAYS["note"][scope.lang].format(note=note))
    return Markdown("\n".join(f"- {line}" for line in lines))
