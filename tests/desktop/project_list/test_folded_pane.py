"""The pane that was folded away comes when a date is to be typed in it."""

import pytest

from desktop.widgets.pane import LEAST_WITH_PANE


@pytest.mark.parametrize("width", [1060, 1366])
@pytest.mark.parametrize("kept", [True, False])
def test_a_date_is_typed_in_the_pane_that_was_folded_away(application, page, width, kept):
    application.window.resize(width, 700)
    is_narrow = page.width() < LEAST_WITH_PANE
    assert is_narrow == (width == 1060)
    application.preferences.pane_shown = kept
    page.go_to_next_late()
    assert page.pane.isVisibleTo(page)
    assert page.pane.stages.hasFocus()
    # On a narrow page it comes for once: what wide pages keep is not altered.
    assert application.preferences.pane_shown is (kept if is_narrow else True)
