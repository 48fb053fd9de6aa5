"""The week's rhythm of one series, learned online and shrunk towards what is known.

Three floors: flat, hour of the day, hour of the week. Each cell of a floor is the mean of a Gamma
with prior mean 1, so with little seen the answer is the floor below. One value a cell of an hour
is taken in; its weight is its information, m / (1 + d m) for a mean m and a relative day-to-day
variance d, since thirty posts in one burst say less about the habit than ten on three days.
"""

from __future__ import annotations

from dataclasses import dataclass, field

DAY, WEEK = 24, 168


@dataclass(slots=True)
class Profile:
    day_sum: list[float] = field(default_factory=lambda: [0.0] * DAY)
    day_weight: list[float] = field(default_factory=lambda: [0.0] * DAY)
    week_sum: list[float] = field(default_factory=lambda: [0.0] * WEEK)
    week_weight: list[float] = field(default_factory=lambda: [0.0] * WEEK)

    def copy(self) -> Profile:
        return Profile(self.day_sum[:], self.day_weight[:], self.week_sum[:], self.week_weight[:])


def day_factor(profile: Profile, hour: int, prior: float) -> tuple[float, float]:
    """Factor and relative variance of an hour of the day; neighbours lend half their weight."""
    before, after = (hour - 1) % DAY, (hour + 1) % DAY
    sums, weights = profile.day_sum, profile.day_weight
    total = sums[hour] + 0.5 * (sums[before] + sums[after])
    weight = weights[hour] + 0.5 * (weights[before] + weights[after])
    return (total + prior) / (weight + prior), 1.0 / (weight + prior)


def factor(
    profile: Profile, hour_of_week: int, day_prior: float, week_prior: float
) -> tuple[float, float]:
    """What this hour of the week is used to, 1 = the level, and how unsure that is (relative)."""
    daily, unsure = day_factor(profile, hour_of_week % DAY, day_prior)
    weight = profile.week_weight[hour_of_week] + week_prior
    weekly = (profile.week_sum[hour_of_week] + week_prior) / weight
    return daily * weekly, unsure + 1.0 / weight


def learn(
    profile: Profile,
    hour_of_week: int,
    ratio: float,
    weights: tuple[float, float],
    prior: float,
    keep: tuple[float, float],
) -> None:
    """Take in one hour: `ratio` of what was counted to the level.

    `weights` and `keep` (what a visit leaves of the earlier ones) are for the floors of the day
    and the week; `prior` is the day's.
    """
    hour = hour_of_week % DAY
    daily, _ = day_factor(profile, hour, prior)
    week_sum = keep[1] * profile.week_sum[hour_of_week] + weights[1] * ratio / daily
    profile.week_sum[hour_of_week] = week_sum
    profile.week_weight[hour_of_week] = keep[1] * profile.week_weight[hour_of_week] + weights[1]
    profile.day_sum[hour] = keep[0] * profile.day_sum[hour] + weights[0] * ratio
    profile.day_weight[hour] = keep[0] * profile.day_weight[hour] + weights[0]
