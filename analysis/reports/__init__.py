"""From notebooks to pages: plan the jobs, run them in parallel, render, and list what there is."""

import sys

# jsonschema, which nbformat imports, builds for more than a second on a grammar of web addresses,
# if it is installed. No notebook is held against one.
sys.modules.setdefault("rfc3987_syntax", None)
