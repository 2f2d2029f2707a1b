"""scikit-learn's side of the comparisons of `ringwatch bench`.

quality MATRIX.csv   ranks the labelled rows of a matrix that `bench real` wrote with IsolationForest, unknown values
                     filled by the column's median; prints "trees,roc_auc,average_precision,recall_at_2", medians of 5
                     seeds, for 100 and 200 trees
serve TABLE.csv.gz   reads a table whose last column is the label, then answers each line "TREES SEED" on standard
                     input with "fit_cpu_seconds score_cpu_seconds roc_auc average_precision recall_at_2", on one thread
"""

import os
import sys

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

try:
    import numpy
    import sklearn
    from sklearn.ensemble import IsolationForest
    from sklearn.metrics import average_precision_score, roc_auc_score, roc_curve
except ImportError as missing:
    print("python3 has no scikit-learn here (%s); on Debian: apt install python3-sklearn" % missing, file=sys.stderr)
    sys.exit(3)

import time
import warnings

warnings.filterwarnings("ignore", message="max_samples .* is greater than")


def forest(trees, seed):
    return IsolationForest(n_estimators=trees, max_samples=256, random_state=seed, n_jobs=1)


def recall_at(labels, scores, rate):
    """The largest recall of a threshold with at most that false-positive rate; tied scores go together."""
    false_positives, recall, _ = roc_curve(labels, scores, drop_intermediate=False)
    return recall[false_positives <= rate].max()


def ranking(labels, scores):
    return (
        roc_auc_score(labels, scores),
        average_precision_score(labels, scores),
        recall_at(labels, scores, 0.02),
    )


def quality(file):
    table = numpy.loadtxt(file, delimiter=",", skiprows=1, ndmin=2)
    labels, values = table[:, 0], table[:, 1:]
    values = values[:, ~numpy.isnan(values).all(axis=0)]
    values = numpy.where(numpy.isnan(values), numpy.nanmedian(values, axis=0), values)
    known = ~numpy.isnan(labels)
    for trees in (100, 200):
        measured = []
        for seed in range(5):
            scores = -forest(trees, seed).fit(values).score_samples(values[known])
            measured.append(ranking(labels[known], scores))
        print("%d,%.6f,%.6f,%.6f" % ((trees,) + tuple(numpy.median(measured, axis=0))))


def serve(file):
    table = numpy.loadtxt(file, delimiter=",", skiprows=1, ndmin=2)
    values, labels = numpy.ascontiguousarray(table[:, :-1]), table[:, -1]
    print("scikit-learn %s" % sklearn.__version__, flush=True)
    for line in sys.stdin:
        trees, seed = map(int, line.split())
        start = time.process_time()
        model = forest(trees, seed).fit(values)
        fitted = time.process_time()
        scores = -model.score_samples(values)
        scored = time.process_time()
        print("%.6f %.6f %.6f %.6f %.6f" % ((fitted - start, scored - fitted) + ranking(labels, scores)), flush=True)


if len(sys.argv) != 3 or sys.argv[1] not in ("quality", "serve"):
    print(__doc__, file=sys.stderr)
    sys.exit(2)
{"quality": quality, "serve": serve}[sys.argv[1]](sys.argv[2])
