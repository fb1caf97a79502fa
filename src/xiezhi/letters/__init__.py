"""函件与送达: papers of the office to other bodies, what comes back, calls and urgings about them.

Lives in both zones and knows no lead: a matter is named by value (kernel.matters). The steps of a
paper are those of an office (拟稿, 核稿, 签发, 文号, 用印, 送达, 回复); none of them is ours to give.
"""
