"""Evidence and 销号 of any row: what a pane shows of them, and the dialogs that change them."""
