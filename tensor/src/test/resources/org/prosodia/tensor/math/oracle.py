"""Recomputes every result column of the tables beside this file, from their first column, with mpmath at 80 digits.

    python3 oracle.py

The x are exact doubles (shortest form); the results are rounded to 21 significant digits.
"""
import csv
from pathlib import Path
from mpmath import mp, mpf, nstr, loggamma, digamma, psi, erf, erfc, exp, log1p, sqrt, pi

mp.dps = 80


def cdf(x):
    return erfc(-x / sqrt(mpf(2))) / 2


def density(x):
    return exp(-x * x / 2) / sqrt(2 * pi)


def softplus(x):
    return x + log1p(exp(-x)) if x > 0 else log1p(exp(x))


def sigmoid(x):
    return 1 / (1 + exp(-x))


TABLES = {
    'gamma.csv': [loggamma, digamma, lambda x: psi(1, x)],
    'activations.csv': [lambda x: x * cdf(x), lambda x: cdf(x) + x * density(x), erf, erfc,
                        softplus, sigmoid, lambda x: -softplus(-x)],
}

for name, functions in TABLES.items():
    path = Path(__file__).with_name(name)
    header, *rows = list(csv.reader(path.open()))
    with path.open('w', newline='') as out:
        writer = csv.writer(out, lineterminator='\n')
        writer.writerow(header)
        for row in rows:
            x = mpf(float(row[0]))
            writer.writerow([row[0]] + [nstr(f(x), 21, strip_zeros=False) for f in functions])
