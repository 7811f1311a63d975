"""Writes rows.csv, scored.csv and reference.json. Needs numpy, scipy and scikit-learn."""
import json
import os

import numpy as np
from scipy import stats
from scipy.special import betainc, expit, logit, ndtri
from sklearn.calibration import _sigmoid_calibration
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
from sklearn import metrics

here = os.path.dirname(os.path.abspath(__file__))
random = np.random.default_rng(20130501)


def write(name, header, columns):
    with open(os.path.join(here, name), "w") as out:
        out.write(header + "\n")
        for row in zip(*columns):
            out.write(",".join(f"{value:.10g}" for value in row) + "\n")


# numbers are multiples of 1/64, so that single precision holds them exactly
n = 300
x = np.round(random.normal(size=(n, 5)) * [1, 2, 0.5, 1, 1] * 64) / 64
x[:, 3] = np.round((x[:, 0] + 0.5 * x[:, 3]) * 64) / 64
x[:, 4] = (x[:, 4] > 0.6).astype(float)
y = (random.random(n) < expit(-0.7 + x @ [0.8, -0.4, 0.9, 0.3, 0.6])).astype(int)
weight = random.integers(1, 4, size=n)
write("rows.csv", "x1,x2,x3,x4,x5,churned,weight", [*x.T, y, weight])


def fit(**options):
    model = LogisticRegression(tol=1e-14, max_iter=1_000_000, **options).fit(x, y)
    return {"intercept": model.intercept_[0], "coefficients": model.coef_[0].tolist()}


logistic = {
    "ridge": {"C": 0.05, **fit(C=0.05, solver="newton-cholesky")},
    "elasticNet": {
        "C": 0.1,
        "l1Ratio": 0.7,
        **fit(C=0.1, l1_ratio=0.7, penalty="elasticnet", solver="saga", random_state=0),
    },
    "lasso": {"C": 0.06, **fit(C=0.06, penalty="l1", solver="saga", random_state=0)},
}

m = 403
p = np.round(random.beta(1.2, 2.5, size=m), 2)
churned = (random.random(m) < np.clip(1.25 * p - 0.05, 0, 1)).astype(int)
w = random.integers(1, 5, size=m)
value = random.integers(100, 9000, size=m)
write("scored.csv", "score,churned,weight,value", [p, churned, w, value])

ranks = stats.rankdata(p)
bins = np.floor((ranks - 0.5) * 10 / m).astype(int)
curve = []
for b in np.unique(bins):
    inside = bins == b
    k = int(churned[inside].sum())
    interval = stats.binomtest(k, int(inside.sum())).proportion_ci(0.95, method="wilson")
    curve.append(
        {
            "n": int(inside.sum()),
            "meanPredicted": p[inside].mean(),
            "observed": churned[inside].mean(),
            "low": interval.low,
            "high": interval.high,
        }
    )
error = sum(c["n"] * abs(c["observed"] - c["meanPredicted"]) for c in curve) / m

levels = np.unique(p)[::-1]
ends = np.array([0] + [(p >= t).sum() for t in levels])
caught = np.array([0] + [churned[p >= t].sum() for t in levels])
gain = np.interp(np.arange(11) * m / 10, ends, caught) / churned.sum()


def campaign(clv, d, f, a, b):
    """The definitions, by brute force: every threshold at every acceptance rate of a fine grid."""
    pi0 = churned.mean()
    pi1 = 1 - pi0
    thresholds = np.append(levels, 2.0)
    f0 = np.array([(p[churned == 1] >= t).mean() for t in thresholds])
    f1 = np.array([(p[churned == 0] >= t).mean() for t in thresholds])
    delta, phi = d / clv, f / clv

    def best(gamma):
        profit = (
            clv * (np.multiply.outer(gamma, 1 - delta + 0 * f0) - phi) * pi0 * f0
            - clv * (delta + phi) * pi1 * f1
        )
        at = profit.argmax(axis=1)
        return profit.max(axis=1), (pi0 * f0 + pi1 * f1)[at]

    steps = 1_000_000
    expected = share = 0.0
    for part in np.array_split((np.arange(steps) + 0.5) / steps, 100):
        h = stats.beta.pdf(part, a, b) / steps
        profit, contacted = best(part)
        expected += (profit * h).sum()
        share += (contacted * h).sum()
    fixed, fixed_share = best(np.array([a / (a + b)]))
    return {
        "economics": [clv, d, f, a, b],
        "mpc": fixed[0],
        "mpcShare": fixed_share[0],
        "empc": expected,
        "empcShare": share,
    }


table = metrics.confusion_matrix(churned, p >= 0.35)
# Platt's targets as weighted pairs of rows, so that a tightly converged logistic regression gives the same sigmoid;
# scikit-learn's own function, which stops earlier, must be near it
odds = logit(np.clip(p, 1e-12, 1 - 1e-12))
target = np.where(churned == 1, (churned.sum() + 1) / (churned.sum() + 2), 1 / ((1 - churned).sum() + 2))
pairs = np.concatenate([odds, odds])[:, None]
sigmoid = LogisticRegression(penalty=None, tol=1e-12, max_iter=10_000, solver="newton-cholesky").fit(
    pairs, np.repeat([1, 0], m), np.concatenate([target, 1 - target])
)
slope, intercept = sigmoid.coef_[0, 0], sigmoid.intercept_[0]
assert np.allclose([slope, intercept], -np.array(_sigmoid_calibration(odds, churned)), atol=1e-4)
isotonic = IsotonicRegression().fit(p, churned)
betas = [[q, a, b] for a, b in [(6, 14), (7, 14), (0.5, 0.5), (1, 3), (80, 200), (2.5, 0.7)] for q in (0.01, 0.2, 0.31, 0.5, 0.93)]
quantiles = [1e-300, 1e-20, 1e-6, 0.001, 0.025, 0.07, 0.2, 0.5, 0.6, 0.93, 0.975, 0.9999, 1 - 1e-12]
reference = {
    "logistic": logistic,
    "auc": metrics.roc_auc_score(churned, p),
    "aucWeighted": metrics.roc_auc_score(churned, p, sample_weight=w),
    "prAuc": metrics.average_precision_score(churned, p),
    "prAucWeighted": metrics.average_precision_score(churned, p, sample_weight=w),
    "brier": metrics.brier_score_loss(churned, p),
    "brierWeighted": metrics.brier_score_loss(churned, p, sample_weight=w),
    "logLoss": metrics.log_loss(churned, p, eps=1e-15),
    "logLossWeighted": metrics.log_loss(churned, p, sample_weight=w, eps=1e-15),
    "accuracy": metrics.accuracy_score(churned, p >= 0.5),
    "accuracyWeighted": metrics.accuracy_score(churned, p >= 0.5, sample_weight=w),
    "confusion": table.ravel().tolist(),
    "precision": metrics.precision_score(churned, p >= 0.35),
    "recall": metrics.recall_score(churned, p >= 0.35),
    "calibrationCurve": curve,
    "calibrationError": error,
    "lift": (np.diff(gain) * 10).tolist(),
    "cumulativeGain": gain[1:].tolist(),
    "thresholds": [
        {
            "at": k / 200,
            "tp": int(churned[p >= k / 200].sum()),
            "fp": int((1 - churned)[p >= k / 200].sum()),
            "tpValue": int((value * churned)[p >= k / 200].sum()),
            "fpValue": int((value * (1 - churned))[p >= k / 200].sum()),
        }
        for k in range(0, 201, 10)
    ],
    "campaign": [campaign(200, 10, 1, 6, 14), campaign(60, 15, 2, 2, 3), campaign(30, 12, 4, 6, 14)],
    "isotonic": isotonic.predict(p).tolist(),
    "platt": {"slope": slope, "intercept": intercept},
    "incompleteBeta": [[*row, betainc(row[1], row[2], row[0])] for row in betas],
    "normalQuantile": [[q, ndtri(q)] for q in quantiles],
}
with open(os.path.join(here, "reference.json"), "w") as out:
    json.dump(reference, out, indent=1)
    out.write("\n")
