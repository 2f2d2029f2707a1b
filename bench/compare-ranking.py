"""Writes core's test resource calibrate/scikit-learn.csv: what scikit-learn says of seeded scores, ties among them.

Needs scikit-learn: python3 bench/compare-ranking.py > core/src/test/resources/calibrate/scikit-learn.csv
A line is: kind, case, values. Kinds: scores, labels, roc_auc, average_precision, fpr, tpr, precision, recall, of which the
curves keep every point (drop_intermediate=False) and thresholds go from high to low.
"""

import numpy as np
import sklearn
from sklearn.metrics import average_precision_score, precision_recall_curve, roc_auc_score, roc_curve


def line(kind, case, values):
    print(",".join([kind, str(case)] + [repr(float(v)) for v in values]))


print(f"# scikit-learn {sklearn.__version__}, numpy {np.__version__}")
for case in range(24):
    rng = np.random.default_rng(case)
    n = int(rng.integers(4, 120))
    labels = rng.random(n) < rng.uniform(0.05, 0.6)
    labels[0], labels[1] = True, False
    scores = rng.normal(size=n) + labels * rng.uniform(-0.5, 3)
    if case % 3 == 1:
        scores = np.round(scores, 1)
    if case % 3 == 2:
        scores = np.round(scores)
    line("scores", case, scores)
    line("labels", case, labels)
    line("roc_auc", case, [roc_auc_score(labels, scores)])
    line("average_precision", case, [average_precision_score(labels, scores)])
    fpr, tpr, _ = roc_curve(labels, scores, drop_intermediate=False)
    line("fpr", case, fpr)
    line("tpr", case, tpr)
    precision, recall, _ = precision_recall_curve(labels, scores)
    line("precision", case, precision[::-1])
    line("recall", case, recall[::-1])
