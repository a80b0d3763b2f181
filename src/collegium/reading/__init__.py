"""What a group reads together: the year's book, its sections, the best ideas in it, and the words of a team."""
