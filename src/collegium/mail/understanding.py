"""Which answer a mail begins with, in six languages. In doubt none: a wrong answer does more harm than a question."""

import re
import unicodedata
from collections.abc import Collection

# Written as people write; compared without accents, capitals and full stops. Longer phrases go before shorter ones.
PHRASES: dict[str, str] = {
    "kept": """
        kept | kept it | kept it going | keeping it | i kept it | we kept it | i am keeping it | i'm keeping it
        keep it |         gardé | gardée | je l'ai gardé | je l'ai gardée | je garde | on garde | conservé | adopté
        behalten | beibehalten | ich habe es beibehalten | ich habe es behalten | bleibt dabei | wird beibehalten
        mantenido | lo mantengo | lo he mantenido | conservado | lo conservo | me lo quedo | se queda
        zachowane | zachowałam | zachowałem | zostawiłam | zostawiłem | zostaje | zostało | utrzymane
        mantenuto | l'ho mantenuto | l'ho tenuto | tenuto | lo tengo | conservato""",
    "changed": """
        changed | changed it | i changed it | we changed it | adapted | adapted it | i adapted it | modified | tweaked
        tweaked it | changé | je l'ai changé | modifié | je l'ai modifié | adapté | je l'ai adapté
        geändert | verändert | angepasst | abgewandelt | ich habe es geändert | ich habe es angepasst
        cambiado | lo he cambiado | lo cambié | modificado | lo he modificado | adaptado | lo he adaptado
        zmienione | zmieniłam | zmieniłem | zmieniłam to | zmieniłem to | dostosowałam | dostosowałem
        cambiato | l'ho cambiato | modificato | l'ho modificato | adattato | l'ho adattato""",
    "dropped": """
        dropped | dropped it | i dropped it | we dropped it | gave it up | gave up | abandoned | abandoned it
        abandonné | je l'ai abandonné | laissé tomber | j'ai laissé tomber | j'ai abandonné
        verworfen | fallen gelassen | fallengelassen | aufgegeben | ich habe es aufgegeben | gelassen
        abandonado | lo he abandonado | descartado | lo he descartado | lo he dejado | lo dejé
        porzucone | porzuciłam | porzuciłem | zrezygnowałam | zrezygnowałem | odpuściłam | odpuściłem
        abbandonato | l'ho abbandonato | lasciato perdere | ho lasciato perdere | lasciato""",
    "not-yet": """
        not yet | not yet tried | haven't yet | i haven't yet | not so far | still to do | i haven't tried it yet
        i have not tried it yet | haven't tried it yet | pas encore | noch nicht | ich noch nicht | todavía no
        aún no |         jeszcze nie | nie jeszcze | non ancora | ancora no""",
    "coming": """
        coming | i am coming | i'm coming | i will come | i'll come | i can come | can come | i'll be there
        i will be there | will be there | see you there | see you then | count me in | accepted | je viens | j'y serai
        je serai là | je serai présent | je serai présente | présent | présente | ich komme | komme | komme gern
        komme gerne | ich komme gern | ich komme gerne | bin dabei | ich bin dabei | zusage | voy | iré | asistiré
        ahí estaré | allí estaré | cuenta conmigo | będę | przyjdę | będę na pewno | będę obecna | będę obecny | vengo
        verrò | ci sarò | ci sono | presente""",
    "maybe": """
        maybe | perhaps | possibly | not sure | not sure yet | i'm not sure | i am not sure | i might come | tentative
        peut-être | je ne sais pas encore | vielleicht | eventuell | weiß noch nicht | ich weiß noch nicht | quizás
        quizá | tal vez | no sé | no lo sé | no sé todavía | może | być może | nie wiem | jeszcze nie wiem | forse
        non so | non lo so""",
    "away": """
        i can't come | i cannot come | can't come | cannot come | can't make it | i can't make it | i cannot make it
        cannot make it | i won't be there | i will not be there | won't be there | i won't come | not coming
        i'm not coming | i am not coming | i can't | i cannot | can't | cannot | apologies | my apologies
        apologies from me | unable to come | i am unable to come | i'm unable to come | declined | i can't be there
        je ne viens pas | je ne viendrai pas | je ne peux pas | je ne peux pas venir | je ne pourrai pas
        je ne pourrai pas venir | je ne serai pas là | absent | absente | excusé | excusée
        ich komme nicht | komme nicht | ich kann nicht | kann nicht | ich kann leider nicht | kann leider nicht
        ich komme leider nicht | leider nicht | bin nicht dabei | ich bin nicht dabei | absage | bin verhindert
        ich bin verhindert | no puedo | no puedo ir | no voy | no iré | no podré | no podré ir | no asistiré
        no puedo asistir | nie przyjdę | nie będę | nie mogę | nie mogę przyjść | nie dam rady | niestety nie
        nie będzie mnie | non vengo | non posso | non posso venire | non verrò | non ci sarò | assente""",
    "yes": """
        yes | yes please | yes gladly | gladly | with pleasure | i'd love to | i would love to | happy to | sure | ok
        okay | no problem | that suits me | suits me | oui | oui volontiers | volontiers | avec plaisir
        pas de problème
        ça me convient | ja | ja gern | ja gerne | gern | gerne | kein problem | passt | passt mir | sí | sí claro
        claro | con gusto | con mucho gusto | sin problema | me viene bien | tak | tak chętnie | chętnie | z chęcią
        nie ma problemu | pasuje | pasuje mi | certo | sì volentieri | con piacere | nessun problema | va bene""",
    "no": """
        no | no thanks | no thank you | no sorry | non | non merci | nein | nein danke | nein leider nicht
        no gracias | nie | nie dziękuję | no grazie | that does not suit me | doesn't suit me | does not suit me
        passt nicht | passt leider nicht | passt mir nicht | ça ne me convient pas | no me viene bien | nie pasuje
        nie pasuje mi | non mi va bene""",
    "agree": """
        agree | agreed | i agree | fine with me | fine by me | i could live with it | i could live with that
        d'accord | je suis d'accord | einverstanden | ich bin einverstanden | de acuerdo | estoy de acuerdo | zgoda
        zgadzam się | d'accordo | sono d'accordo""",
    "talk": """
        talk first | let's talk | let's talk first | i would talk first | i'd like to talk first | can we talk
        i would like to talk first | can we talk first | discuss first | en parler d'abord | parlons-en
        parlons-en d'abord | erst reden | lass uns reden | lasst uns reden | erst sprechen | hablar primero | hablemos
        hablemos primero | najpierw porozmawiajmy | porozmawiajmy | parliamone | parliamone prima | parlarne prima""",
}
# What also means an answer, where the question has it.
ALSO = {"coming": "yes", "away": "no", "agree": "yes", "no": "away"}
FILLERS = {
    "hi", "hello", "dear", "all", "sorry", "thanks", "thank", "you", "yes", "well", "so", "and", "i", "we", "it",
    "bonjour", "salut", "merci", "desole", "desolee", "oui", "alors", "hallo", "guten", "tag", "danke", "leider",
    "ja", "hola", "buenos", "dias", "gracias", "lo", "siento", "si", "czesc", "dzien", "dobry", "dziekuje",
    "niestety", "przepraszam", "tak", "ciao", "buongiorno", "grazie", "scusate", "purtroppo", "unfortunately", "tut",
    "mir", "leid",
}  # fmt: skip
GREETINGS = {"hi", "hello", "dear", "hey", "bonjour", "salut", "chere", "cher", "hallo", "liebe", "lieber", "guten",
             "hola", "buenos", "buenas", "querida", "querido", "czesc", "dzien", "droga", "drogi", "szanowni", "ciao",
             "buongiorno", "cara", "caro", "collegium"}  # fmt: skip
# They turn the answer round, so that nobody is sure what is meant.
TURNS = {"not", "nothing", "nicht", "nichts", "kein", "keine", "pas", "rien", "no", "nada", "nie", "nic", "non",
         "niente", "never", "jamais", "nunca", "mai", "don't", "didn't", "won't", "can't"}  # fmt: skip
FIRM = {"kept", "changed", "dropped", "coming", "yes", "agree"}
# Where a misreading costs another person's time, the whole sentence counts.
WHOLE_SENTENCE = {"coming", "yes", "agree"}
MOST_FILLERS = 4
THUMB = "👍"


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.replace("ł", "l").replace("Ł", "l").replace("’", "'").casefold())
    return "".join(letter for letter in text if not unicodedata.combining(letter))


_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def _words(text: str) -> list[str]:
    return [_folded(found.group()) for found in _WORD.finditer(text)]


def _table() -> list[tuple[tuple[str, ...], str]]:
    phrases = [
        (tuple(_words(phrase)), code)
        for code, several in PHRASES.items()
        for line in several.split("\n")
        for phrase in line.split("|")
        if phrase.strip()
    ]
    return sorted(phrases, key=lambda one: -len(one[0]))


_TABLE = _table()


def understand(text: str, codes: Collection[str]) -> tuple[str, str] | None:
    """The answer with which the text begins, and the words after it; None where it is not plain."""
    text = _without_greeting(text.strip())
    wanted = {code: code for code in codes} | {ALSO[code]: code for code in codes if code in ALSO}
    if text.startswith(THUMB) and "yes" in wanted:
        return wanted["yes"], _tidy(text[len(THUMB) :])
    spans = [found.span() for found in _WORD.finditer(text[:2_000])]
    words = [_folded(text[start:end]) for start, end in spans]
    for skipped in range(min(MOST_FILLERS, len(words)) + 1):
        if any(word not in FILLERS for word in words[:skipped]):
            return None
        for phrase, meaning in _TABLE:
            end = skipped + len(phrase)
            if tuple(words[skipped:end]) != phrase:
                continue
            rest = text[spans[end - 1][1] :]
            if meaning in wanted:
                return (wanted[meaning], _tidy(rest)) if _is_plain(phrase, meaning, rest) else None
            break
    return None


def _is_plain(phrase: tuple[str, ...], meaning: str, rest: str) -> bool:
    """Nothing right after it asks or turns it round; a bare yes or no stands by itself."""
    clause = re.split(r"[.!?,;:\n()–—]|\s-\s|\bbut\b", rest, maxsplit=1)[0]
    if rest.lstrip().startswith("?"):
        return False
    if len(phrase) == 1 and meaning in {"yes", "no"}:
        return not clause.strip()
    if meaning in WHOLE_SENTENCE:
        clause = re.split(r"[.!?\n]", rest, maxsplit=1)[0]
    return meaning not in FIRM or TURNS.isdisjoint(_words(clause))


def _without_greeting(text: str) -> str:
    """Without “Dear all,” in a line of its own."""
    first, _line, rest = text.partition("\n")
    words = _words(first)
    if rest.strip() and words and words[0] in GREETINGS and len(words) <= 5:
        return rest.strip()
    return text


def _tidy(rest: str) -> str:
    return rest.strip().lstrip(".,;:!–—- \n").strip()
