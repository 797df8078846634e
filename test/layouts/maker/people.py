"""Invented parties and documents. Check digits are computed here, by the rule, and nowhere read from Habido."""
import datetime as dt

WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
TRADE = ['AGRICOLA', 'BODEGA', 'CLINICA', 'CONSULTORES', 'CURTIEMBRE', 'DROGUERIA', 'EMPAQUES', 'GRIFOS', 'HOTEL',
         'IMPRENTA', 'LABORATORIO', 'MADERERA', 'MINERA', 'NAVIERA', 'PESQUERA', 'RADIO', 'SEGURIDAD', 'TALLER', 'VIVERO']
PLACE = ['APURIMAC', 'BAGUA', 'CANTA', 'CHALA', 'HUARI', 'JAUJA', 'LURIN', 'MALA', 'NAZCA', 'OXAPAMPA', 'PAITA',
         'QUILCA', 'RECUAY', 'SECHURA', 'TARMA', 'UTCUBAMBA', 'VIRU', 'YAUYOS', 'ZORRITOS']
FORM = ['S.A.C.', 'S.A.', 'E.I.R.L.', 'S.R.L.', 'S.A.A.']
SURNAME = ['ALIAGA', 'BELLIDO', 'CÁCERES', 'DÁVILA', 'ESCALANTE', 'FARFÁN', 'GUTIÉRREZ', 'HINOSTROZA', 'INGA',
           'LLERENA', 'MUÑANTE', 'NÚÑEZ', 'ORDÓÑEZ', 'PALOMINO', 'QUIROZ', 'RONDÓN', 'SULLCA', 'TAIPE']
GIVEN = ['ALBERTO', 'BEATRIZ', 'CLAUDIA', 'DAVID', 'ELVIRA', 'FÉLIX', 'GLORIA', 'HÉCTOR', 'IRMA', 'LUIS', 'NANCY']
GOODS = ['Flete', 'Papel bond', 'Petróleo D2', 'Alquiler de local', 'Servicio de vigilancia', 'Cemento', 'Honorarios',
         'Energía eléctrica', 'Repuestos', 'Almuerzos', 'Publicidad', 'Mantenimiento de equipos']


def check_digit(ten):
    return str((11 - sum(int(d) * w for d, w in zip(ten, WEIGHTS)) % 11) % 10)


def is_ruc(text):
    return len(text) == 11 and text.isdigit() and text[:2] in ('10', '15', '16', '17', '20') and check_digit(text) == text[10]


def ruc(prefix, body):
    return prefix + body + check_digit(prefix + body)


def wrong_digit(number, step=1):
    return number[:10] + str((int(number[10]) + step) % 10)


OWNER = (ruc('20', '51987340'), 'ESTUDIO CONTABLE DEL PUERTO S.A.C.')


class Party:
    """Somebody in a register. `judged`: a cell with this number is one that Habido has to judge."""

    def __init__(self, tipo, numero, nombre, judged):
        self.tipo, self.numero, self.nombre, self.judged = tipo, numero, nombre, judged

    @property
    def dni(self):
        return self.numero[2:10] if self.numero.startswith('10') else ''


def company(rng):
    number = ruc('20', '%08d' % rng.randint(10000000, 61999999))
    return Party('6', number, '%s %s %s' % (rng.choice(TRADE), rng.choice(PLACE), rng.choice(FORM)), True)


def person_name(rng):
    return '%s %s %s' % (rng.choice(SURNAME), rng.choice(SURNAME), rng.choice(GIVEN))


def person(rng):
    return Party('6', ruc('10', '%08d' % rng.randint(10000000, 79999999)), person_name(rng), True)


def with_dni(rng):
    return Party('1', '%08d' % rng.randint(10000000, 79999999), person_name(rng), False)


def foreign(rng):
    number = rng.choice(['00A00035185', '00B62492277', '1128473465', 'US884120931'])
    return Party('0', number, rng.choice(['CLOUD SEATS LLC', 'NUBE IBÉRICA S.L.', 'PIXEL ADS INC.']), False)


def filler(text='-'):
    return Party('0', text, 'VARIOS', False)


def pool(rng, count, persons=0.2):
    """`count` different parties with RUC."""
    found = {}
    while len(found) < count:
        party = person(rng) if rng.random() < persons else company(rng)
        found[party.numero] = party
    return list(found.values())


class Doc:
    """One document of a register."""

    def __init__(self, rng, party, n, total):
        self.party, self.n = party, n
        self.fecha = dt.date(2026, 10, 1 + (n * 30) // max(1, total))
        self.vence = self.fecha + dt.timedelta(days=rng.choice([0, 15, 30]))
        self.serie = rng.choice(['F001', 'F002', 'E001', 'FA10'])
        self.numero = rng.randint(1, 89999)
        self.base = round(rng.lognormvariate(6, 1), 2)
        self.igv = round(self.base * 0.18, 2)
        self.total = round(self.base + self.igv, 2)
        self.glosa = rng.choice(GOODS)
        self.telefono = 51900000000 + rng.randint(10000000, 99999999)
        self.cci = '%020d' % rng.randint(10 ** 17, 10 ** 18)
        self.cuenta = rng.choice(['421201', '631101', '601101', '659401', '104101'])
        self.rng = rng


def docs(rng, parties, count):
    """`count` documents; every party has one at least where there is room."""
    return [Doc(rng, parties[n] if n < len(parties) else rng.choice(parties), n, count) for n in range(count)]
