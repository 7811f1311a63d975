"""Trains peers on the rows of a folder: prints a JSON list of who, wall and CPU seconds, log loss on the training rows."""
import json
import resource
import sys
import time

import numpy


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def log_loss(labels, p):
    return float(-numpy.mean(numpy.log(numpy.where(labels == 1, p, 1 - p))))


def timed(who, train, predict):
    wall, cpu = time.perf_counter(), cpu_seconds()
    model = train()
    wall, cpu = time.perf_counter() - wall, cpu_seconds() - cpu
    return {"who": who, "wallSeconds": wall, "cpuSeconds": cpu, "logLoss": log_loss(labels, predict(model))}


folder, n_features, n_trees, max_leaves = sys.argv[1], *map(int, sys.argv[2:5])
rows = numpy.fromfile(f"{folder}/rows.f32", dtype="<f4").reshape(n_features, -1).T
labels = numpy.fromfile(f"{folder}/labels.u8", dtype="u1")
lines = []
try:
    import lightgbm

    parameters = {
        "objective": "binary",
        "num_leaves": max_leaves,
        "max_bin": 255,
        "learning_rate": 0.1,
        "min_data_in_leaf": 20,
        "lambda_l2": 1,
        "num_threads": 2,
        "verbose": -1,
    }
    lines.append(
        timed(
            f"LightGBM {lightgbm.__version__}, 2 threads",
            lambda: lightgbm.train(parameters, lightgbm.Dataset(rows, labels), n_trees),
            lambda model: model.predict(rows),
        )
    )
except ImportError:
    pass
try:
    import sklearn
    from sklearn.ensemble import HistGradientBoostingClassifier

    lines.append(
        timed(
            f"scikit-learn {sklearn.__version__}, all cores",
            lambda: HistGradientBoostingClassifier(
                max_leaf_nodes=max_leaves,
                max_iter=n_trees,
                max_bins=255,
                learning_rate=0.1,
                l2_regularization=1,
                early_stopping=False,
            ).fit(rows, labels),
            lambda model: model.predict_proba(rows)[:, 1],
        )
    )
except ImportError:
    pass
print(json.dumps(lines))
