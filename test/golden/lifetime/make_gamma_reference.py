"""Regularised lower incomplete gamma P(a, x) by SciPy, as [a, x, P]. Usage: python3 make_gamma_reference.py > gamma.json"""
import json

from scipy.special import gammainc

rows = [(0.05, 1e-6), (0.243, 0.1), (0.243, 2.5), (0.55, 0.55), (0.55, 9), (1, 1), (3, 2.999), (3, 4),
        (12.5, 3), (12.5, 40), (100, 90), (100, 120), (1e-3, 5), (800, 790)]
print(json.dumps([[a, x, float(gammainc(a, x))] for a, x in rows]))
