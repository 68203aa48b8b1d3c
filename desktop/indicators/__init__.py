"""指标: years across, values typed."""
