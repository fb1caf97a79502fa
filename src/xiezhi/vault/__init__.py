"""Reporters' identities: sealed at the door, opened only by the vault process.

Words: receipt 查询码 (what a reporter keeps), identity (what the office may not see), seal, open.
It decides who can learn who reported, and serves the duty of secrecy: 刑事诉讼法 article 111,
人民检察院举报工作规定 (2014) articles 59 and 60, 信访工作条例 articles 30 and 46.
"""
