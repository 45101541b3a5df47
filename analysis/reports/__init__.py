"""From notebooks to pages: plan the jobs, run them in parallel, render, and list what there is."""
