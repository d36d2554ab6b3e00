"""Recomputes every result column of the tables beside this file, from their input columns, with mpmath at 80 digits.

    python3 oracle.py

Vectors are separated by spaces. Inputs are exact doubles (shortest form); results are rounded to 21 significant digits.
A line to add needs its input columns alone.
"""
import csv
from pathlib import Path
from mpmath import mp, mpf, nstr, loggamma, digamma, psi, exp, log, log1p

mp.dps = 80


def trigamma(x):
    return psi(1, x)


def log_beta(a):
    return sum(map(loggamma, a)) - loggamma(sum(a))


def log_density(a, y):
    return sum((p - 1) * log(x) for p, x in zip(a, y)) - log_beta(a)


def gradient(a, y):
    return [digamma(sum(a)) - digamma(p) + log(x) for p, x in zip(a, y)]


def moments(a, b):
    a0, b0, size = sum(a), sum(b), len(a)
    mean = [p / a0 for p in a]
    return [
        mean,
        [m * (1 - m) / (a0 + 1) for m in mean],
        log_beta(a) + (a0 - size) * digamma(a0) - sum((p - 1) * digamma(p) for p in a),
        [(a0 - size) * trigamma(a0) - (p - 1) * trigamma(p) for p in a],
        log_beta(b) - log_beta(a) + sum((p - q) * (digamma(p) - digamma(a0)) for p, q in zip(a, b)),
        [(p - q) * trigamma(p) - (a0 - b0) * trigamma(a0) for p, q in zip(a, b)],
    ]


def softplus(z):
    return z + log1p(exp(-z)) if z > 0 else log1p(exp(z))


LINKS = {
    'exp': (exp, exp),
    'softplus': (lambda z: softplus(z) + mpf(1e-6), lambda z: 1 / (1 + exp(-z))),
    'one_plus_softplus': (lambda z: softplus(z) + 1, lambda z: 1 / (1 + exp(-z))),
}


def likelihood(link, z, y):
    value, derivative = LINKS[link]
    a = [value(x) for x in z]
    return [a, -log_density(a, y), [-g * derivative(x) for g, x in zip(gradient(a, y), z)]]


TABLES = {
    'moments.csv': (2, moments),
    'densities.csv': (2, lambda a, y: [log_density(a, y), gradient(a, y)]),
    'likelihoods.csv': (3, likelihood),
}


def parse(text):
    return text if text in LINKS else [mpf(float(x)) for x in text.split()]


def show(value):
    return ' '.join(show(x) for x in value) if isinstance(value, list) else nstr(value, 21)


for name, (inputs, function) in TABLES.items():
    path = Path(__file__).with_name(name)
    header, *rows = list(csv.reader(path.open()))
    with path.open('w', newline='') as out:
        writer = csv.writer(out, lineterminator='\n')
        writer.writerow(header)
        for row in rows:
            arguments = row[:inputs]
            writer.writerow(arguments + [show(x) for x in function(*map(parse, arguments))])
