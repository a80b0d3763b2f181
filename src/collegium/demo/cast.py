"""Who works at the three schools of the demo network. Anybody's likeness is chance."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Colleague:
    """A member of staff of the demo: name, department, what they do, years of experience as 0, 1 or 2."""

    name: str
    department: str
    title: str = "Teacher"
    experience: int = 1
    post: str = "teacher"
    address: str = ""

    @property
    def mail(self) -> str:
        return self.address or self.name.lower().replace(" ", ".").replace("’", "").replace("é", "e")


def _staff(department: str, *names: str) -> list[Colleague]:
    """Names with a mark for experience behind them: + is long, - is new to teaching."""
    years = {"+": 2, "-": 0}
    return [
        Colleague(name.rstrip("+-"), department, experience=years.get(name[-1], 1)) for name in names
    ]


NORTHGATE = [
    Colleague("Helen Marsh", "Leadership", "Deputy head, teaching and learning", 2, address="cpd"),
    Colleague("Gareth Vaughan", "Leadership", "Headteacher", 2, address="head"),
    Colleague("Yvonne Clarke", "Leadership", "Assistant head", 2),
    Colleague("Amara Bello", "English", experience=2, address="coordinator"),
    Colleague("Mo Khan", "Science", address="teacher"),
    Colleague("Ruth Meyer", "Art and design", "Head of Art", 2, address="leader"),
    Colleague("Lily Adeyemi", "Geography", experience=0, address="newstaff"),
    Colleague("Rob Tate", "Office", "Data manager", 1, "support", address="admin"),
    *_staff("English", "Priya Raman+", "Callum Reid", "Beth Ashworth-", "Owen Pritchard", "Femi Alade+"),
    *_staff("Maths", "Sara Lund+", "Eva Vos", "Hana Kovac", "Dev Patel-", "Joanne Whitfield+", "Marek Nowak"),
    *_staff("Maths", "Tess Hale"),
    *_staff("Science", "Priya Nair+", "Lewis Barr", "Chidi Okafor", "Anna Brandt+", "Kieran Doyle-", "Meera Joshi"),
    *_staff("Languages", "Ines Gago+", "Claire Fontaine", "Lukas Weber", "Sofia Marin-"),
    *_staff("History", "Will Ashby+", "Zoe Marlow", "Patrick Quinn"),
    *_staff("Geography", "Nia Boyd+", "Hamish Orr"),
    *_staff("Computing", "Leo Crane", "Fatima Siddiqui+"),
    *_staff("Art and design", "Imogen Frost", "Paolo Ricci"),
    *_staff("Drama and music", "Jo Osei+", "Rosa Whelan", "Ben Tallis"),
    *_staff("PE", "Dai Rees+", "Kelly Monk", "Andre Baptiste"),
    *_staff("Religious studies", "Miriam Katz+", "Aled Hughes"),
    *_staff("Design and technology", "Sunil Perera", "Gwen Parry+"),
    Colleague("Nadia Rahman", "Learning support", "SEND coordinator", 2),
    Colleague("Colin Strang", "Learning support", "Teaching assistant", 2, "support"),
    Colleague("Petra Lowe", "Learning support", "Teaching assistant", 1, "support"),
    Colleague("Asha Mistry", "Learning support", "Teaching assistant", 1, "support"),
    Colleague("Denise Carver", "Library", "Librarian", 2, "support"),
    Colleague("Tariq Aziz", "Science", "Technician", 1, "support"),
    Colleague("Jade Holloway", "English", experience=0),
    Colleague("Simon Peake", "Maths", experience=0),
    Colleague("Bronwen Ellis", "Languages", experience=0),
]

HARBOUR = [
    Colleague("Tom Weller", "Upper school", "Year 6 teacher", 2, address="teacher"),
    Colleague("Margaret Noble", "Leadership", "Headteacher", 2),
    *_staff("Upper school", "Kirsty Bain", "Josh Linden-", "Amelia Crewe+", "Nikhil Rao"),
    *_staff("Lower school", "Elsie Tanner+", "Ravi Menon", "Hollie Marsden", "Grace Otieno", "Stuart Pell"),
    *_staff("Early years", "Bridget Shaw+", "Polly Hart", "Yasmin Noor-"),
    Colleague("Carol Finch", "Learning support", "Teaching assistant", 2, "support"),
    Colleague("Declan Roe", "Learning support", "Teaching assistant", 1, "support"),
    Colleague("Sheila Boon", "Office", "School business manager", 2, "support"),
]

BRANNOCS = [
    Colleague("David Thorne", "Leadership", "Headteacher", 2),
    Colleague("Kate Ridley", "Leadership", "Assistant head, CPD", 2),
    *_staff("Humanities", "Sian Lloyd+", "Oscar Penn", "Mabel Trent-"),
    *_staff("Science and maths", "Jonah Price", "Ellen Duffy+", "Kwame Mensah", "Lotte Visser"),
    *_staff("Languages and arts", "Freya Lindqvist", "Tunde Balogun+", "Marta Silva"),
]
