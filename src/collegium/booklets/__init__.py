"""The published booklet: shared reports as one book, on paper and on screens, with the yes of each author."""
