"""Ba có: measures of the three haves."""
