"""Answers as mail programs send them, in six languages: above what the person wrote, below what the program adds."""

# ruff: noqa: E501  mail is as wide as it is

QUOTED = """> ‒ ‒ ‒ To answer, write above this line ‒ ‒ ‒
>
> Hello Tom,
>
> In Feedback that Moves you said you would try:
> “Rewrite one paragraph”
"""
LETTER = "‒ ‒ ‒ To answer, write above this line ‒ ‒ ‒\n\nHello Tom,\n\nIn Feedback that Moves you said you would try:\n"
OUTLOOK = "Collegium <collegium+r12-abcdefghijklmnopqrstuvwxyz@school.example>"

# name: (the message's text, the person's own words)
REPLIES = {
    "Gmail, English": (
        "Kept it. Half of 8B rewrote the whole page.\n\n"
        f"On Mon, 9 Nov 2026 at 12:00, Collegium <collegium@school.example> wrote:\n\n{QUOTED}",
        "Kept it. Half of 8B rewrote the whole page.",
    ),
    "Gmail, English, over two lines": (
        "not yet\n\nOn Mon, 9 Nov 2026 at 12:00, Collegium\n<collegium+r12-abcdefghijklmnopqrstuvwxyz@school.example>"
        f" wrote:\n\n{QUOTED}",
        "not yet",
    ),
    "Gmail, French": (
        "Gardé, ça marche bien en 4e.\n\nLe lun. 9 nov. 2026 à 12:00, Collegium <collegium@school.example> a écrit :\n\n"
        + QUOTED,
        "Gardé, ça marche bien en 4e.",
    ),
    "Gmail, German": (
        "Noch nicht, erst nach den Ferien.\n\nAm Mo., 9. Nov. 2026 um 12:00 Uhr schrieb Collegium <\n"
        f"collegium@school.example>:\n\n{QUOTED}",
        "Noch nicht, erst nach den Ferien.",
    ),
    "Gmail, Spanish": (
        "Lo he cambiado: ahora en parejas.\n\nEl lun, 9 nov 2026 a las 12:00, Collegium (<collegium@school.example>)\n"
        f"escribió:\n\n{QUOTED}",
        "Lo he cambiado: ahora en parejas.",
    ),
    "Gmail, Polish": (
        "Jeszcze nie, spróbuję w grudniu.\n\npon., 9 lis 2026 o 12:00 Collegium <collegium@school.example> napisał(a):\n\n"
        + QUOTED,
        "Jeszcze nie, spróbuję w grudniu.",
    ),
    "Gmail, Italian": (
        "Mantenuto!\n\nIl giorno lun 9 nov 2026 alle ore 12:00 Collegium <collegium@school.example> ha\nscritto:\n\n"
        + QUOTED,
        "Mantenuto!",
    ),
    "Outlook, English": (
        f"Changed it\n\n________________________________\nFrom: {OUTLOOK}\nSent: 09 November 2026 12:00\n"
        f"To: Tom Weller <tom@school.example>\nSubject: How did it go?\n\n{LETTER}",
        "Changed it",
    ),
    "Outlook, French": (
        f"Abandonné, trop long.\n\nDe : {OUTLOOK}\nEnvoyé : lundi 9 novembre 2026 12:00\nÀ : Tom Weller\n"
        f"Objet : How did it go?\n\n{LETTER}",
        "Abandonné, trop long.",
    ),
    "Outlook, German": (
        f"Beibehalten.\n\nVon: {OUTLOOK}\nGesendet: Montag, 9. November 2026 12:00\nAn: Tom Weller\n"
        f"Betreff: How did it go?\n\n{LETTER}",
        "Beibehalten.",
    ),
    "Outlook, Spanish": (
        f"Todavía no\n\nDe: {OUTLOOK}\nEnviado el: lunes, 9 de noviembre de 2026 12:00\nPara: Tom Weller\n"
        f"Asunto: How did it go?\n\n{LETTER}",
        "Todavía no",
    ),
    "Outlook, Polish": (
        f"Zmieniłam to\n\nOd: {OUTLOOK}\nWysłano: poniedziałek, 9 listopada 2026 12:00\nDo: Tom Weller\n"
        f"Temat: How did it go?\n\n{LETTER}",
        "Zmieniłam to",
    ),
    "Outlook, Italian": (
        f"Non ancora\n\nDa: {OUTLOOK}\nInviato: lunedì 9 novembre 2026 12:00\nA: Tom Weller\n"
        f"Oggetto: How did it go?\n\n{LETTER}",
        "Non ancora",
    ),
    "old Outlook, German": (
        f"verworfen\n\n-----Ursprüngliche Nachricht-----\nVon: Collegium\nGesendet: Montag\nAn: Tom\n\n{LETTER}",
        "verworfen",
    ),
    "old Outlook, Polish": (f"zostaje\n\n-----Oryginalna wiadomość-----\nOd: Collegium\n\n{LETTER}", "zostaje"),
    "iPhone, English": (
        f"Kept it\n\nSent from my iPhone\n\n> On 9 Nov 2026, at 12:00, Collegium <c@school.example> wrote:\n>\n{QUOTED}",
        "Kept it",
    ),
    "iPhone, French": (
        f"Pas encore\n\nEnvoyé de mon iPhone\n\n> Le 9 nov. 2026 à 12:00, Collegium <c@s.example> a écrit :\n> \n{QUOTED}",
        "Pas encore",
    ),
    "iPhone, German": (
        f"behalten\n\nVon meinem iPhone gesendet\n\n> Am 09.11.2026 um 12:00 schrieb Collegium <c@s.example>:\n{QUOTED}",
        "behalten",
    ),
    "iPhone, Spanish": (f"Mantenido\n\nEnviado desde mi iPhone\n\n> El 9 nov 2026, a las 12:00,\n{QUOTED}", "Mantenido"),
    "iPhone, Polish": (f"Zachowałem\n\nWysłane z iPhone'a\n\n> Wiadomość napisana przez C:\n{QUOTED}", "Zachowałem"),
    "iPhone, Italian": (f"Modificato\n\nInviato da iPhone\n\n> Il giorno 9 nov 2026,\n{QUOTED}", "Modificato"),
    "Outlook for iOS": (
        f"Dropped it, no time.\n\nGet Outlook for iOS<https://aka.ms/o0ukef>\n________________________________\n"
        f"From: Collegium\nSent: Monday\nTo: Tom\n\n{LETTER}",
        "Dropped it, no time.",
    ),
    "Thunderbird, English": (f"Kept it\n\nOn 09/11/2026 12:00, Collegium wrote:\n{QUOTED}", "Kept it"),
    "Thunderbird, Polish": (f"Porzuciłam\n\nW dniu 9.11.2026 o 12:00, Collegium pisze:\n{QUOTED}", "Porzuciłam"),
    "Thunderbird, Italian": (f"Cambiato\n\nIl 09/11/2026 12:00, Collegium ha scritto:\n{QUOTED}", "Cambiato"),
    "written below the quotation": (
        f"On 09/11/2026 12:00, Collegium wrote:\n{QUOTED}\nKept it, the dots work.\n",
        "Kept it, the dots work.",
    ),
    "signature and small print": (
        "Changed it: two minutes at the end.\n\n--\nTom Weller\nTeacher of History\n\nThis email and any files with it are"
        " confidential and intended solely for the addressee.",
        "Changed it: two minutes at the end.",
    ),
    "small print alone": (
        "Kept it\n\nThis email and any files transmitted with it\nare confidential and intended solely for you.",
        "Kept it",
    ),
    "a careful mail server's banner": (
        "CAUTION: This email originated from outside the school.\nDo not click links.\n\nNot yet\n\n"
        f"On 09/11/2026 12:00, Collegium wrote:\n{QUOTED}",
        "Not yet",
    ),
    "two paragraphs": (
        f"Kept it.\n\nThe second half hour was better: they asked each other.\n\nOn 9/11/2026 Collegium wrote:\n{QUOTED}",
        "Kept it.\n\nThe second half hour was better: they asked each other.",
    ),
    "nothing but the quotation": (f"\n\nOn 09/11/2026 12:00, Collegium wrote:\n{QUOTED}", ""),
    "words that look like a quotation's line": (
        "I kept it.\nOn Tuesday they wrote: “more please”.\nFrom: the back row came a cheer.",
        "I kept it.\nOn Tuesday they wrote: “more please”.\nFrom: the back row came a cheer.",
    ),
}

HTML = {
    "Outlook, HTML only": (
        '<html><head><style>p {margin:0}</style></head><body><div>Kept it, works with 8B.</div><div><br></div>'
        '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>From:</b> Collegium<br><b>Sent:</b> Monday</div>'
        "<div>Hello Tom</div></body></html>",
        "Kept it, works with 8B.",
    ),
    "Gmail, HTML only": (
        '<div dir="ltr">Not yet</div><br><div class="gmail_quote"><div class="gmail_attr">On Mon Collegium wrote:<br>'
        "</div><blockquote>Hello Tom</blockquote></div>",
        "Not yet",
    ),
    "Apple Mail, HTML only": (
        "<html><body>Dropped it &amp; happy.<br><br><div>On 9 Nov 2026, at 12:00, C &lt;c@s.example&gt; wrote:</div>"
        '<blockquote type="cite">Hello</blockquote></body></html>',
        "Dropped it & happy.",
    ),
}
