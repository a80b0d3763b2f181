"""What teachers read, watch and follow: books, articles, research, courses, tools, videos, notes."""
