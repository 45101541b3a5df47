"""Small additive tables of counts and sums: what is left of a register once people are gone."""
