"""摆渡包: packages drawn up, reviewed, carried and taken in; peers; what waits."""
