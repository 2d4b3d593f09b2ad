"""Made-up letters of made-up offices of real cities, with the truth about every figure in them.

For tests and benchmarks that need more than five letters: any number of cities and years, restatements in
later letters, half years before full years, counties beside their city, approximate and exact figures,
plans, rules in force and, where asked for, figures that contradict each other. Everything follows from
the seed.

`facts.yml` says what a city states, `sentences.yml` in which words; `printing` turns a quantity into
print with its bounds, `world` holds the quantities, `letters` writes one letter, `corpus` a folder of
them and the truth.
"""
