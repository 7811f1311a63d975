"""Values for the lifetime models from SciPy and mpmath: independent of the engine. Usage:
    python3 make_reference.py path/to/cdnow/CDNOW_sample.txt > reference.json
Likelihoods and predictions are integrals over the customers' own rates, done numerically; the closed forms of the papers are
used where the data are fitted, in the authors' own form (2F1 by mpmath or SciPy), never in the engine's."""
import datetime as dt
import json
import sys

import numpy as np
from mpmath import mp, mpf, quad, gamma, beta, hyp2f1, linspace, log, loggamma, psi
from scipy.optimize import minimize
from scipy.special import gammaln, hyp2f1 as hyp

mp.dps = 30
END = dt.date(1997, 9, 30)
LAST = dt.date(1998, 6, 30)


def histories(path):
    days, spend = {}, {}
    for line in open(path):
        _, customer, day, _, dollars = line.split()
        at = dt.date(int(day[:4]), int(day[4:6]), int(day[6:]))
        days.setdefault(customer, set()).add(at)
        spend[customer, at] = spend.get((customer, at), 0.0) + float(dollars)
    rows = []
    for customer, all_days in days.items():
        order = sorted(all_days)
        seen = [d for d in order if d <= END]
        later = [d for d in order if END < d <= LAST]
        paid = [spend[customer, d] for d in seen[1:] if spend[customer, d] > 0]
        rows.append((len(seen) - 1, (seen[-1] - seen[0]).days / 7, (END - seen[0]).days / 7, len(later),
                     np.mean(paid) if paid else 0.0, len(paid)))
    return np.array(rows)


def bg_rows(p, x, tx, T, first):
    r, alpha, a, b = p
    k = x + first
    common = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + gammaln(a + b) + gammaln(b + k) - gammaln(b) - gammaln(a + b + k)
    with np.errstate(divide="ignore"):
        left = np.where(k > 0, np.log(a) - np.log(b + np.maximum(k, 1) - 1) - (r + x) * np.log(alpha + tx), -np.inf)
    return common + np.logaddexp(-(r + x) * np.log(alpha + T), left)


def pareto_rows(p, x, tx, T):
    r, alpha, s, bt = p
    c, big, second = r + s + x, max(alpha, bt), (s + 1 if alpha >= bt else r + x)
    def f(t):
        return hyp(c, second, c + 1, (big - min(alpha, bt)) / (big + t)) / (big + t) ** c
    inside = (alpha + T) ** -(r + x) * (bt + T) ** -s + s / c * (f(tx) - f(T))
    return gammaln(r + x) - gammaln(r) + r * np.log(alpha) + s * np.log(bt) + np.log(inside)


def gamma_gamma(p, x, m):
    pp, q, g = p
    return (gammaln(pp * x + q) - gammaln(pp * x) - gammaln(q) + q * np.log(g) + (pp * x - 1) * np.log(m)
            + pp * x * np.log(x) - (pp * x + q) * np.log(g + m * x)).sum()


def best(f, start):
    res = minimize(lambda v: -f(np.exp(v)), np.log(start), method="Nelder-Mead",
                   options=dict(xatol=1e-10, fatol=1e-10, maxiter=20000, maxfev=20000))
    res = minimize(lambda v: -f(np.exp(v)), res.x, method="BFGS")
    h = 1e-3
    n = len(start)
    hess = np.zeros((n, n))
    at = lambda v: -f(np.exp(v))
    for i in range(n):
        for j in range(n):
            ei, ej = np.eye(n)[i] * h, np.eye(n)[j] * h
            hess[i, j] = (at(res.x + ei + ej) - at(res.x + ei - ej) - at(res.x - ei + ej) + at(res.x - ei - ej)) / (4 * h * h)
    se = np.exp(res.x) * np.sqrt(np.diag(np.linalg.inv(hess)))
    return dict(parameters=list(np.exp(res.x)), standardErrors=list(se), logLikelihood=-res.fun)


def over_beta(f, a, b):
    """The mean of f over Beta(a, b), with u = q^a near 0 and u = (1 - q)^b near 1, where the density may be singular."""
    half = mpf(1) / 2
    low = quad(lambda u: f(u ** (1 / a)) * (1 - u ** (1 / a)) ** (b - 1) / a, [0, half ** a / 100, half ** a])
    high = quad(lambda u: f(1 - u ** (1 / b)) * (1 - u ** (1 / b)) ** (a - 1) / b, [0, half ** b / 100, half ** b])
    return (low + high) / beta(a, b)


def bg_predictions(p, x, tx, T, h, first):
    """Integrals over p of Beta and, in closed form, over lambda of Gamma."""
    r, alpha, a, b = map(mpf, p)
    k = x + first
    lam = lambda n, t: gamma(r + n) / gamma(r) * alpha ** r / (alpha + t) ** (r + n)
    alive = over_beta(lambda q: (1 - q) ** k, a, b) * lam(x, T)
    left = over_beta(lambda q: q * (1 - q) ** (k - 1), a, b) * lam(x, tx) if k > 0 else 0
    likelihood = alive + left
    rate = lambda q: (1 - ((alpha + T) / (alpha + T + q * h)) ** (r + x)) / q if q > mpf("1e-24") else (r + x) * h / (alpha + T)
    expected = over_beta(lambda q: (1 - q) ** k * rate(q), a, b) * lam(x, T) / likelihood
    p_alive = alive / likelihood
    return log(likelihood), p_alive, expected, p_alive * (1 - ((alpha + T) / (alpha + T + h)) ** (r + x))


def pareto_predictions(p, x, tx, T, h):
    """Integrals over the time of leaving; rates in closed form (both Gamma)."""
    r, alpha, s, bt = map(mpf, p)
    shape = r + x
    lam = lambda n, t: gamma(r + n) / gamma(r) * alpha ** r / (alpha + t) ** (r + n)
    stays = lambda t: (bt / (bt + t)) ** s
    leaves = lambda t: s / bt * (bt / (bt + t)) ** (s + 1)
    alive = lam(x, T) * stays(T)
    left = quad(lambda u: lam(x, u) * leaves(u), linspace(tx, T, 31)) if T > tx else mpf(0)
    likelihood = alive + left
    parts = [h * (mpf(i) / 30) ** 2 for i in range(31)]
    # expected purchases: the rate at which he buys, as long as he has not left, over the horizon
    buys = lambda u: lam(x, T) * shape / (alpha + T) * stays(T + u)
    expected = quad(buys, parts) / likelihood
    none = quad(lambda u: lam(x, T + u) * leaves(T + u), parts) + lam(x, T + h) * stays(T + h)
    return log(likelihood), alive / likelihood, expected, (alive - none) / likelihood


def main():
    rows = histories(sys.argv[1])
    x, tx, T, later, m, paid = rows.T
    out = {"customers": len(rows), "repeaters": int((x > 0).sum()), "repeatPurchases": int(x.sum()),
           "holdoutPurchases": int(later.sum()), "holdoutWeeks": (LAST - END).days / 7}
    out["fits"] = {
        "bgnbd": best(lambda p: bg_rows(p, x, tx, T, 0).sum(), [0.25, 4, 0.8, 2.5]),
        "mbgnbd": best(lambda p: bg_rows(p, x, tx, T, 1).sum(), [0.5, 6, 0.8, 1.5]),
        "paretonbd": best(lambda p: pareto_rows(p, x, tx, T).sum(), [0.5, 10, 0.6, 12]),
        "gammagamma": best(lambda p: gamma_gamma(p, paid[paid > 0], m[paid > 0]), [6, 4, 15]),
    }
    chosen = [(0, 0, 0), (0, 0, 1), (0, 0, 38.857142857142854), (1, 0.14285714285714285, 38), (2, 30.428571428571427, 38.857142857142854),
              (4, 38, 38), (7, 10, 30), (26, 30.857142857142858, 31), (3, 3, 3), (40, 20, 38)]
    sets = {
        "bgnbd": [out["fits"]["bgnbd"]["parameters"], [0.243, 4.414, 1, 2.426], [2.5, 0.3, 0.05, 7], [0.02, 900, 6, 1.5]],
        "mbgnbd": [out["fits"]["mbgnbd"]["parameters"], [0.5, 6, 1, 1.6], [2.5, 0.3, 3, 0.2]],
        "paretonbd": [out["fits"]["paretonbd"]["parameters"], [0.55, 10, 1, 12], [2.5, 300, 0.8, 0.5], [0.3, 0.5, 4, 700]],
    }
    predictions = []
    for key, all_p in sets.items():
        for p in all_p:
            for cx, ctx, cT in chosen:
                for h in (1, 39, 520):
                    f = (pareto_predictions(p, cx, ctx, cT, h) if key == "paretonbd"
                         else bg_predictions(p, cx, ctx, cT, h, 0 if key == "bgnbd" else 1))
                    predictions.append([key, list(p), cx, ctx, cT, h] + [float(v) for v in f])
    out["predictions"] = predictions
    # conditional expectations by calibration frequency, 39 weeks, in the papers' own closed forms
    table = {}
    for key, first in (("bgnbd", 0), ("mbgnbd", 1)):
        r, alpha, a, b = out["fits"][key]["parameters"]
        k, t = x + first, 39
        full = (a + b + k - 1) / (a - 1) * (1 - ((alpha + T) / (alpha + T + t)) ** (r + x)
                * hyp(r + x, b + k, a + b + k - 1, t / (alpha + T + t)))
        odds = np.where(k > 0, a / (b + np.maximum(k, 1) - 1) * ((alpha + T) / (alpha + tx)) ** (r + x), 0)
        table[key] = full / (1 + odds)
    r, alpha, s, bt = out["fits"]["paretonbd"]["parameters"]
    like = pareto_rows([r, alpha, s, bt], x, tx, T)
    alive = np.exp(gammaln(r + x) - gammaln(r) + r * np.log(alpha) + s * np.log(bt) - (r + x) * np.log(alpha + T) - s * np.log(bt + T) - like)
    table["paretonbd"] = alive * (r + x) * (bt + T) / ((alpha + T) * (s - 1)) * (1 - ((bt + T) / (bt + T + 39)) ** (s - 1))
    cells = [x == i for i in range(7)] + [x >= 7]
    out["byFrequency"] = {"customers": [int(c.sum()) for c in cells], "actual": [float(later[c].mean()) for c in cells],
                          **{key: [float(v[c].mean()) for c in cells] for key, v in table.items()}}
    out["meanAbsoluteError"] = {**{key: float(np.abs(v - later).mean()) for key, v in table.items()},
                                "sameRate": float(np.abs(np.where(T > 0, x / np.maximum(T, 1e-9) * 39, 0) - later).mean())}
    out["specialFunctions"] = [[v, float(loggamma(v)), float(psi(0, v))]
                               for v in (1e-300, 1e-8, 0.01, 0.243, 0.5, 1, 1.4616, 2, 3.7, 9.99, 10, 55.5, 1000, 1e6, 1e12)]
    series = []
    for big in (0.05, 0.6, 7, 40, 900):
        for s in (0.02, 1, 3.3, 30):
            for rest in (1e-9, 1e-5, 1e-3, 0.03, 0.3, 0.9):
                z = 1 - mpf(rest)
                for p in (mpf(big), mpf(s) + 1):
                    q = mpf(big) + mpf(s) + 1
                    f = lambda pp, qq: hyp2f1(1, pp, qq, z)
                    h = mpf("1e-12")
                    series.append([float(p), float(q), rest] + [float(v) for v in (
                        f(p, q), (f(p + h, q) - f(p - h, q)) / (2 * h), (f(p, q + h) - f(p, q - h)) / (2 * h),
                        p / q * hyp2f1(2, p + 1, q + 1, z))])
    out["risingRatio"] = series
    json.dump(out, sys.stdout)


main()
