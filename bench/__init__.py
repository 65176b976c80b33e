"""What Wirewatch costs, measured: `make bench`, or `python -m bench [NAME…] [--quick]`. See docs/performance.md."""
