"""Writes the figures that Peil's statistics must equal, from statistics packages that know nothing of Peil.

    python3 -m venv VENV && VENV/bin/pip install numpy==2.4.6 scipy==1.17.1 statsmodels==0.15.0 && VENV/bin/python make.py

Seed 20251122; each file holds its tables and what the packages make of them. Where no package has a figure it is put
together here from their primitives, in another way than Peil does it: sums of point probabilities for the mid-p, three
answers that are added one by one for the interval, people one by one for the mean rank.
"""

import json
import pathlib
import sys
import warnings

import numpy as np
import scipy
import statsmodels
from scipy import stats
from statsmodels.stats.contingency_tables import SquareTable, mcnemar

SEED = 20251122
HERE = pathlib.Path(__file__).parent
random = np.random.default_rng(SEED)


def write(name, source, cases):
    assert len(cases) >= 50, name
    packages = f"python {sys.version.split()[0]}, numpy {np.__version__}, scipy {scipy.__version__}, statsmodels {statsmodels.__version__}"
    lines = ",\n".join(json.dumps(case) for case in cases)
    head = json.dumps({"source": source, "packages": packages, "seed": SEED})[1:-1]
    (HERE / f"{name}.json").write_text("{" + head + ', "cases": [\n' + lines + "\n]}\n")


def square(size, people, stay):
    """Somebody stays with this chance, else goes anywhere; some answers are liked more than others."""
    liked = random.dirichlet(np.ones(size))
    later = random.dirichlet(np.ones(size))
    table = np.zeros((size, size), dtype=int)
    for _ in range(people):
        first = random.choice(size, p=liked)
        then = first if random.random() < stay else random.choice(size, p=later)
        table[first, then] += 1
    return table


def with_movers(table):
    """Without the answers that nobody went to or came from."""
    off = table - np.diag(np.diag(table))
    kept = [k for k in range(len(table)) if off[k].sum() + off[:, k].sum() > 0]
    return table[np.ix_(kept, kept)]


def movers(table):
    return int(table.sum() - np.trace(table))


def stuart_maxwell(table):
    table = np.array(table)
    if movers(table) < 10:
        return {"refused": "few"}
    kept = with_movers(table)
    size = len(kept)
    # What the package would have to invert, whole: its rank says whether it can.
    spread = np.diag(kept.sum(0) + kept.sum(1)) - kept - kept.T
    if np.linalg.matrix_rank(spread) < size - 1:
        return {"refused": "singular"}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = SquareTable(kept, shift_zeros=False).homogeneity(method="stuart_maxwell")
    return {"statistic": float(found.statistic), "df": int(found.df), "p": float(found.pvalue)}


def homogeneity():
    tables = [square(size, int(random.integers(15, 400)), random.uniform(0.2, 0.9)) for size in range(2, 8) for _ in range(12)]
    # One of many answers that nobody gave; one with a single mover; everybody one way; two pairs that nobody crosses.
    tables += [
        [[5, 9, 0], [4, 7, 0], [0, 0, 0]],
        [[30, 1, 0], [0, 20, 0], [0, 0, 10]],
        [[0, 40, 0], [0, 0, 40], [40, 0, 0]],
        [[9, 12, 0, 0], [3, 9, 0, 0], [0, 0, 9, 8], [0, 0, 2, 9]],
        [[0, 25], [0, 0]],
        [[0, 10], [10, 0]],
        [[8, 4], [5, 8]],
        [[0, 9], [0, 0]],
        [[0, 0, 12], [0, 50, 0], [1, 0, 0]],
        [[0] * 7 for _ in range(7)],
        [[7000, 900, 3], [40, 6000, 1], [2, 2, 9]],
    ]
    return [{"table": np.array(table).tolist(), **stuart_maxwell(table)} for table in tables]


def mid_p(gained, lost):
    """The chance of what is less likely than what was seen, and half of what is as likely as that."""
    people = gained + lost
    point = stats.binom.pmf(np.arange(people + 1), people, 0.5)
    smaller = min(gained, lost)
    if gained == lost:
        return float(1 - 0.5 * point[smaller])
    exact = mcnemar([[3, gained], [lost, 5]], exact=True).pvalue
    return float(exact - point[smaller])


def mcnemar_cases():
    pairs = [(int(a), int(b)) for a, b in random.integers(0, 60, size=(60, 2)) if a + b > 0]
    pairs += [(1, 0), (0, 1), (10, 0), (0, 25), (7, 7), (1, 1), (500, 430), (5000, 4800), (9999, 1)]
    return [{"gained": a, "lost": b, "p": mid_p(a, b)} for a, b in pairs]


def sign_cases():
    pairs = [(int(a), int(b)) for a, b in random.integers(0, 80, size=(60, 2)) if a + b > 0]
    pairs += [(1, 0), (0, 12), (6, 6), (400, 350), (5000, 4990)]
    return [{"up": a, "down": b, "p": float(stats.binomtest(a, a + b, 0.5).pvalue)} for a, b in pairs]


def interval_cases():
    cases = []
    rooms = [random.multinomial(int(random.integers(30, 900)), random.dirichlet(np.ones(11))).tolist() for _ in range(60)]
    rooms += [[0] * 10 + [30], [30] + [0] * 10, [0] * 7 + [15, 15, 0, 0], [0] * 6 + [40] + [0] * 4, [20] + [0] * 9 + [20]]
    for marks in rooms:
        said = np.repeat([-1] * 7 + [0] * 2 + [1] * 2, marks)
        score = float(np.mean(said) * 100)
        # Three answers are added, so that a room that agrees has an interval too.
        values = np.array([-1, 0, 1])
        weights = np.array([(said == value).sum() for value in values]) + np.array([0.75, 1.5, 0.75])
        chances = weights / weights.sum()
        mean = float(chances @ values)
        error = float(np.sqrt(chances @ (values - mean) ** 2 / weights.sum()))
        lower, upper = stats.norm.interval(0.95, loc=mean, scale=error)
        cases.append({"marks": marks, "score": score, "lower": float(lower) * 100, "upper": float(upper) * 100})
    return cases


def rank_cases():
    cases = []
    for _ in range(60):
        options = int(random.integers(2, 9))
        orders = [random.permutation(options)[: random.integers(1, options + 1)].tolist() for _ in range(int(random.integers(1, 40)))]
        means = []
        for option in range(options):
            places = [order.index(option) + 1 for order in orders if option in order]
            means.append(float(np.mean(places)) if places else None)
        cases.append({"options": options, "orders": orders, "means": means})
    return cases


write("stuart-maxwell", "statsmodels SquareTable.homogeneity, without shifted zeros", homogeneity())
write("mcnemar", "statsmodels mcnemar(exact) less the point probability of scipy.stats.binom", mcnemar_cases())
write("sign", "scipy.stats.binomtest", sign_cases())
write("recommendation", "scipy.stats.norm.interval on weights of numpy", interval_cases())
write("mean-rank", "numpy mean of places", rank_cases())
