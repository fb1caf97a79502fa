"""操作留痕: a tamper-evident log of every act, one RFC 9162 Merkle tree a procuratorate."""
