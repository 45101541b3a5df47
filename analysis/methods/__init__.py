"""Statistical methods, one a module: plain numbers in, plain numbers out."""
