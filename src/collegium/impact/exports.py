from collegium.impact.models import Comparison, Counts, SharedRound
from collegium.people.exporting import leave_out

leave_out(Comparison, "a question of the school; who put it has it in their history")
leave_out(Counts, "numbers of the school, never of a person; who typed them has it in their history")
leave_out(SharedRound, "numbers of the school; who shared them has it in their history")
