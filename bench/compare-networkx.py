"""NetworkX's side of `ringwatch bench ring-speed`.

components USES.csv.gz SECONDS MEGABYTES   reads lines "account,key", joins all accounts of a key pairwise, as the system
                     did that the project started from, and finds the connected components. Prints
                     "edges components build_cpu_seconds component_cpu_seconds peak_megabytes"; ends with 4 when it needs
                     more CPU seconds or more memory than it may
"""

import gzip
import itertools
import os
import resource
import signal
import sys
import time

try:
    import networkx
except ImportError as missing:
    print("python3 has no networkx here (%s); on Debian: apt install python3-networkx" % missing, file=sys.stderr)
    sys.exit(3)


def give_up(*_):
    os._exit(4)


def components(file):
    accounts_of = {}
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            account, key = line.rstrip("\n").split(",")
            accounts_of.setdefault(key, []).append(int(account))
    start = time.process_time()
    graph = networkx.Graph()
    for accounts in accounts_of.values():
        graph.add_nodes_from(accounts)
        graph.add_edges_from(itertools.combinations(accounts, 2))
    built = time.process_time()
    count = networkx.number_connected_components(graph)
    found = time.process_time()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print("%d %d %.3f %.3f %.0f" % (graph.number_of_edges(), count, built - start, found - built, peak))


if len(sys.argv) != 5 or sys.argv[1] != "components":
    print(__doc__, file=sys.stderr)
    sys.exit(2)
signal.signal(signal.SIGXCPU, give_up)
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[3]), int(sys.argv[3]) + 5))
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[4]) << 20,) * 2)
try:
    components(sys.argv[2])
except MemoryError:
    give_up()
