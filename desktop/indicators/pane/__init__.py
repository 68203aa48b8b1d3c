"""What the side pane of the indicator table says of the cell under the cursor."""
