"""The same layouts moved, titled, behind a cover or before a hidden sheet: the answers follow from the first ones."""
from openpyxl.utils import column_index_from_string, get_column_letter

from . import people
from .layout import Table


def shift(sheet, rows, columns):
    def area(place):
        return (place[0] + rows, place[1] + columns, place[2] + rows, place[3] + columns)

    sheet.cells = {(row + rows, column + columns): cell for (row, column), cell in sheet.cells.items()}
    sheet.merges = [area(place) for place in sheet.merges]
    sheet.tables = [area(place) for place in sheet.tables]
    sheet.filter = area(sheet.filter) if sheet.filter else None
    sheet.hidden_rows = {row + rows for row in sheet.hidden_rows}
    sheet.hidden_columns = {column + columns for column in sheet.hidden_columns}


def moved(place, rows, columns):
    """An answer after the shift; its alternatives are places too."""
    found = dict(place)
    for key in ('columna', 'columnaNombre', 'columnaFecha'):
        if found.get(key):
            found[key] = get_column_letter(column_index_from_string(found[key]) + columns)
    if found.get('encabezado'):
        found['encabezado'] += rows
    for key in ('alternativas', 'ofrecidas'):
        if key in found:
            found[key] = [moved(other, rows, columns) for other in found[key]]
    return found


def shifted(lay):
    for sheet in lay.book.sheets:
        shift(sheet, 3, 2)
    lay.expected = moved(lay.expected, 3, 2)
    return 'three rows lower and two columns to the right'


def titled(lay):
    for sheet in lay.book.sheets:
        shift(sheet, 4, 0)
        if sheet.cells:
            for row, text in enumerate(['EMPRESA DE PRUEBA S.A.C.', 'RUC: %s' % people.OWNER[0], 'REPORTE AL 31/10/2026'], 1):
                sheet.put(row, 1, text)
    lay.expected = moved(lay.expected, 4, 0)
    return 'under a title with the owner’s RUC'


def covered(lay):
    sheet = lay.sheet('Portada')
    sheet.put(2, 2, 'LIBRO')
    sheet.line(4, 2, ['RUC', people.OWNER[0]])
    sheet.line(5, 2, ['EMPRESA', people.OWNER[1]])
    lay.book.sheets.insert(0, lay.book.sheets.pop())
    return 'behind a cover with the owner’s RUC'


def before_hidden(lay):
    if lay.expected['respuesta'] == 'no-hay' or lay.expected.get('oculta'):
        return None
    columns = [('RUC', 'ruc'), ('Nombre', 'nombre'), ('Fecha', 'fecha'), ('Base', 'base'), ('IGV', 'igv'), ('Total', 'total')]
    Table(lay.sheet('Zz', 'hidden'), 1, 1, columns, lay.purchases(90, 120))
    return 'before a hidden register with more RUCs'


# Suffix of the name, and what is done; None where it would not be the same layout.
VARIANTS = [('movido', shifted), ('titulado', titled), ('portada', covered), ('oculta', before_hidden)]
