"""Trains scikit-learn's histogram trees on the rows of a folder and prints what they reach on the test rows."""
import json
import sys

import numpy
import sklearn
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import log_loss, roc_auc_score

folder = sys.argv[1]
with open(f"{folder}/plan.json") as file:
    plan = json.load(file)
rows = numpy.fromfile(f"{folder}/rows.f32", dtype="<f4").reshape(plan["nFeatures"], -1).T
labels = numpy.fromfile(f"{folder}/labels.u8", dtype="u1")
n = plan["nTrain"]

cases = []
for case in plan["cases"]:
    model = HistGradientBoostingClassifier(
        learning_rate=0.1,
        max_iter=case["nTrees"],
        max_leaf_nodes=case["maxLeaves"],
        min_samples_leaf=20,
        l2_regularization=case["l2"],
        max_bins=255,
        categorical_features=plan["categorical"],
        monotonic_cst=case["monotone"] or None,
        early_stopping=False,
    ).fit(rows[:n], labels[:n])
    p = model.predict_proba(rows[n:])[:, 1]
    cases.append(
        {"name": case["name"], "auc": roc_auc_score(labels[n:], p), "logLoss": log_loss(labels[n:], p)}
    )
print(json.dumps({"program": f"scikit-learn {sklearn.__version__}", "cases": cases}, indent=2))
