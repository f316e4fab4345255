"""Articles and words by day, with the days on which nothing was published."""

import pandas as pd

DAYS = ["day", "articles", "words"]
DATING = ["dated", "articles", "words"]


def calendar(articles: pd.DataFrame) -> pd.DataFrame:
    """Count articles and words by day.

    `articles`: columns published (ISO day, month or empty) and words. A row is a day
    between the first and the last dated ones: day (timestamp), articles, words; days
    without an article are there with zeros. Articles without a day are not in it: see
    `dating`. Not for telling a day without news from a day without data.
    """
    dated = articles[articles["published"].str.len() == 10]
    if dated.empty:
        return pd.DataFrame({"day": pd.to_datetime([]), "articles": [], "words": []}).astype(
            {"articles": int, "words": int}
        )
    days = pd.to_datetime(dated["published"]).rename("day")
    counted = dated.groupby(days).agg(articles=("published", "size"), words=("words", "sum"))
    whole = pd.date_range(days.min(), days.max(), name="day")
    return counted.reindex(whole, fill_value=0).reset_index()[DAYS]


def dating(articles: pd.DataFrame) -> pd.DataFrame:
    """Count how precisely articles are dated: a row each for day, month only, not at all."""
    kind = articles["published"].str.len().map({10: "day", 7: "month only"}).fillna("not at all")
    counted = articles.groupby(kind.rename("dated")).agg(
        articles=("words", "size"), words=("words", "sum")
    )
    return counted.reindex(["day", "month only", "not at all"], fill_value=0).reset_index()[DATING]
