"""What others do: one window for all, a window for each lane, gradient boosting, conformal bins.

All get the same history at the same moment. The packages come with the extra `bench-eta`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import Any, Final, TypeAlias

from bench.windows.data import DAY, Data
from bench.windows.judging import LEVELS
from postpurchase.eta import Journey
from postpurchase.windows import Instant

Found: TypeAlias = dict[str, tuple[Instant, ...]]
HELD_OUT_DAYS: Final = 56
LEAST: Final = 30
_TREES: Final = {
    "n_estimators": 300, "learning_rate": 0.05, "num_leaves": 63, "min_child_samples": 40,
    "verbose": -1, "n_jobs": 1, "seed": 1, "deterministic": True,
}  # fmt: skip


class Columns:
    """A history as numbers for trees: categories by their first coming, numbers as they are."""

    def __init__(self, data: Data) -> None:
        self.np = import_module("numpy")
        words, numbers = tuple(data.shape.words), tuple(data.shape.numbers)
        codes: dict[str, dict[str, int]] = {name: {} for name in words}
        rows = []
        for one in data.journeys:
            row: list[float] = [
                codes[name].setdefault(one.words.get(name, ""), len(codes[name])) for name in words
            ]
            row += [one.numbers.get(name, float("nan")) for name in numbers]
            row += [one.start // DAY % 7, one.start % DAY // 3_600]
            rows.append(row)
        self.x = self.np.array(rows)
        self.start = self.np.array([one.start for one in data.journeys])
        self.end = self.np.array([one.end for one in data.journeys])
        self.y = (self.end - self.start) / DAY
        self.journeys = data.journeys

    def windows(self, chosen: Any, days: Any) -> Found:
        """Return quantiles in days as instants."""
        found = self.np.maximum(days, 0)
        return {
            self.journeys[i].id: tuple(int(self.start[i] + d * DAY) for d in row)
            for i, row in zip(self.np.flatnonzero(chosen), found, strict=True)
        }


def _margins(np: Any, predicted: Any, y: Any) -> tuple[float, float, float, float, float]:
    """Return by how much conformalised quantile regression widens each quantile, from what was held out."""
    found = []
    for low, high, level in ((0, 4, 0.9), (1, 3, 0.8)):
        scores = np.maximum(predicted[:, low] - y, y - predicted[:, high])
        rank = min(1.0, level * (1 + 1 / max(len(y), 1)))
        found.append(float(np.quantile(scores, rank)))
    wide, narrow = found
    return -wide, -narrow, 0.0, narrow, wide


def everybody(data: Data, first: Instant, last: Instant) -> Found:
    """One window for all: the quantiles of what had arrived by the first day."""
    c = Columns(data)
    known, asked = c.end < first, (c.start >= first) & (c.start < last)
    row = c.np.quantile(c.y[known], LEVELS)
    return c.windows(asked, c.np.tile(row, (int(asked.sum()), 1)))


def lanes(data: Data, first: Instant, last: Instant) -> Found:
    """The quantiles of each lane, conformalised on the last weeks."""
    c = Columns(data)
    names = [data.shape.place or "", *[name for name in data.shape.words if name != data.shape.place][:3]][:2]
    lane = c.np.array([hash(tuple(one.words.get(name, "") for name in names)) for one in data.journeys])
    known, asked = c.end < first, (c.start >= first) & (c.start < last)
    held = known & (c.start >= first - HELD_OUT_DAYS * 2 * DAY)
    train = known & ~held
    whole = c.np.quantile(c.y[train], LEVELS)
    own = {
        key: c.np.quantile(c.y[train & (lane == key)], LEVELS)
        if (train & (lane == key)).sum() >= LEAST
        else whole
        for key in set(lane.tolist())
    }
    predicted = c.np.array([own[key] for key in lane.tolist()])
    return c.windows(asked, predicted[asked] + c.np.array(_margins(c.np, predicted[held], c.y[held])))


def _boosted(c: Columns, train: Any) -> Callable[[Any], Any]:
    lightgbm = import_module("lightgbm")
    models = [
        lightgbm.LGBMRegressor(objective="quantile", alpha=level, **_TREES).fit(c.x[train], c.y[train])
        for level in LEVELS
    ]
    return lambda x: c.np.sort(c.np.column_stack([model.booster_.predict(x) for model in models]), axis=1)


def boosted_once(data: Data, first: Instant, last: Instant) -> Found:
    """LightGBM quantiles, conformalised once on the last weeks before the first day."""
    c = Columns(data)
    return _boosted_between(c, first, first, last)


def boosted_again(data: Data, first: Instant, last: Instant) -> Found:
    """The same, fitted and conformalised anew every 28 days on what had arrived by then."""
    c = Columns(data)
    found: Found = {}
    for at in range(first, last, 28 * DAY):
        found |= _boosted_between(c, at, at, min(at + 28 * DAY, last))
    return found


def _boosted_between(c: Columns, at: Instant, first: Instant, last: Instant) -> Found:
    known, asked = c.end < at, (c.start >= first) & (c.start < last)
    if not asked.any():
        return {}
    held = known & (c.end >= at - HELD_OUT_DAYS * DAY)
    predict = _boosted(c, known & ~held)
    margins = c.np.array(_margins(c.np, predict(c.x[held]), c.y[held]))
    return c.windows(asked, predict(c.x[asked]) + margins)


def conformal_bins(data: Data, first: Instant, last: Instant) -> Found:
    """crepes: Mondrian conformal regression, normalised by nearest neighbours, over a LightGBM mean."""
    lightgbm, crepes, extras = (import_module(name) for name in ("lightgbm", "crepes", "crepes.extras"))
    c = Columns(data)
    known, asked = c.end < first, (c.start >= first) & (c.start < last)
    held = known & (c.end >= first - HELD_OUT_DAYS * DAY)
    train = known & ~held
    model = lightgbm.LGBMRegressor(objective="regression", **_TREES).fit(c.x[train], c.y[train])
    x = c.np.nan_to_num(c.x)
    middle = {
        name: model.booster_.predict(c.x[some]) for name, some in (("t", train), ("h", held), ("a", asked))
    }
    hardness = extras.DifficultyEstimator()
    hardness.fit(X=x[train], residuals=c.y[train] - middle["t"], k=50, scaler=True)
    edges = c.np.quantile(middle["h"], [0.2, 0.4, 0.6, 0.8])
    regressor = crepes.ConformalRegressor()
    regressor.fit(
        c.y[held] - middle["h"], sigmas=hardness.apply(x[held]), bins=c.np.searchsorted(edges, middle["h"])
    )
    asked_for = {"sigmas": hardness.apply(x[asked]), "bins": c.np.searchsorted(edges, middle["a"])}
    some, most = (regressor.predict_int(middle["a"], confidence=level, **asked_for) for level in (0.8, 0.9))
    return c.windows(asked, c.np.column_stack([most[:, 0], some[:, 0], middle["a"], some[:, 1], most[:, 1]]))


PEERS: Final[dict[str, Callable[[Data, Instant, Instant], Found]]] = {
    "one window for all": everybody,
    "lane quantiles + CQR": lanes,
    "LightGBM quantiles + CQR, once": boosted_once,
    "LightGBM quantiles + CQR, every 28 days": boosted_again,
    "crepes Mondrian, normalised": conformal_bins,
}


def promised(journeys: Sequence[Journey], data: Data) -> Iterator[float]:
    """Yield by how many days the shop's own promise was kept early; below 0 it was broken."""
    for one in journeys:
        if data.promises is not None and one.end is not None:
            yield (data.promises[one.id] - one.end) / DAY
