"""Correspondence analysis on the smokers of R's package ca."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from helpers import statistics as s

CA = "R package ca, data smoke (Greenacre 1984), run; prince 0.23.0 has the same eigenvalues"
STAFF = ["SM", "JM", "SE", "JE", "SC"]
SMOKING = ["none", "light", "medium", "heavy"]
COUNTS = [[4, 2, 3, 2], [4, 3, 7, 4], [25, 10, 12, 4], [18, 24, 33, 13], [10, 6, 7, 2]]


@pytest.fixture
def smoke():
    return pd.DataFrame(COUNTS, index=STAFF, columns=SMOKING)


def test_inertia(smoke):
    analysis = s.correspondence_analysis(smoke)
    printed = [0.07475911, 0.01001718, 0.00041357]
    assert analysis.inertia.tolist() == pytest.approx(printed, abs=6e-9), CA
    assert analysis.inertia.sum() == pytest.approx(0.08518986, abs=6e-9), CA
    assert analysis.chi_squared == pytest.approx(16.441643, abs=6e-7), CA


def test_coordinates(smoke):
    analysis = s.correspondence_analysis(smoke)
    rows = [0.065768, 0.258958, 0.380595, 0.232952, 0.201089]
    rows_2 = [0.193737, 0.243305, 0.010660, 0.057744, 0.078911]
    columns = [0.393308, 0.099456, 0.196321, 0.293776]
    columns_2 = [0.030492, 0.141064, 0.007359, 0.197766]
    assert analysis.rows[1].abs().tolist() == pytest.approx(rows, abs=6e-7), CA
    assert analysis.rows[2].abs().tolist() == pytest.approx(rows_2, abs=6e-7), CA
    assert analysis.columns[1].abs().tolist() == pytest.approx(columns, abs=6e-7), CA
    assert analysis.columns[2].abs().tolist() == pytest.approx(columns_2, abs=6e-7), CA


tables = arrays(int, st.tuples(st.integers(2, 6), st.integers(2, 6)), elements=st.integers(1, 40))


@given(tables)
def test_inertia_is_chi_squared_over_the_total(counts):
    table = pd.DataFrame(counts)
    analysis = s.correspondence_analysis(table)
    expected = np.outer(counts.sum(axis=1), counts.sum(axis=0)) / counts.sum()
    chi_squared = ((counts - expected) ** 2 / expected).sum()
    assert analysis.chi_squared == pytest.approx(chi_squared, abs=1e-6)
    for shares in (analysis.row_contributions, analysis.column_contributions):
        assert shares.sum().tolist() == pytest.approx([1] * shares.shape[1])
    assert (analysis.row_cos2.to_numpy() <= 1 + 1e-9).all()


@given(tables)
def test_distances_between_rows_are_chi_squared_distances(counts):
    analysis = s.correspondence_analysis(pd.DataFrame(counts))
    profiles = counts / counts.sum(axis=1, keepdims=True)
    masses = counts.sum(axis=0) / counts.sum()
    distance = (((profiles[0] - profiles[1]) ** 2) / masses).sum()
    places = analysis.rows.to_numpy()
    assert ((places[0] - places[1]) ** 2).sum() == pytest.approx(distance, abs=1e-6)


def test_signs_are_settled(smoke):
    analysis = s.correspondence_analysis(smoke)
    again = s.correspondence_analysis(smoke.iloc[::-1])
    assert analysis.rows.loc["SE"].tolist() == pytest.approx(again.rows.loc["SE"].tolist())


def test_biplot_keeps_the_rows_that_make_the_plane(smoke):
    points = s.biplot(s.correspondence_analysis(smoke), words=2)
    assert points["kind"].tolist() == ["column"] * 4 + ["row"] * 2
    columns = points[points["kind"] == "column"]
    assert columns["contribution"].sum() == pytest.approx(1)
    assert points["cos2"].between(0, 1 + 1e-9).all()


def test_two_columns_have_one_dimension_and_no_plane(smoke):
    analysis = s.correspondence_analysis(smoke[["none", "heavy"]])
    assert len(analysis.inertia) == 1
    assert s.biplot(analysis).empty


def test_independent_table_has_no_dimension():
    analysis = s.correspondence_analysis(pd.DataFrame([[2, 4], [3, 6]]))
    assert len(analysis.inertia) == 0
    assert analysis.chi_squared == 0


@pytest.mark.parametrize(
    ("counts", "fault"),
    [
        ([[1, 2]], "two rows"),
        ([[1], [2]], "two columns"),
        ([[1, 2], [0, 0]], "leave it out"),
        ([[1, 0], [2, 0]], "leave it out"),
        ([[1, -2], [2, 3]], "negative"),
    ],
)
def test_tables_without_profiles_are_refused(counts, fault):
    with pytest.raises(ValueError, match=fault):
        s.correspondence_analysis(pd.DataFrame(counts))
