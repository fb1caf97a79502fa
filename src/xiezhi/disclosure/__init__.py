"""公开数据: figures the office puts before everybody, small groups withheld. In both zones."""
