"""What a layout is made with: tables out of columns of known kinds, and the answer that they imply."""
import datetime as dt
import random

from openpyxl.utils import get_column_letter

from . import people
from .book import Book

# kind → value of a document's cell. `ruc` is text, `rucn` the same as a number.
KINDS = {
    'ruc': lambda d: d.party.numero,
    'rucn': lambda d: int(d.party.numero) if d.party.numero.isdigit() else d.party.numero,
    'sap': lambda d: 'P' + d.party.numero,
    'anexo': lambda d: 'P ' + d.party.numero,
    'junto': lambda d: '%s - %s' % (d.party.numero, d.party.nombre),
    'nombre': lambda d: d.party.nombre,
    'tipo': lambda d: d.party.tipo,
    'tipon': lambda d: int(d.party.tipo) if d.party.tipo.isdigit() else d.party.tipo,
    'fecha': lambda d: d.fecha,
    'fechat': lambda d: d.fecha.strftime('%d/%m/%Y'),
    'vence': lambda d: d.vence,
    'vencet': lambda d: d.vence.strftime('%d/%m/%Y'),
    'cp': lambda d: '01',
    'serie': lambda d: d.serie,
    'numero': lambda d: '%08d' % d.numero,
    'numeron': lambda d: d.numero,
    'cpe': lambda d: '%s-%08d' % (d.serie, d.numero),
    'base': lambda d: d.base,
    'igv': lambda d: d.igv,
    'total': lambda d: d.total,
    'cero': lambda d: 0.0,
    'glosa': lambda d: d.glosa,
    'moneda': lambda d: 'PEN',
    'tc': lambda d: 1.0,
    'n': lambda d: d.n + 1,
    'cuo': lambda d: '%04d' % (d.n + 1),
    'periodo': lambda d: '20261000',
    'telefono': lambda d: d.telefono,
    'dni': lambda d: d.party.dni or None,
    'cci': lambda d: d.cci,
    'cuenta': lambda d: d.cuenta,
    'nada': lambda d: None,
    'dueno': lambda d: people.OWNER[0],
    'duenon': lambda d: int(people.OWNER[0]),
    'duenonombre': lambda d: people.OWNER[1],
}
NUMBER_KINDS = ('ruc', 'rucn', 'sap', 'anexo', 'junto')


class Table:
    """Columns of `(header, kind)`; `kind` may be a function of the document."""

    def __init__(self, sheet, top, left, columns, rows, header_rows=1):
        self.sheet, self.left, self.columns, self.docs = sheet, left, columns, rows
        self.header = top + header_rows - 1 if header_rows else 0
        self.first = top + header_rows
        self.last = self.first + len(rows) - 1
        if header_rows == 1:
            for i, (text, _) in enumerate(columns):
                sheet.put(top, left + i, text, True)
        for n, doc in enumerate(rows):
            for i, (_, kind) in enumerate(columns):
                value = kind(doc) if callable(kind) else KINDS[kind](doc)
                sheet.put(self.first + n, left + i, value)

    def at(self, *kinds):
        """The column's number of the first kind that is there, or None."""
        for kind in kinds:
            for i, (_, own) in enumerate(self.columns):
                if own == kind:
                    return self.left + i
        return None


class Layout:
    """One workbook of the corpus, with what Habido has to answer about it."""

    def __init__(self, name, case, traps, writer, suffix):
        self.name, self.case, self.traps, self.writer = name, case, traps, writer
        self.file = name + suffix
        self.rng = random.Random(name)
        self.book = Book()
        self.sheet = self.book.sheet
        self.expected = None

    def parties(self, count, persons=0.2):
        return people.pool(self.rng, count, persons)

    def docs(self, parties, count):
        return people.docs(self.rng, parties, count)

    def purchases(self, distinct, count, others=()):
        """Documents of `distinct` suppliers, and of the others given, mixed."""
        found = self.docs(self.parties(distinct), count - len(others))
        for i, party in enumerate(others):
            found.insert(3 + i * 7 % max(1, len(found)), people.Doc(self.rng, party, i, count))
        return found

    def answer(self, table, column=None, header=None, rows=None, **more):
        """The table's column of numbers is the answer (`column`: number or letter, to say which)."""
        if column is None:
            column = table.at(*NUMBER_KINDS)
        if rows is None:
            rows = sum(1 for doc in table.docs if doc.party.judged)
        self.expected = {
            'respuesta': 'columna',
            'hoja': table.sheet.name,
            'columna': letter(column),
            'encabezado': table.header if header is None else header,
            'filas': rows,
            'columnaNombre': letter(table.at('nombre')),
            'columnaFecha': letter(table.at('fecha', 'fechat')),
            **more,
        }

    def place(self, table, column=None):
        """The same as an alternative."""
        return {'hoja': table.sheet.name, 'columna': letter(column or table.at(*NUMBER_KINDS)), 'encabezado': table.header}

    def without_ruc(self, sheet, column, header, **more):
        """The column is there and holds no RUC."""
        self.expected = {'respuesta': 'sin-ruc', 'hoja': sheet.name, 'columna': letter(column), 'encabezado': header, **more}

    def none(self, **more):
        """There is no such column."""
        self.expected = {'respuesta': 'no-hay', **more}

    def title(self, sheet, lines, row=1, column=1):
        """Lines of a title block: texts alone, or `(label, value)`."""
        for i, line in enumerate(lines):
            if isinstance(line, tuple):
                sheet.line(row + i, column, line, True)
            else:
                sheet.put(row + i, column, line, True)

    def fill(self, sheet, first, last, column, value):
        for row in range(first, last + 1):
            sheet.put(row, column, value)


def letter(column):
    if column is None:
        return ''
    return column if isinstance(column, str) else get_column_letter(column)


# What real books do to whoever looks for their RUCs; every one has a layout at least (the test counts them).
TRAPS = [
    'catalogo-propio', 'maestro', 'ocultas', 'ruc-casi-vacia', 'mismo-titulo', 'tipo-miente', 'telefonos',
    'empieza-con-ruc', 'un-solo-ruc', 'sin-encabezado', 'bloques', 'extension', 'filas-vacias', 'plantilla',
    'encabezado-alto', 'ruc-cliente', 'sin-ruc', 'digito-errado', 'varias-respuestas', 'terceros', 'dni-al-lado',
    'lado-a-lado', 'sol', 'titulos', 'nombre-de-hoja', 'danados', 'otros-documentos', 'numero-y-texto', 'otra-tabla',
    'dueno', 'ple', 'sire', 'concar', 'sap', 'formato', 'ssco', 'erp', 'no-hay',
]
LAYOUTS = []


def layout(name, case, traps='', writer='openpyxl', suffix='.xlsx'):
    """Registers a function that fills a Layout. `traps`: words of TRAPS."""

    def register(make):
        LAYOUTS.append((name, case, traps.split(), writer, suffix, make))
        return make

    return register


REGISTER = [('Fecha', 'fecha'), ('Comprobante', 'cpe')]
MONEY = [('Base imponible', 'base'), ('IGV', 'igv'), ('Importe total', 'total')]
OCTOBER = dt.date(2026, 10, 1)
