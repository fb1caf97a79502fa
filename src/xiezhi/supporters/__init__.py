"""社会支持队伍: grid members, special assistants and the others who help; their terms and work cards."""
